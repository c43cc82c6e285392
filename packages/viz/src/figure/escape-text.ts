import { xmlText } from '../text/clean-text.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Escapes the characters reserved by XML and HTML, and removes those that XML forbids. */
export function escapeText(text: string): string {
  return xmlText(text).replace(/[&<>"]/g, (character) => escapes[character]!)
}
