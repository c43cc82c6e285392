const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** The text with the characters that XML and HTML reserve written as entities. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character]!)
}
