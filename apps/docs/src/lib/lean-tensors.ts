import { readFileSync } from 'node:fs'
import { emptyExports, withEmptyStrings, withoutKernels, withoutNamespace } from './lean-modules.ts'

/** The versions that the edits were made for. A test fails when others are installed: read the edited files again then. */
export const madeFor: Readonly<Record<string, string>> = {
  '@tensorflow/tfjs-core': '4.22.0',
  '@tensorflow/tfjs-layers': '4.22.0',
  '@tensorflow/tfjs-backend-cpu': '4.22.0',
  '@tensorflow/tfjs-backend-wasm': '4.22.0',
  seedrandom: '3.0.5',
}

/** Kernels that no program of the lesson calls: text, ragged and sparse tensors, Fourier transforms, volumes, boxes, bits. */
const unused =
  /^(Ragged|Sparse(?!ToDense)|String|StaticRegex|FFT|IFFT|RFFT|NonMaxSuppression|Conv3D(?!Backprop)|MaxPool3D|AvgPool3D|Dilation2D|CropAndResize|Transform|RotateWithOffset|FlipLeftRight|DenseBincount|Bincount|Multinomial|ListDiff|Unique|Draw|ImageProjective|Bitwise|BroadcastArgs|LRN|SearchSorted|TensorScatterUpdate|MaxPoolWithArgmax|DepthToSpace|LinSpace)/

const withoutUnused = (code: string): string => withoutKernels(code, (kernel) => unused.test(kernel))

const emptied = (folder: string, names: readonly string[]): Record<string, (code: string) => string> =>
  Object.fromEntries(names.map((name) => [`${folder}/${name}.ts`, emptyExports]))

const unusedVerbs = {
  ...emptied('packages/data/src/table/grouping', ['groups']),
  ...emptied('packages/data/src/table/verbs', [
    ...['append', 'cut', 'date-parts', 'fill-missing', 'join', 'replace', 'resample', 'sample-rows', 'shift'],
  ]),
}

const unusedOptimizers = emptied('packages/train/src/optimizers', ['adadelta', 'adagrad', 'adamax', 'lion', 'nadam'])

/** How a module of the worker is made smaller, by the end of its path. */
export const edits: Readonly<Record<string, (code: string) => string>> = {
  'tfjs-backend-cpu/dist/register_all_kernels.js': withoutUnused,
  'tfjs-backend-wasm/dist/register_all_kernels.js': withoutUnused,
  // The helpers of its kernels, exported for other backends.
  'tfjs-backend-cpu/dist/base.js': (code) => withoutNamespace(code, 'shared'),
  // Layers with a memory, and training by tfjs's own data sets.
  'tfjs-layers/dist/layers/recurrent.js': emptyExports,
  'tfjs-layers/dist/layers/convolutional_recurrent.js': emptyExports,
  'tfjs-layers/dist/layers/wrappers.js': emptyExports,
  'tfjs-layers/dist/engine/training_dataset.js': emptyExports,
  // Models kept in the browser.
  'tfjs-core/dist/io/indexed_db.js': emptyExports,
  'tfjs-core/dist/io/local_storage.js': emptyExports,
  // Optimizers: dlw has its own.
  'tfjs-core/dist/optimizers/register_optimizers.js': emptyExports,
  'tfjs-core/dist/optimizers/adadelta_optimizer.js': emptyExports,
  'tfjs-core/dist/optimizers/adagrad_optimizer.js': emptyExports,
  'tfjs-core/dist/optimizers/adam_optimizer.js': emptyExports,
  'tfjs-core/dist/optimizers/adamax_optimizer.js': emptyExports,
  'tfjs-core/dist/optimizers/momentum_optimizer.js': emptyExports,
  'tfjs-core/dist/optimizers/rmsprop_optimizer.js': emptyExports,
  // Of its seven generators TensorFlow.js takes one.
  'seedrandom/index.js': () => "import alea from './lib/alea.js'\nexport { alea }",
  // What the lesson's tables are not asked to do, and the optimizers that it only names.
  ...unusedVerbs,
  ...unusedOptimizers,
  // The page asks for one thread: see perform.ts.
  'tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js': () => 'export default undefined',
  'tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js': () => 'export const wasmWorkerContents = ""',
  'packages/backend/src/wasm/native/relaxed-binaries.ts': (code) => withEmptyStrings(code, 'shared'),
  'packages/backend/src/wasm/native/plain-binaries.ts': (code) => withEmptyStrings(code, 'shared'),
}

/**
 * A Vite plugin for the worker that runs the lesson's own programs: leaves out of TensorFlow.js what they cannot reach,
 * a quarter of the download. The reader's code runs in another worker, which has everything. The build fails if a
 * module to be made smaller is not found, or has not the shape that its edit expects.
 */
export function leanTensors() {
  let isLean = false
  const left = new Set(Object.keys(edits))
  return {
    name: 'dlw-lean-tensors',
    enforce: 'pre' as const,
    buildStart({ input }: { input: unknown }): void {
      isLean = JSON.stringify(input).includes('training-worker')
    },
    load(id: string): string | undefined {
      if (!isLean) return undefined
      const path = id.replaceAll('\\', '/')
      const file = Object.keys(edits).find((end) => path.endsWith(`/${end}`))
      if (!file) return undefined
      left.delete(file)
      return edits[file]!(readFileSync(id, 'utf8'))
    },
    buildEnd(error?: Error): void {
      if (isLean && !error && left.size > 0)
        throw new Error(`leanTensors: expected to make these modules smaller, received none: ${[...left].join(', ')}.`)
    },
  }
}
