import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { InstalledPackages } from '../../doctor/installed-packages.ts'

const names = [
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-node',
  '@tensorflow/tfjs-node-gpu',
  'webgpu',
]
/** Packages above this one that use TensorFlow.js, too. */
const siblings = ['@dlw/data', '@dlw/models', '@dlw/train']

/** Looks for the TensorFlow.js packages that the app in the current folder, or else this package, would load. */
export function findPackages(): InstalledPackages {
  const manifest = (name: string, from: string): string | undefined => {
    try {
      return realpathSync(createRequire(from).resolve(`${name}/package.json`))
    } catch {
      return undefined
    }
  }
  const nearest = (name: string) =>
    manifest(name, join(process.cwd(), 'package.json')) ?? manifest(name, import.meta.url)
  const found = names.flatMap((name) => {
    const path = nearest(name)
    if (path === undefined) return []
    return [
      { name, version: (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version, path: dirname(path) },
    ]
  })
  // Also of the packages that an app does not name: each of them may have brought its own.
  const users = [...found.map(({ path }) => join(path, 'package.json')), ...siblings.map(nearest), import.meta.url]
  const cores = users.map((from) => from && manifest('@tensorflow/tfjs-core', from))
  const native = found.filter(({ name }) => name.startsWith('@tensorflow/tfjs-node'))
  return {
    found,
    cores: [...new Set(cores.filter((path) => path !== undefined).map(dirname))],
    nativePartMissing: native
      .filter(
        ({ path }) => !['napi-v8', 'napi-v9'].some((api) => existsSync(join(path, 'lib', api, 'tfjs_binding.node'))),
      )
      .map(({ name }) => name),
  }
}
