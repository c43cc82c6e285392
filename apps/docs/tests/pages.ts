import { globSync } from 'node:fs'

const dist = new URL('../dist', import.meta.url).pathname

const all = globSync('**/*.html', { cwd: dist })
  .map((file) => file.replaceAll('\\', '/').replace(/index\.html$/, ''))
  .sort()

/** The path of every page that was built; of the API, which is made by one template, every hundredth. */
export const pages: readonly string[] = all.filter((path, index) => !path.startsWith('api/') || index % 100 === 0)
