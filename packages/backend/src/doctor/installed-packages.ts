/** The TensorFlow.js packages of an app. */
export type InstalledPackages = {
  readonly found: readonly { readonly name: string; readonly version: string; readonly path: string }[]
  /** Folders of every copy of `@tensorflow/tfjs-core` that these packages use; more than one is a fault. */
  readonly cores: readonly string[]
  /** Whether tfjs-node or tfjs-node-gpu is there without the native part that its install script downloads. */
  readonly nativePartMissing: readonly string[]
}

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

/** Looks for the TensorFlow.js packages that the app in the current folder, or else this package, would load. */
export async function installedPackages(): Promise<InstalledPackages> {
  const { createRequire } = await import('node:module')
  const { existsSync, readFileSync, realpathSync } = await import('node:fs')
  const { dirname, join } = await import('node:path')
  const manifest = (name: string, from: string): string | undefined => {
    try {
      return realpathSync(createRequire(from).resolve(`${name}/package.json`))
    } catch {
      return undefined
    }
  }
  const found = names.flatMap((name) => {
    const path = manifest(name, join(process.cwd(), 'package.json')) ?? manifest(name, import.meta.url)
    if (path === undefined) return []
    return [
      { name, version: (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version, path: dirname(path) },
    ]
  })
  const cores = found.map(({ path }) => manifest('@tensorflow/tfjs-core', join(path, 'package.json')))
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
