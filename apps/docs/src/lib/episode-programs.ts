import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { apps } from './paths.ts'
import { type Piece, type Program, programs } from './programs.ts'
import { neededImports, readRegion } from './region.ts'

const source = 'episodes/src'

/**
 * A Vite plugin: `import { run } from 'program:penguins'` gives a function whose body is the regions that
 * {@link programs} lists, straight from the episode that Node runs.
 */
export function episodePrograms() {
  return {
    name: 'dlw-episode-programs',
    enforce: 'pre' as const,
    resolveId(id: string): string | undefined {
      const name = /^program:(.+)$/.exec(id)?.[1]
      if (name === undefined) return undefined
      return join(apps, source, dirname(files(program(name))[0]!), `program-${name}.ts`)
    },
    load(id: string): string | undefined {
      const name = /[\\/]program-([\w-]+)\.ts$/.exec(id)?.[1]
      return name === undefined ? undefined : programCode(name)
    },
  }
}

/** The module of one program, as TypeScript. */
export function programCode(name: string): string {
  const { pieces, returns } = program(name)
  const body = pieces.map(pieceCode).join('\n')
  const sources = files(program(name)).map((file) => readFileSync(join(apps, source, file), 'utf8'))
  const imports = merge(sources.map((text) => neededImports(text, body)))
  return `${imports}\nexport async function run({ seed, device, epochs, data }: any, stage: any) {\n${body}\nreturn { ${returns.join(', ')} }\n}\n`
}

function pieceCode(piece: Piece): string {
  if ('code' in piece) return piece.code
  const { code } = readRegion(`${source}/${piece.file}`, piece.region)
  return piece.region === 'backend' ? `${code}\nstage.backend(backend)` : code
}

/** The files of a program: all of them in one folder, so that their imports of each other hold. */
function files({ pieces }: Program): string[] {
  return [...new Set(pieces.flatMap((piece) => ('file' in piece ? [piece.file] : [])))]
}

/** The import statements of several files as one list: each name once. */
function merge(imports: readonly string[]): string {
  const names = new Map<string, Set<string>>()
  const others = new Set<string>()
  for (const line of imports.join('\n').split('\n')) {
    const [, type, list, from] = /^import (type )?\{ (.*) \} from '(.*)'$/.exec(line) ?? []
    if (!list) others.add(line)
    for (const name of list?.split(', ') ?? []) {
      const key = `${type ?? ''}|${from}`
      names.set(key, (names.get(key) ?? new Set()).add(name.replace(/^type /, '')))
    }
  }
  const grouped = [...names].map(([key, set]) => {
    const [type, from] = key.split('|')
    return `import ${type}{ ${[...set].join(', ')} } from '${from}'`
  })
  return [...others, ...grouped].join('\n')
}

function program(name: string): Program {
  const found = programs[name]
  if (!found) {
    throw new Error(`episodePrograms: expected one of ${Object.keys(programs).join(', ')}, received name=${name}.`)
  }
  return found
}
