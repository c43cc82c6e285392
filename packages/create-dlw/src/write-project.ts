import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TemplateName } from './templates.ts'

type Manifest = { name: string; version: string; [group: string]: unknown }
type Versions = Record<string, string>

const root = fileURLToPath(new URL('..', import.meta.url))
/** The manifest of this package: its development dependencies are the versions that the templates were tested with. */
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest & { devDependencies: Versions }

/** The version of this package. */
export const version: string = own.version

/** Writes a project into a new or empty folder. When a file cannot be written, none is left. */
export function writeProject(folder: string, template: TemplateName): void {
  const source = join(root, 'templates', template)
  const entries = readdirSync(source).filter((entry) => !['node_modules', 'out', 'dist'].includes(entry))
  try {
    mkdirSync(folder, { recursive: true })
    for (const entry of entries) cpSync(join(source, entry), join(folder, entry), { recursive: true })
    // npm leaves a file of the real name out of packages.
    renameSync(join(folder, 'gitignore'), join(folder, '.gitignore'))
    const manifest = join(folder, 'package.json')
    writeFileSync(manifest, manifestOf(readFileSync(manifest, 'utf8'), basename(folder)))
  } catch (error) {
    if (existsSync(folder)) {
      for (const entry of [...entries, '.gitignore']) rmSync(join(folder, entry), { recursive: true, force: true })
    }
    const { message } = error as Error
    throw new Error(
      `create-dlw: expected a folder that can be written, received '${folder}': ${message}. Choose another place.`,
      { cause: error },
    )
  }
}

/** The manifest of a project: its name, and a version for each package in place of the star. */
function manifestOf(text: string, name: string): string {
  const manifest = JSON.parse(text) as Manifest & Record<'dependencies' | 'devDependencies', Versions>
  const fill = (dependencies: Versions): Versions =>
    Object.fromEntries(Object.keys(dependencies).map((key) => [key, range(own.devDependencies[key]!)]))
  const { dependencies, devDependencies, ...rest } = manifest
  const filled = { ...rest, name, dependencies: fill(dependencies), devDependencies: fill(devDependencies) }
  return `${JSON.stringify(filled, undefined, 2)}\n`
}

/** `4.22.0` becomes `^4.22.0`. */
const range = (spec: string): string => (/^\d/.test(spec) ? `^${spec}` : spec)
