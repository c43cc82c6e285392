import { escapeText } from '../figure/escape-text.ts'

const darkStyle = '@media (prefers-color-scheme:dark){svg:root{color:#e6e6e6}}'
const standaloneStyle = `svg:root{color:#1b1b1b}${darkStyle}`

/**
 * Writes a figure as standalone SVG text: it names its namespace, needs no font, script or style sheet, and rounds
 * coordinates to two decimals. Opened on its own it follows the reader's light or dark scheme; inside a page it takes
 * the page's text colour.
 *
 * @param figure What a plot function returned.
 * @see matplotlib's `savefig('figure.svg')`
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises'
 * import { linePlot, toSvg } from '@dlw/viz'
 *
 * const svg = toSvg(linePlot({ loss: [1, 0.5, 0.25] }))
 * await writeFile('loss.svg', svg)
 * svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"') // → true
 * ```
 */
export function toSvg(figure: Element): string {
  if (figure?.localName !== 'svg') {
    throw new TypeError(
      `toSvg: expected an <svg> element, received ${figure?.localName ?? String(figure)}. Pass what a plot function returned.`,
    )
  }
  return serialize(figure).replace('>', `><style>${standaloneStyle}</style>`)
}

/** The SVG text without its answer to a dark scheme: dark words for a light ground wherever it is drawn. */
export function lightSvg(svg: string): string {
  return svg.replace(darkStyle, '')
}

/** The figure for use inside an HTML page, with ids that start with `prefix`: no two figures of a page share one. */
export function inlineSvg(figure: Element, prefix: string): string {
  return serialize(figure)
    .replaceAll(/ id="/g, `$&${prefix}`)
    .replaceAll('url(#', `url(#${prefix}`)
    .replaceAll(/ aria-labelledby="([^"]*)"/g, (_, ids: string) => {
      return ` aria-labelledby="${ids
        .split(' ')
        .map((id) => prefix + id)
        .join(' ')}"`
    })
}

/** The element as XML text, with numbers in attributes rounded to two decimals. */
function serialize(node: Node): string {
  if (node.nodeType === 3) return escapeText(node.textContent ?? '')
  if (node.nodeType !== 1) return ''
  const element = node as Element
  const attributes = Array.from(element.attributes)
    .sort((a, b) => (rank(a.name) < rank(b.name) ? -1 : 1))
    .map(({ name, value }) => ` ${name}="${escapeText(name === 'href' ? value : round(value))}"`)
  const children = Array.from(element.childNodes, serialize).join('')
  const start = `<${element.localName}${attributes.join('')}`
  return children === '' ? `${start}/>` : `${start}>${children}</${element.localName}>`
}

/** Documents keep attributes in orders of their own; the text has one: the namespace, then the alphabet. */
const rank = (name: string): string => (name === 'xmlns' ? '' : name)

const round = (value: string): string =>
  value.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2))))
