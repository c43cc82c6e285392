import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transform } from 'sucrase'
import { apps } from './paths.ts'
import { program, programs } from './programs.ts'
import { readWhole } from './region.ts'

const source = 'episodes/src'

/**
 * A Vite plugin for the programs that {@link programs} lists. `program:penguins` exports the function to `run`,
 * `source:penguins` the text of its module for the editor, and `cell:penguins` what the edited text needs: the name of
 * the function, and the episode's own modules that it imports. `dlw:programs`, `dlw:sources` and `dlw:cells` list them.
 */
export function episodePrograms() {
  return {
    name: 'dlw-episode-programs',
    enforce: 'pre' as const,
    resolveId(id: string, importer?: string): string | undefined {
      const [, kind, name] = /^(program|module|source|cell):(.+)$/.exec(id) ?? []
      if (kind && name) return join(programFolder(name), `${kind}-in-page-${name}.ts`)
      if (/^dlw:(programs|sources|cells)$/.test(id)) return join(apps, source, `${id.slice(4)}-of-the-lesson.ts`)
      // The episodes look for files; in a page a file is what lies at an address.
      const isEpisode = importer?.replaceAll('\\', '/').includes(source)
      return isEpisode && /^node:(fs\/promises|path)$/.test(id)
        ? join(apps, 'docs/src/live/node-in-page.ts')
        : undefined
    },
    load(id: string): string | undefined {
      const [, list] = /[\\/](programs|sources|cells)-of-the-lesson\.ts$/.exec(id) ?? []
      if (list) return listCode(list)
      const [, kind, name] = /[\\/](program|module|source|cell)-in-page-([\w-]+)\.ts$/.exec(id) ?? []
      if (!kind || !name) return undefined
      if (kind === 'program') return `export { ${program(name).run} as run } from 'module:${name}'\n`
      // A module for each program, of which the bundle keeps what the program calls.
      if (kind === 'module') return readFileSync(programPath(name), 'utf8')
      return kind === 'source' ? `export default ${JSON.stringify(cellCode(name))}\n` : cellModule(name)
    },
  }
}

/** The module of a program as the reader edits it. */
export function cellCode(name: string): string {
  const { file, run } = program(name)
  return `// Run calls the function ${run}.\n${readWhole(`${source}/${file}`)}\n`
}

/** Where the module of a program lies. */
export function programPath(name: string): string {
  return join(apps, source, program(name).file)
}

/** The folder that a program's imports are meant from. */
export function programFolder(name: string): string {
  return dirname(programPath(name))
}

function cellModule(name: string): string {
  const { code } = transform(cellCode(name), { transforms: ['typescript', 'imports'] })
  const own = [...code.matchAll(/require\('(\..*?)'\)/g)].map(([, path]) => `'${path}': () => import('${path}')`)
  return `export const run = '${program(name).run}'\nexport const modules = { ${own.join(', ')} }\n`
}

function listCode(list: string): string {
  const entries = Object.keys(programs).map((name) => `'${name}': () => import('${list.slice(0, -1)}:${name}')`)
  return `export const ${list} = { ${entries.join(', ')} }\n`
}
