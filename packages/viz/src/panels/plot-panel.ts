import * as Plot from '@observablehq/plot'

/** A panel and its scales. */
export interface PlotPanel {
  svg: SVGSVGElement
  /** A scale of the plot: `apply` maps a value to pixels inside the panel. */
  scale(name: 'x' | 'y'): (value: number) => number
  /** The range of an axis. */
  domain(name: 'x' | 'y'): [from: number, to: number]
}

/** Draws one panel with Observable Plot and removes attributes that the figure sets for all panels. */
export function plotPanel(document: Document, options: Plot.PlotOptions): PlotPanel {
  const svg = Plot.plot({ ...options, document }) as unknown as SVGSVGElement
  svg.querySelector('style')?.remove()
  for (const name of ['class', 'fill', 'font-family', 'font-size']) svg.removeAttribute(name)
  svg.setAttribute('overflow', 'visible')
  // The figure is a single image with one name; ARIA does not allow names on its parts.
  for (const part of svg.querySelectorAll('[aria-label]')) {
    part.setAttribute('data-part', part.getAttribute('aria-label')!)
    part.removeAttribute('aria-label')
  }
  const { scale } = svg as unknown as {
    scale(name: string): { apply(value: number): number; domain: [number, number] }
  }
  return { svg, scale: (name) => scale(name).apply, domain: (name) => scale(name).domain }
}
