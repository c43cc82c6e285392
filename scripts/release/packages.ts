import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url))

/** A package that is published. */
export type PublishedPackage = { name: string; version: string; folder: string }

/** The packages that are published, those beneath first. */
export function publishedPackages(): PublishedPackage[] {
  return ['backend', 'data', 'models', 'train', 'viz', 'create-dlw'].map((short) => {
    const folder = `${root}packages/${short}`
    const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PublishedPackage
    return { name, version, folder }
  })
}
