import { globSync, readFileSync } from 'node:fs'

const dist = new URL('../dist', import.meta.url).pathname

/** The path of every page that was built. */
export const allPages: readonly string[] = globSync('**/*.html', { cwd: dist })
  .map((file) => file.replaceAll('\\', '/').replace(/index\.html$/, ''))
  // The frame in which the reader's code runs: nobody reads it.
  .filter((path) => path !== 'reader.html')
  .sort()

/** The HTML of a page. */
export const htmlOf = (path: string): string =>
  readFileSync(`${dist}/${path}${path === '' || path.endsWith('/') ? 'index.html' : ''}`, 'utf8')

/**
 * The pages to look at in a browser: every one outside the API. The hundreds of the API come from one template, so of
 * them those that hold something which no page before them had: a kind of element, by its tag, its classes and its
 * colours.
 */
export const pages: readonly string[] = withSomethingNew(allPages)

function withSomethingNew(paths: readonly string[]): string[] {
  const seen = new Set<string>()
  const others = paths.filter((path) => !path.startsWith('api/'))
  return [...others, ...paths.filter((path) => path.startsWith('api/'))].filter((path) => {
    const before = seen.size
    for (const [, tag, attributes] of htmlOf(path).matchAll(/<([a-z][\w-]*)((?:\s[^<>]*)?)>/g)) {
      const looks = [...attributes!.matchAll(/\s(?:class|style|role)="[^"]*"/g)].map(String).sort()
      seen.add(`${tag} ${looks.join('')}`)
    }
    return !path.startsWith('api/') || seen.size > before
  })
}
