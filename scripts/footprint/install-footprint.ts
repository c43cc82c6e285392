import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What npm puts on the disk for a package, beside tfjs-core and tfjs-layers. */
export type InstallFootprint = {
  name: string
  megabytes: number
  ceiling: number
  packages: number
  files: number
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const names = ['backend', 'data', 'models', 'train', 'viz']
const tfjs = ['@tensorflow/tfjs-core@4.22.0', '@tensorflow/tfjs-layers@4.22.0']

/** Installs the packed packages, one by one and all together, into empty folders, and removes them again. */
export async function installFootprint(): Promise<InstallFootprint[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dlw-footprint-'))
  try {
    for (const name of names) command(`pnpm --filter @dlw/${name} pack --pack-destination "${folder}"`, root)
    const archives = new Map(
      names.map((name) => [name, join(folder, readdirSync(folder).find((file) => file.startsWith(`dlw-${name}-`))!)]),
    )
    const bare = measured(folder, [], archives)
    return [...names.map((name) => [name]), names].map((chosen) => {
      const { megabytes, packages, files } = measured(folder, chosen, archives)
      return {
        name: chosen.length === 1 ? `@dlw/${chosen[0]}` : 'all five',
        megabytes: megabytes - bare.megabytes,
        // Of all five together the two of TensorFlow.js are counted, too.
        ceiling: chosen.length === 1 ? 60 : 190 - Math.round(bare.megabytes),
        packages,
        files,
      }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function measured(folder: string, chosen: string[], archives: Map<string, string>) {
  const project = join(folder, `project-${chosen.join('-')}`)
  mkdirSync(project)
  // Siblings come from their archives, too: they are in no registry yet.
  const overrides = Object.fromEntries([...archives].map(([name, path]) => [`@dlw/${name}`, `file:${path}`]))
  const dependencies = Object.fromEntries(chosen.map((name) => [`@dlw/${name}`, `file:${archives.get(name)}`]))
  for (const name of chosen) delete overrides[`@dlw/${name}`]
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies, overrides }))
  command(`npm install ${tfjs.join(' ')} --no-audit --no-fund --loglevel=error`, project)
  const paths = globSync('node_modules/**/*', { cwd: project }).map((path) => join(project, path))
  const files = paths.map((path) => statSync(path)).filter((found) => found.isFile())
  const result = {
    megabytes: files.reduce((sum, { size }) => sum + size, 0) / 1e6,
    packages: globSync(['node_modules/*/package.json', 'node_modules/@*/*/package.json'], { cwd: project }).length,
    files: files.length,
  }
  rmSync(project, { recursive: true, force: true, maxRetries: 5 })
  return result
}

function command(line: string, cwd: string): void {
  execFileSync(line, { cwd, shell: true, stdio: ['ignore', 'ignore', 'inherit'] })
}
