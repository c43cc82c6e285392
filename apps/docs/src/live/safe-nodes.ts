/** The elements and attributes that a drawing or an excerpt may have; whatever else there is stays outside. */
const allowed = {
  svg: {
    elements: new Set('g line text tspan path circle rect polyline polygon image title'.split(' ')),
    attributes:
      /^(class|style|x|y|x1|x2|y1|y2|cx|cy|r|d|points|width|height|transform|text-anchor|fill|fill-opacity|stroke|stroke-width|stroke-dasharray|stroke-opacity|opacity|data-[\w-]+)$/,
  },
  html: {
    elements: new Set('mark img span'.split(' ')),
    attributes: /^(class|src|alt|width|height|loading|decoding)$/,
  },
}
const namespaces = { svg: 'http://www.w3.org/2000/svg', html: 'http://www.w3.org/1999/xhtml' }

/** Puts a drawing into an SVG element in place of what was there: node by node, and only what belongs to a drawing. */
export function showDrawing(place: Element, drawing: string): void {
  const parsed = new DOMParser().parseFromString(`<svg xmlns="${namespaces.svg}">${drawing}</svg>`, 'image/svg+xml')
  place.replaceChildren(...copies(parsed.documentElement, 'svg'))
}

/** Puts marked text or pictures into an element in place of what was there: node by node, and nothing that acts. */
export function showExcerpt(place: Element, excerpt: string): void {
  const parsed = new DOMParser().parseFromString(excerpt, 'text/html')
  place.replaceChildren(...copies(parsed.body, 'html'))
}

function copies(from: Element, kind: keyof typeof allowed): Node[] {
  return [...from.childNodes].flatMap((node): Node[] => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')]
    if (!(node instanceof Element)) return []
    const { elements, attributes } = allowed[kind]
    const name = node.localName
    if (!elements.has(name)) return []
    const copy = document.createElementNS(namespaces[kind], name)
    for (const { name, value } of node.attributes) {
      const isPicture = kind === 'svg' && name === 'href' && value.startsWith('data:image/')
      if (attributes.test(name) || isPicture) copy.setAttribute(name, value)
    }
    copy.append(...copies(node, kind))
    return [copy]
  })
}
