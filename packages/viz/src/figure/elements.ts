import { cleanText } from '../text/clean-text.ts'

const namespace = 'http://www.w3.org/2000/svg'

/** Attributes of an SVG element; undefined ones are left out. */
export type Attributes = Record<string, string | number | undefined>

/** Makes an SVG element with attributes and children; a string child is text on one line. */
export function svgElement<Name extends keyof SVGElementTagNameMap>(
  document: Document,
  name: Name,
  attributes: Attributes = {},
  children: readonly (Node | string)[] = [],
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(key, String(value))
  }
  for (const child of children) element.append(typeof child === 'string' ? cleanText(child) : child)
  return element
}
