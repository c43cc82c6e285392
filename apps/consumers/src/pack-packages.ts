import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishedPackages, root } from '../../../scripts/release/packages.ts'
import { run } from './run.ts'

/** Options of {@link packPackages}. */
export type PackPackagesOptions = {
  /** Where the archives are written. */
  folder: string
  /** Whether to build first. Defaults to true. */
  build?: boolean
}

/** Packs what would be published. */
export async function packPackages({ folder, build = true }: PackPackagesOptions): Promise<Uint8Array[]> {
  const place = join(folder, 'tarballs')
  mkdirSync(place, { recursive: true })
  const names = publishedPackages().map(({ name }) => name)
  const filters = names.map((name) => `--filter=${name}`).join(' ')
  const steps = [
    ...(build ? [`pnpm exec turbo run build ${filters} --output-logs=errors-only`] : []),
    ...names.map((name) => `pnpm --filter ${name} pack --pack-destination "${place}"`),
  ]
  for (const command of steps) {
    const { code, stdout, stderr } = await run(command, { folder: root })
    if (code !== 0) throw new Error(`consumers: ${command} failed.\n${stdout}${stderr}`)
  }
  return readdirSync(place).map((name) => readFileSync(join(place, name)))
}
