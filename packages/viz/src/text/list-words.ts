/** A list in a sentence: all items, or the first hundred and how many more there are. */
export function listWords(items: readonly string[], separator = ', ', limit = 100): string {
  if (items.length <= limit) return items.join(separator)
  return `${items.slice(0, limit).join(separator)}${separator}and ${(items.length - limit).toLocaleString('en')} more`
}
