import { globSync } from 'node:fs'

const dist = new URL('../dist', import.meta.url).pathname

/** The path of every page that was built. */
export const pages: readonly string[] = globSync('**/*.html', { cwd: dist })
  .map((file) => file.replaceAll('\\', '/').replace(/index\.html$/, ''))
  .sort()
