import { type Check, runExercise } from './run-exercise.ts'

const checks = import.meta.glob<{ default: Check }>('../../exercises/*/*/check.ts')

/** The packages that the reader's code may import. */
const modules: Record<string, () => Promise<unknown>> = {
  '@dlw/data': () => import('@dlw/data'),
  '@dlw/models': () => import('@dlw/models'),
  '@dlw/train': () => import('@dlw/train'),
  '@tensorflow/tfjs-core': () => import('@tensorflow/tfjs-core'),
  '@tensorflow/tfjs-layers': () => import('@tensorflow/tfjs-layers'),
}

async function loadModule(name: string): Promise<unknown> {
  const load = modules[name]
  if (!load) throw new Error(`Cannot import '${name}' here. There are ${Object.keys(modules).join(', ')}.`)
  // Tensors need a backend; plain JavaScript is enough for the small ones of an exercise.
  const [tf] = await Promise.all([import('@tensorflow/tfjs-core'), import('@tensorflow/tfjs-backend-cpu')])
  await tf.setBackend('cpu')
  return load()
}

self.onmessage = async ({ data }: MessageEvent<{ exercise: string; source: string }>) => {
  const { default: check } = await checks[`../../exercises/${data.exercise}/check.ts`]!()
  postMessage(await runExercise(data.source, check, loadModule))
}
