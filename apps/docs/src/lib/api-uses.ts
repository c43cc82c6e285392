import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apps } from './paths.ts'

/** Which page teaches what is in a folder of programs. */
const pagesOf: Readonly<Record<string, { title: string; path: string }>> = {
  'docs/examples/introduction': { title: 'Introduction', path: 'episodes/01-introduction' },
  'episodes/src/penguins': { title: 'Classify penguins', path: 'episodes/02-penguins' },
  'docs/examples/penguins': { title: 'Classify penguins', path: 'episodes/02-penguins' },
  'episodes/src/weather': { title: 'Watch a network learn', path: 'episodes/03-weather' },
  'docs/examples/weather': { title: 'Watch a network learn', path: 'episodes/03-weather' },
}

/** The episodes whose programs import a symbol, by `package/symbol` in lower case. */
export function apiUses(): Map<string, { title: string; path: string }[]> {
  const uses = new Map<string, { title: string; path: string }[]>()
  for (const [folder, page] of Object.entries(pagesOf)) {
    const code = globSync(`${folder}/*.ts`, { cwd: apps })
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(apps, file), 'utf8'))
      .join('\n')
    for (const [, names, from] of code.matchAll(/import (?:type )?\{([^}]*)\} from '@dlw\/(\w+)'/g)) {
      for (const name of names!.split(',').map((part) => part.replace('type ', '').trim())) {
        const key = `${from}/${name.toLowerCase()}`
        const known = uses.get(key) ?? []
        if (name && !known.some(({ path }) => path === page.path)) uses.set(key, [...known, page])
      }
    }
  }
  return uses
}
