/** Characters that XML does not allow: control characters, halves of surrogate pairs and two non-characters. */
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get into an SVG.
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** The text with a replacement character (�) for each character that XML does not allow. */
export function xmlText(text: string): string {
  return text.replace(forbidden, '\ufffd')
}

/** The text on one line: line breaks and tabs become spaces, what cannot be written becomes a replacement character. */
export function cleanText(text: string): string {
  return xmlText(text.replace(/[\t\n\r\u2028\u2029]+/g, ' '))
}
