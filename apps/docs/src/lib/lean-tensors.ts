import { readFileSync } from 'node:fs'

/** Kernels that no program of the lesson calls: text, ragged and sparse tensors, Fourier transforms, volumes, boxes. */
const unused =
  /^(Ragged|Sparse(?!ToDense)|String|StaticRegex|FFT|IFFT|RFFT|NonMaxSuppression|Conv3D(?!Backprop)|MaxPool3D|AvgPool3D|Dilation2D|CropAndResize|Transform|RotateWithOffset|FlipLeftRight|DenseBincount|Bincount|Multinomial|ListDiff|Unique|Draw|ImageProjective)/

/**
 * What no program of the lesson reaches: layers with a memory, training by tfjs's own data sets, its optimizers (dlw has
 * its own), models kept in the browser.
 */
const unreached = [
  /tfjs-layers\/dist\/(layers\/(recurrent|convolutional_recurrent|wrappers)|engine\/training_dataset)\.js$/,
  /tfjs-core\/dist\/(io\/(indexed_db|local_storage)|optimizers\/(register|ada\w+|momentum|rmsprop)_optimizers?)\.js$/,
]

/**
 * A Vite plugin for the worker that runs the lesson's own programs: leaves out of TensorFlow.js what they cannot reach,
 * a quarter of the download. The reader's code runs in another worker, which has everything.
 */
export function leanTensors() {
  let isLean = false
  return {
    name: 'dlw-lean-tensors',
    enforce: 'pre' as const,
    buildStart({ input }: { input: unknown }): void {
      isLean = JSON.stringify(input).includes('training-worker')
    },
    load(id: string): string | undefined {
      // The page asks for one thread: see perform.ts.
      const isThreaded = /tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/.test(id)
      if (isLean && isThreaded) return 'export default undefined\nexport const wasmWorkerContents = ""'
      // Of its seven generators TensorFlow.js takes one.
      if (isLean && /seedrandom\/index\.js$/.test(id)) return "import alea from './lib/alea.js'\nexport { alea }"
      return isLean && unreached.some((module) => module.test(id)) ? emptyClasses(readFileSync(id, 'utf8')) : undefined
    },
    transform(code: string, id: string): string | undefined {
      if (!isLean) return undefined
      if (/tfjs-backend-(cpu|wasm)\/dist\/register_all_kernels\.js$/.test(id)) return withoutUnused(code)
      if (/tfjs-backend-cpu\/dist\/base\.js$/.test(id))
        return code.replace("import * as shared from './shared';", '').replace('export { shared };', '')
      if (/kernels\/binaries\.ts$/.test(id)) return code.replaceAll(/(Shared: string =\s*)'[^']*'/g, "$1''")
      return undefined
    },
  }
}

/** The list of kernels, which registers each, without those that are not used. */
function withoutUnused(code: string): string {
  const names = [...code.matchAll(/^import \{ (\w+) \} from '\.\/kernels\/(\w+)';$/gm)]
    .filter(([, , kernel]) => unused.test(kernel!))
    .map(([, name]) => name!)
  return names.reduce(
    (lean, name) =>
      lean.replace(new RegExp(`^import \\{ ${name} \\}.*$`, 'm'), '').replace(new RegExp(`^ *${name},$`, 'm'), ''),
    code,
  )
}

/** A module with the same exports, of which none does anything. */
function emptyClasses(code: string): string {
  const declared = [...code.matchAll(/^export (class|async function|function|const) (\w+)/gm)]
  const listed = [...code.matchAll(/^export \{ (\w+) \};$/gm)].map(([, name]) => `export class ${name} {}`)
  return declared
    .map(([, kind, name]) => (kind!.endsWith('function') ? `export function ${name}() {}` : `export class ${name} {}`))
    .concat(listed)
    .join('\n')
}
