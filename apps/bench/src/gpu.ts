import { type BackendReport, useBackend } from '@dlw/backend'
import { type Callback, compile, fit, onEpoch } from '@dlw/train'
import { median } from './median.ts'
import { type Network, networks, randomRows } from './networks.ts'

/** One backend at one network. */
export type GpuResult = {
  readonly task: keyof typeof networks
  readonly backend: 'cpu' | 'wasm' | 'webgpu'
  readonly device: string
  readonly threads: number
  /** Median of an epoch and of a step in it; absent if none was timed. */
  readonly epochMilliseconds?: number
  readonly stepMilliseconds?: number
  /** Of the first steps. */
  readonly losses: readonly number[]
  /**
   * How far the loss of the last of these steps is from that of the network's first backend. (In between, a large network
   * may stray further: from the fifth step or so the last digits of one step decide the third digit of a later one.)
   */
  readonly distance: number
}

/** The comparison of the GPU with the processor. */
export type GpuBench = {
  readonly gpu: string
  readonly node: string
  /** Whether each network ends its first steps within 1e-3 of the processor's loss. */
  readonly agrees: boolean
  readonly results: readonly GpuResult[]
}

/** Options of {@link gpuBench}. */
export type GpuBenchOptions = {
  /** Epochs that are timed, after one that is not; the small networks do ten times as many. */
  count: number
  /** Steps whose losses are compared. */
  steps: number
  /** Whether a software adapter will do. */
  software: boolean
  only?: readonly string[] | undefined
  onProgress(message: string): void
}

const batchSize = 32

/**
 * Trains the lesson's networks by WebGPU in Node and on the processor, with the same weights and rows: do they agree, and
 * how long does an epoch take?
 *
 * @throws Error if there is no GPU, or only a software adapter that was not asked for.
 */
export async function gpuBench({ count, steps, software, only, onProgress }: GpuBenchOptions): Promise<GpuBench> {
  const gpu = await findGpu(software)
  const results: GpuResult[] = []
  for (const [task, network] of Object.entries(networks) as [GpuResult['task'], Network][]) {
    if (only && !only.includes(task)) continue
    // Plain JavaScript needs minutes for a batch of images.
    const backends = task === 'images' ? (['wasm', 'webgpu'] as const) : (['cpu', 'wasm', 'webgpu'] as const)
    let expected: readonly number[] | undefined
    for (const backend of backends) {
      onProgress(`${task}, ${backend}`)
      const { device, threads } = await useBackend({ prefer: backend })
      const losses = await firstLosses(network, steps)
      expected ??= losses
      const epochs = await epochTimes(network, task === 'images' ? count : 10 * count)
      const epoch = epochs.length > 0 ? median(epochs) : undefined
      results.push({
        ...{ task, backend, device, threads, losses },
        distance: Math.abs(losses.at(-1)! - expected.at(-1)!),
        ...(epoch !== undefined && {
          epochMilliseconds: epoch,
          stepMilliseconds: epoch / Math.ceil(network.rows / batchSize),
        }),
      })
    }
  }
  return { gpu, node: process.version, agrees: results.every(({ distance }) => distance <= 1e-3), results }
}

/** The name of the GPU that is taken without being asked for; with `software`, of whatever WebGPU there is. */
async function findGpu(software: boolean): Promise<string> {
  const report: BackendReport = await useBackend(software ? { prefer: 'webgpu' } : {})
  if (report.name === 'webgpu') return report.device
  const reason = report.tried.find(({ name }) => name === 'webgpu')?.reason
  throw new Error(`bench gpu: expected a GPU for WebGPU, received ${report.name}. ${reason ?? 'It was not tried.'}`)
}

async function firstLosses(network: Network, steps: number): Promise<number[]> {
  const losses: number[] = []
  const rows = Math.min(steps * batchSize, network.rows)
  const onBatchEnd = (_: number, { loss }: { loss?: number }) => void losses.push(loss!)
  await train(network, { rows, epochs: Math.ceil((steps * batchSize) / rows), callback: { onBatchEnd } })
  return losses.slice(0, steps)
}

/** Milliseconds of each epoch of one training but the first, which compiles. */
async function epochTimes(network: Network, count: number): Promise<number[]> {
  if (count === 0) return []
  const ends: number[] = []
  const callback = onEpoch(() => void ends.push(performance.now()))
  await train(network, { rows: network.rows, epochs: count + 1, callback })
  return ends.slice(1).map((end, index) => end - ends[index]!)
}

async function train(
  network: Network,
  { rows, epochs, callback }: { rows: number; epochs: number; callback: Callback },
): Promise<void> {
  const model = network.build()
  compile(model, { optimizer: 'adam', loss: network.loss })
  const data = randomRows(network, rows)
  await fit(model, data, { epochs, batchSize, seed: 0, shuffle: false, callbacks: [callback] })
  model.dispose()
}

/** The comparison as a table for a terminal. */
export function formatGpuBench({ gpu, node, agrees, results }: GpuBench): string {
  const row = (...cells: string[]) =>
    cells.map((cell, index) => (index < 2 ? cell.padEnd(10) : cell.padStart(14))).join('')
  const digits = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(value < 10 ? 3 : 1))
  const processor = results.find(({ backend }) => backend === 'wasm')
  return [
    `WebGPU: ${gpu}; wasm: ${processor?.device}, ${processor?.threads} threads; Node ${node}`,
    row('', '', 'epoch ms', 'step ms', 'last loss', 'distance'),
    ...results.map(({ task, backend, epochMilliseconds, stepMilliseconds, losses, distance }) =>
      row(
        ...[task, backend, digits(epochMilliseconds), digits(stepMilliseconds)],
        ...[losses.at(-1)!.toFixed(6), distance.toExponential(1)],
      ),
    ),
    agrees
      ? 'After the first steps every loss is within 1e-3 of the processor’s.'
      : 'After the first steps losses differ by more than 1e-3.',
  ].join('\n')
}
