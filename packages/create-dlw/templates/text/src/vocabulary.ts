/** Splits a text into words in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{Letter}+/gu) ?? []
}

/** Lists the words that occur at least twice, in alphabetical order. */
export function makeVocabulary(texts: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of texts.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts.keys()].filter((word) => counts.get(word)! >= 2).sort()
}

/**
 * Turns a text into `length` numbers: 0 fills up short texts, 1 stands for unknown words, and the words of the
 * vocabulary follow. Longer texts are cut.
 */
export function encodeText(text: string, options: { vocabulary: readonly string[]; length: number }): number[] {
  const places = new Map(options.vocabulary.map((word, place) => [word, place + 2]))
  const numbers = wordsOf(text).map((word) => places.get(word) ?? 1)
  return Array.from({ length: options.length }, (_, place) => numbers[place] ?? 0)
}
