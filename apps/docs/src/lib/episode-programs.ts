import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { apps } from './paths.ts'
import { type Piece, type Program, programs } from './programs.ts'
import { neededImports, readRegion } from './region.ts'

const source = 'episodes/src'
const variables = 'seed, device, epochs, quick, data, weights'

/**
 * A Vite plugin: `program:penguins` is a function whose body is the regions that {@link programs} lists, straight from
 * the episode that Node runs; `source:penguins` is the same code as a text for the editor, and `cell:penguins` what the
 * edited text may import from the episode. `dlw:programs`, `dlw:sources` and `dlw:cells` list all of them.
 */
export function episodePrograms() {
  return {
    name: 'dlw-episode-programs',
    enforce: 'pre' as const,
    resolveId(id: string, importer?: string): string | undefined {
      const [, kind, name] = /^(program|source|cell):(.+)$/.exec(id) ?? []
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
      const [, kind, name] = /[\\/](program|source|cell)-in-page-([\w-]+)\.ts$/.exec(id) ?? []
      if (!kind || !name) return undefined
      if (kind === 'program') return programCode(name)
      return kind === 'source' ? `export default ${JSON.stringify(cellCode(name))}` : cellModule(name)
    },
  }
}

/** The module of one program, as TypeScript. */
export function programCode(name: string): string {
  const body = program(name).pieces.map((piece) => {
    const code = codeOf(piece)
    return code.includes('await useBackend(') ? `${code}\nstage.backend(backend)` : code
  })
  const returns = program(name).returns.join(', ')
  // A block of its own: a region may declare anew what it is given, as an episode does with `epochs`.
  return `${importsOf(name)}\nexport async function run({ ${variables} }: any, stage: any) {{\n${body.join('\n')}\nreturn { ${returns} }\n}}\n`
}

/** The same program as the reader edits it. */
export function cellCode(name: string): string {
  const body = program(name).pieces.map((piece) => {
    const begins = 'file' in piece && piece.indent === undefined
    return begins ? `\n${codeOf(piece)}` : codeOf(piece)
  })
  const given = variables.replace(/, (\w+)$/, ' and $1')
  const code = `${importsOf(name)}\n\n// The page gives ${given}, and a stage to perform on.\n${body.join('\n')}\n`
  return code.replaceAll(/\n{3,}/g, '\n\n')
}

/** The folder that a program's imports are meant from. */
export function programFolder(name: string): string {
  return join(apps, source, dirname(files(program(name))[0]!))
}

function cellModule(name: string): string {
  const own = [...importsOf(name).matchAll(/from '(\..*)'/g)].map(([, path]) => `'${path}': () => import('${path}')`)
  return `export const returns = ${JSON.stringify(program(name).returns)}\nexport const modules = { ${own.join(', ')} }\n`
}

function listCode(list: string): string {
  const entries = Object.keys(programs).map((name) => `'${name}': () => import('${list.slice(0, -1)}:${name}')`)
  return `export const ${list} = { ${entries.join(', ')} }\n`
}

function codeOf(piece: Piece): string {
  if ('code' in piece) return piece.code
  const { code } = readRegion(`${source}/${piece.file}`, piece.region)
  return code.replaceAll(/^(?=.)/gm, ' '.repeat(piece.indent ?? 0))
}

/** What the program imports: all that its code uses and does not declare itself. */
function importsOf(name: string): string {
  const { pieces, imports = [] } = program(name)
  const body = pieces.map(codeOf).join('\n')
  const needed = files(program(name)).map((file) => neededImports(readFileSync(join(apps, source, file), 'utf8'), body))
  const declared = [...body.matchAll(/^(?:const|function) (\w+)/gm)].map((match) => match[1]!)
  return merge([...needed, ...imports], declared)
}

/** The files of a program: all of them in one folder, so that their imports of each other hold. */
function files({ pieces }: Program): string[] {
  return [...new Set(pieces.flatMap((piece) => ('file' in piece ? [piece.file] : [])))]
}

/** The import statements of several files as one list: each name once, without those that the program declares. */
function merge(imports: readonly string[], declared: readonly string[]): string {
  const names = new Map<string, Set<string>>()
  const others = new Set<string>()
  for (const line of imports.join('\n').split('\n')) {
    const [, type, list, from] = /^import (type )?\{ (.*) \} from '(.*)'$/.exec(line) ?? []
    if (!list) others.add(line)
    for (const name of (list?.split(', ') ?? []).map((each) => each.replace(/^type /, ''))) {
      const key = `${type ?? ''}|${from}`
      if (!declared.includes(name)) names.set(key, (names.get(key) ?? new Set()).add(name))
    }
  }
  const grouped = [...names].map(([key, set]) => {
    const [type, from] = key.split('|')
    return `import ${type}{ ${[...set].join(', ')} } from '${from}'`
  })
  return [...others, ...grouped.sort()].filter((line) => line !== '').join('\n')
}

function program(name: string): Program {
  const found = programs[name]
  if (!found) {
    throw new Error(`episodePrograms: expected one of ${Object.keys(programs).join(', ')}, received name=${name}.`)
  }
  return found
}
