import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The path of a shared library of this system, or undefined if it is in none of the usual folders. Linux only. */
export function findLibrary(name: string): string | undefined {
  const folders = [
    ...(process.env.LD_LIBRARY_PATH ?? '').split(':').filter(Boolean),
    ...[
      '/lib',
      '/usr/lib',
      '/lib64',
      '/usr/lib64',
      '/usr/local/lib',
      '/usr/local/cuda/lib64',
      '/run/opengl-driver/lib',
    ],
    ...['x86_64', 'aarch64'].flatMap((machine) => [`/lib/${machine}-linux-gnu`, `/usr/lib/${machine}-linux-gnu`]),
  ]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}
