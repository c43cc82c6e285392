import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { useBackend } from '@dlw/backend'
import { fit } from '@dlw/train'
import { decimal, gridSearch, integer, tune } from '@dlw/train/tuner'
import * as tf from '@tensorflow/tfjs-core'
import { build, data } from './grid-study.ts'

/*
 * The lesson's first grid with dlw. Arguments: epochs, workers (1: in this thread). Prints seconds, those of each trial,
 * processor time, and where ten steps of the larger network spend theirs.
 */
const [epochs, workers] = process.argv.slice(2).map(Number) as [number, number]
const device = await useBackend()
const directory = await mkdtemp(join(tmpdir(), 'dlw-bench-'))
try {
  const rows = data()
  const started = performance.now()
  const busy = process.cpuUsage()
  const { trials } = await tune(build, rows, {
    space: { layers: integer({ min: 1, max: 2 }), dropout: decimal({ min: 0.2, max: 0.8, step: 0.3 }) },
    strategy: gridSearch(),
    objective: 'val_loss',
    ...{ epochs, seed: 1, directory },
    ...(workers > 1 && { worker: new URL('grid-study.ts', import.meta.url), workers, backend: device.name }),
  })
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(busy)
  process.stdout.write(
    `${JSON.stringify({
      seconds,
      trialSeconds: trials.map((trial) => trial.seconds),
      processorSeconds: (user + system) / 1e6,
      kernels: workers > 1 ? {} : await kernels(),
    })}\n`,
  )
} finally {
  await rm(directory, { recursive: true, force: true })
}

/** Milliseconds of each kernel in ten steps, after one that makes everything ready. */
async function kernels(): Promise<Record<string, number>> {
  const rows = 320
  const { x, y } = data() as { x: { data: Float32Array }; y: Int32Array }
  const part = {
    x: { shape: [rows, 64, 64, 3], data: x.data.subarray(0, rows * 64 * 64 * 3) },
    y: y.subarray(0, rows),
  }
  const model = build({ layers: 2, dropout: 0.5 })
  await fit(model, part, { epochs: 1, seed: 0 })
  const spent: Record<string, number> = {}
  const profile = await tf.profile(async () => {
    await fit(model, part, { epochs: 1, seed: 0 })
    return []
  })
  for (const { name, kernelTimeMs } of profile.kernels) {
    const milliseconds = await kernelTimeMs
    if (typeof milliseconds === 'number') spent[name] = (spent[name] ?? 0) + milliseconds
  }
  return spent
}
