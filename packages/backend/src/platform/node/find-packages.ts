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
    const require = createRequire(from)
    try {
      return realpathSync(require.resolve(`${name}/package.json`))
    } catch {
      // Not installed, or its exports do not name its manifest.
      const paths = require.resolve.paths(name) ?? []
      const found = paths.map((path) => join(path, name, 'package.json')).find((path) => existsSync(path))
      return found && realpathSync(found)
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
  // Also of the other packages: each of them may have brought its own.
  const others = [...siblings, ...dependenciesOf(process.cwd())].map(nearest)
  const users = [...found.map(({ path }) => join(path, 'package.json')), ...others, import.meta.url]
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

/** The names of all packages that the app in a folder depends on. */
function dependenciesOf(folder: string): string[] {
  try {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return Object.keys({ ...dependencies, ...devDependencies })
  } catch {
    return []
  }
}
