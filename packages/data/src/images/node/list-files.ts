import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readLocal } from '../../files/node/read-local.ts'
import type { ImageFile } from '../decoded-image.ts'

/** Lists everything below a folder. */
export async function listFiles(folder: string): Promise<ImageFile[]> {
  const paths = await readdir(folder, { recursive: true })
  return paths.map((path) => ({ path: path.replaceAll('\\', '/'), read: () => readLocal(join(folder, path)) }))
}
