import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { apps } from './paths.ts'

/** A page that teaches a symbol. */
export interface TeachingPage {
  title: string
  path: string
}

let known: Map<string, TeachingPage[]> | undefined

/**
 * The pages whose programs import a symbol, by `package/symbol` in lower case. An episode has all programs of the folders
 * that it shows code from; a guide has the files that it shows.
 */
export function apiUses(): Map<string, TeachingPage[]> {
  if (known && !import.meta.env?.DEV) return known
  const uses = new Map<string, TeachingPage[]>()
  for (const { page, files } of teachingPages()) {
    const code = files.map((file) => readFileSync(join(apps, file), 'utf8')).join('\n')
    for (const [, names, from] of code.matchAll(/import (?:type )?\{([^}]*)\} from '@dlw\/(\w+)(?:\/[\w-]+)?'/g)) {
      for (const name of names!.split(',').map((part) => part.replace('type ', '').trim())) {
        if (name === '') continue
        const key = `${from}/${name.toLowerCase()}`
        const pages = uses.get(key) ?? []
        if (!pages.some(({ path }) => path === page.path)) uses.set(key, [...pages, page])
      }
    }
  }
  known = uses
  return uses
}

/** The episodes, then the guides, each with the program files that it shows. */
function teachingPages(): { page: TeachingPage; files: string[] }[] {
  const docs = join(apps, 'docs/src/content/docs')
  return ['episodes', 'guides'].flatMap((section) =>
    globSync(`${section}/*.mdx`, { cwd: docs })
      .sort()
      .map((file) => {
        const text = readFileSync(join(docs, file), 'utf8')
        const title = /^title: (.*)$/m.exec(text)?.[1]?.replaceAll(/^['"]|['"]$/g, '') ?? ''
        const shown = [...text.matchAll(/<Snippet\s+file="([^"]+\.ts)"/g)].map((match) => match[1]!)
        const folders = shown.map((path) => `${dirname(path)}/*.ts`)
        const files = section === 'guides' ? shown : folders.flatMap((pattern) => globSync(pattern, { cwd: apps }))
        const programs = [...new Set(files)].filter((path) => !path.endsWith('.test.ts'))
        return { page: { title, path: `${section}/${basename(file, '.mdx')}` }, files: programs }
      }),
  )
}
