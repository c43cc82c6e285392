import { linePlot } from '@dlw/viz'

/** A figure of a given small size: the legend has one row and counts what it does not show. */
export const figure: SVGSVGElement = linePlot(
  Object.fromEntries(Array.from({ length: 15 }, (_, line) => [`measurement ${line}`, [line, 2 * line, line + 3]])),
  { width: 320, height: 200, title: 'A title that needs more than one line at this width', xLabel: 'Step' },
)
