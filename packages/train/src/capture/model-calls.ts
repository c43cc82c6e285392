import { type OpenWasmBackend, openWasmBackend, unseenKernel } from '@dlw/backend/capture'
import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../compile/compilation.ts'
import { CapturedCall, type Outputs } from './captured-call.ts'
import { layerSettings, ownMetric, remembers, unknownCode } from './known-code.ts'

/** Calls of more kinds and shapes than this are forgotten, the one that was made longest ago first. */
const mostCalls = 4

/** Which calls of a model are captured, and how. */
export interface CallOptions {
  /** False captures none, true also layers, losses and metrics that the user has written. Defaults to what is known. */
  capture?: boolean | undefined
  /** Of calls that measure losses and metrics. */
  compiled?: Compilation | undefined
}

/** The captured calls of one model that predict, or those that measure. */
export class ModelCalls {
  readonly #model: LayersModel
  readonly #calls = new Map<string, CapturedCall>()
  #backend: OpenWasmBackend | string = ''
  #settings: unknown[] = []
  #isCapturable = false

  constructor(model: LayersModel) {
    this.#model = model
  }

  /** How many calls were replayed, of those that are remembered. */
  get replays(): number {
    return [...this.#calls.values()].reduce((sum, { replays }) => sum + replays, 0)
  }

  /**
   * What `plain` returns, which the caller disposes of.
   *
   * @param kind Says what `plain` does with the tensors and the weights of the model: it does the same for each kind.
   */
  run(kind: string, tensors: readonly tf.Tensor[], plain: () => Outputs, options: CallOptions): Outputs {
    this.#recheck(options)
    const backend = this.#backend
    if (!this.#isCapturable || typeof backend === 'string') return plain()
    const all = [...tensors, ...this.#model.weights.map((weight) => weight.read() as tf.Tensor)]
    // Data that several of them share are one input.
    const numbers = new Map<object, number>()
    for (const { dataId } of all) if (!numbers.has(dataId)) numbers.set(dataId, numbers.size)
    const shared = numbers.size < all.length && all.map(({ dataId }) => numbers.get(dataId))
    const key = [kind, ...tensors.map(({ dtype, shape }) => `${dtype} ${shape}`), shared].join('; ')
    const different = shared ? all.filter((_, index) => shared.indexOf(shared[index]) === index) : all
    return this.#callOf(key, backend).run(different, plain)
  }

  /** Forgets all captured calls and frees their memory. */
  release(): void {
    for (const call of this.#calls.values()) call.release()
    this.#calls.clear()
    this.#settings = []
  }

  /** Calls are captured anew when a layer, a loss, a metric or the backend has changed. */
  #recheck({ capture, compiled }: CallOptions): void {
    const backend = openWasmBackend()
    const measured = compiled ? [...compiled.losses, ...compiled.lossWeights, ...compiled.metrics.flatMap(listed)] : []
    const settings = [capture, ...measured, ...layerSettings(this.#model)]
    const before = this.#settings
    const isSame =
      settings.length === before.length && settings.every((value, index) => Object.is(value, before[index]))
    if (isSame && backend === this.#backend) return
    this.release()
    this.#settings = settings
    this.#backend = backend
    this.#isCapturable = isCapturable(this.#model, { capture, compiled })
  }

  #callOf(key: string, backend: OpenWasmBackend): CapturedCall {
    const call = this.#calls.get(key) ?? new CapturedCall(backend)
    this.#calls.delete(key)
    this.#calls.set(key, call)
    if (this.#calls.size > mostCalls) {
      const [oldest, forgotten] = this.#calls.entries().next().value!
      forgotten.release()
      this.#calls.delete(oldest)
    }
    return call
  }
}

const listed = (list: readonly unknown[]): unknown[] => [list.length, ...list]

function isCapturable(model: LayersModel, { capture, compiled }: CallOptions): boolean {
  if (unseenKernel() !== undefined || remembers(model)) return false
  return capture || (unknownCode(model, compiled) === undefined && !(compiled && ownMetric(compiled)))
}
