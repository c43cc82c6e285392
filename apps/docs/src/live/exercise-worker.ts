import { moduleByName } from './modules.ts'
import { type Check, runExercise } from './run-exercise.ts'

const checks = import.meta.glob<{ default: Check }>('../../exercises/*/*/check.ts')

async function loadModule(name: string): Promise<unknown> {
  const module = moduleByName(name)
  // Tensors need a backend; plain JavaScript is enough for the small ones of an exercise.
  const [tf] = await Promise.all([import('@tensorflow/tfjs-core'), import('@tensorflow/tfjs-backend-cpu'), module])
  await tf.setBackend('cpu')
  return module
}

self.onmessage = async ({ data }: MessageEvent<{ exercise: string; source: string }>) => {
  const { default: check } = await checks[`../../exercises/${data.exercise}/check.ts`]!()
  postMessage(await runExercise(data.source, check, loadModule))
}
