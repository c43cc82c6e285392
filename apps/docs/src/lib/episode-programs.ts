import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { apps } from './paths.ts'
import { programs } from './programs.ts'
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
      return join(apps, source, dirname(program(name).file), `program-${name}.ts`)
    },
    load(id: string): string | undefined {
      const name = /[\\/]program-([\w-]+)\.ts$/.exec(id)?.[1]
      return name === undefined ? undefined : programCode(name)
    },
  }
}

/** The module of one program, as TypeScript. */
export function programCode(name: string): string {
  const { file, regions, returns } = program(name)
  const path = `${source}/${file}`
  const body = regions
    .map((region) => `${readRegion(path, region).code}${region === 'backend' ? '\nstage.backend(backend)' : ''}`)
    .join('\n')
  const imports = neededImports(readFileSync(join(apps, path), 'utf8'), body)
  return `${imports}\nexport async function run({ seed, device, epochs }: any, stage: any) {\n${body}\nreturn { ${returns.join(', ')} }\n}\n`
}

function program(name: string) {
  const found = programs[name]
  if (!found) {
    throw new Error(`episodePrograms: expected one of ${Object.keys(programs).join(', ')}, received name=${name}.`)
  }
  return found
}
