const namespace = 'http://www.w3.org/2000/svg'

/** Attributes of an SVG element; undefined ones are left out. */
export type Attributes = Record<string, string | number | undefined>

/** Makes an SVG element with attributes and children; a string child is text. */
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
  element.append(...children)
  return element
}

/** About how many pixels wide the text is in a sans-serif font of this size. */
export function textWidth(text: string, fontSize = 12): number {
  let units = 0
  for (const character of text)
    units += /[ijltfrI.,:;'|()[\] ]/.test(character) ? 0.34 : /[mwMW@%]/.test(character) ? 0.88 : 0.58
  return units * fontSize
}

/** The text, cut with an ellipsis where it is wider than that many pixels. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let cut = text
  while (cut.length > 1 && textWidth(`${cut}…`) > width) cut = cut.slice(0, -1)
  return `${cut.trimEnd()}…`
}
