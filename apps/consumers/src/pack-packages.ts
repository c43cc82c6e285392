import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readTarball } from './registry.ts'
import { run } from './run.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** The packages that are published. */
export const published = ['backend', 'data', 'models', 'train', 'viz'] as const

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
  const filters = published.map((name) => `--filter=@dlw/${name}`).join(' ')
  const steps = [
    ...(build ? [`pnpm exec turbo run build ${filters} --output-logs=errors-only`] : []),
    ...published.map((name) => `pnpm --filter @dlw/${name} pack --pack-destination "${place}"`),
  ]
  for (const command of steps) {
    const { code, stdout, stderr } = await run(command, { folder: root })
    if (code !== 0) throw new Error(`consumers: ${command} failed.\n${stdout}${stderr}`)
  }
  return readdirSync(place).map((name) => readTarball(join(place, name)))
}
