import { xmlText } from '../text/clean-text.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** The text with the characters that XML and HTML reserve written as entities, and without those that XML forbids. */
export function escapeText(text: string): string {
  return xmlText(text).replace(/[&<>"]/g, (character) => escapes[character]!)
}
