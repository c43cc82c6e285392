import { keep, type Tensor, tensor, tidy, type Variable } from '@tensorflow/tfjs-core'
import { addressOf } from '../wasm/native/wasm-backend.ts'
import { holders, type OpenWasmBackend, refresh, type TensorRecord } from './tfjs-privates.ts'

/**
 * Keeps the numbers of variables at fixed addresses. Each variable shares its data with a tensor that is held here, and
 * with nobody else: a program may then write them in place.
 */
export class HeldVariables {
  readonly #backend: OpenWasmBackend
  readonly #variables: readonly Variable[]
  readonly #held: Tensor[]

  constructor(backend: OpenWasmBackend, variables: readonly Variable[]) {
    this.#backend = backend
    this.#variables = variables
    this.#held = variables.map((variable) => {
      const own = tidy(() => keep(tensor(variable.dataSync().slice(), variable.shape, variable.dtype)))
      variable.assign(own as Tensor<never>)
      return own
    })
  }

  addresses(): number[] {
    return this.#held.map((held) => addressOf(this.#backend, held))
  }

  tensors(): readonly Tensor[] {
    return this.#held
  }

  /**
   * Brings what was assigned to the variables meanwhile to the addresses held here.
   *
   * @returns False when somebody else holds the data too, such as a clone: they must not change.
   */
  settle(): boolean {
    for (const [index, variable] of this.#variables.entries()) {
      const held = this.#held[index]!
      if (variable.dataId === held.dataId) {
        if (holders(this.#backend, held) !== 2) return false
        continue
      }
      if (holders(this.#backend, held) !== 1) return false
      this.copyInto(index, variable)
      variable.assign(held as Tensor<never>)
    }
    return true
  }

  /** Remembers the numbers of the variables; the function brings them back, in place. */
  savepoint(): () => void {
    const numbers = () =>
      this.#held.map((held) => {
        const { size } = held
        return new Float32Array(this.#backend.wasm.HEAPU8.buffer, addressOf(this.#backend, held), size)
      })
    const saved = numbers().map((values) => values.slice())
    return () => {
      for (const [index, values] of numbers().entries()) values.set(saved[index]!)
      this.refresh()
    }
  }

  /** Lets C++ kernels forget what they keep of the variables, after their numbers were changed in place. */
  refresh(): void {
    for (const held of this.#held) this.#refresh(held)
  }

  /** Copies a tensor of the same size to the address of a variable. */
  copyInto(index: number, from: Tensor): void {
    const target = addressOf(this.#backend, this.#held[index]!)
    const source = addressOf(this.#backend, from)
    this.#backend.wasm.HEAPU8.copyWithin(target, source, source + from.size * 4)
    this.#refresh(this.#held[index]!)
  }

  #refresh({ dataId }: Tensor): void {
    refresh(this.#backend, this.#backend.dataIdMap.get(dataId) as TensorRecord)
  }

  /** Ends holding; the variables keep their numbers. */
  dispose(): void {
    this.refresh()
    for (const held of this.#held.splice(0)) held.dispose()
  }
}
