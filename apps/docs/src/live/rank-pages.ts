/** What counts of a page that the search has found. */
export interface FoundPage {
  url: string
  title: string
  /** What part of the site it belongs to. */
  kind: string
  /** How well its text fits, by the index: larger is better. */
  score: number
  /** The titles of its parts that were found, with where they are. */
  parts: readonly { url: string; title: string }[]
  /** Its text: see {@link plain}. */
  text: string
}

/** How much a page of each kind counts: the lesson is what most people look for. */
export const weights: Readonly<Record<string, number>> = {
  Lesson: 1,
  Guide: 0.85,
  Reference: 0.8,
  API: 0.75,
  Type: 0.4,
  Teaching: 0.35,
  Decision: 0.2,
  Changes: 0.15,
}

/**
 * The pages that hold what was searched for, the best first. The index offers its nearest word where it has none: a page
 * on which a word of the search is not found, in one of its forms, is left out.
 */
export function rankPages<Page extends FoundPage>(words: string, pages: readonly Page[]): Page[] {
  const terms = termsOf(words)
  // The index prefers short pages, so a page is measured by those of its kind.
  const best = new Map<string, number>()
  for (const { kind, score } of pages) best.set(kind, Math.max(score, best.get(kind) ?? 1e-9))
  return pages
    .filter((page) => terms.every((term) => hasForm(page.text, term) || hasForm(plain(page.title), term)))
    .map((page) => [rank(page, terms, page.score / best.get(page.kind)!), page] as const)
    .sort(([a], [b]) => b - a)
    .map(([, page]) => page)
}

function rank({ title, kind, parts }: FoundPage, terms: readonly string[], share: number): number {
  const weight = weights[kind] ?? 0.5
  const name = plain(title)
  const isExact = name.replaceAll(' ', '') === terms.join('')
  const has = (text: string): boolean => terms.every((term) => hasForm(text, term))
  const named = has(name) ? 0.4 : parts.some((part) => has(plain(part.title))) ? 0.4 : 0
  return weight * (share + named) + (isExact && weight > 0.5 ? 0.6 : 0)
}

/** The words that are searched for, without those that every page has. */
export function termsOf(words: string): string[] {
  const all = plain(words)
    .split(' ')
    .filter((word) => word !== '')
  const telling = all.filter(
    (word) => !/^(a|an|the|of|in|to|for|with|and|or|is|are|do|does|i|my|how|what|why)$/.test(word),
  )
  return telling.length > 0 ? telling : all
}

/** Lower case, one spelling, and no signs: `k-means` is two words, `fit()` is one. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(/iz(e|es|ed|er|ing|ation)\b/g, 'is$1')
    .replaceAll('color', 'colour')
    .trim()

/** Whether a text has a word, or a form of it: one that begins as nearly all of it does. */
function hasForm(text: string, term: string): boolean {
  const beginning = term.slice(0, Math.max(3, Math.ceil(0.7 * term.length)))
  return ` ${text}`.includes(` ${beginning}`)
}
