import type { Argument, CallTemplate } from '../../operators/call-template.ts'
import { dtypeName } from '../names/dtype-name.ts'

/** Which output of which call of which layer. */
export type TensorReference = readonly [layer: string, node: number, tensor: number]

/** A call of a layer: its input tensors and their positions among the arguments. */
export interface Call {
  inputs: TensorReference[]
  template: CallTemplate
  /** Written by Keras 2, which counts the calls of models from one. */
  legacy: boolean
}

/** Reads a call as Keras 3 writes it (`{ args, kwargs }`) or as Keras 2 did (`[[layer, node, tensor, kwargs], …]`). */
export function readCall(node: unknown): Call {
  const inputs: TensorReference[] = []
  /** A tensor used several times is passed once. */
  const numberOf = (reference: TensorReference): number => {
    const known = inputs.findIndex((one) => one.join() === reference.join())
    return known >= 0 ? known : inputs.push(reference) - 1
  }
  const read = (value: unknown): Argument => {
    if (typeof value !== 'object' || value === null) return (value ?? null) as Argument
    if (Array.isArray(value)) {
      if (isReference(value))
        return { tensor: numberOf((value as unknown[]).slice(0, 3) as unknown as TensorReference) }
      return { list: value.map(read) }
    }
    const { class_name: kind, config } = value as { class_name?: unknown; config?: Record<string, unknown> }
    switch (kind) {
      case '__keras_tensor__':
        return { tensor: numberOf(config?.keras_history as TensorReference) }
      case '__slice__': {
        const { start, stop, step } = config ?? {}
        return { slice: [read(start), read(stop), read(step)] }
      }
      case '__ellipsis__':
        return { record: { ellipsis: true } }
      case '__numpy__':
      case '__tensor__':
        return { constant: config?.value as number[], dtype: String(config?.dtype ?? 'float32') }
      case 'DTypePolicy':
        return dtypeName(value)
      default:
        return { record: Object.fromEntries(Object.entries(value).map(([key, one]) => [key, read(one)])) }
    }
  }
  if (Array.isArray(node)) {
    const references = isReference(node) ? [node] : (node as unknown[][])
    const args = references.map((reference) => read(reference.slice(0, 3)))
    const kwargs = (references[0]?.[3] ?? {}) as Record<string, unknown>
    const template = { args: args.length === 1 ? args : [{ list: args }], kwargs: recordOf(kwargs, read) }
    return { inputs, template, legacy: true }
  }
  const { args = [], kwargs = {} } = (node ?? {}) as { args?: unknown[]; kwargs?: Record<string, unknown> }
  return { inputs, template: { args: args.map(read), kwargs: recordOf(kwargs, read) }, legacy: false }
}

const recordOf = (record: Record<string, unknown>, read: (value: unknown) => Argument): Record<string, Argument> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, read(value)]))

/** Reads a setting of an operation. */
export function readSetting(value: unknown): Argument {
  return readCall({ args: [value] }).template.args[0]!
}

function isReference(value: readonly unknown[]): boolean {
  const [layer, node, tensor, ...others] = value
  return typeof layer === 'string' && typeof node === 'number' && typeof tensor === 'number' && others.length <= 1
}

/** All references to tensors in a list or record of inputs or outputs, in order. */
export function referencesIn(value: unknown): TensorReference[] {
  if (Array.isArray(value))
    return isReference(value) ? [value as unknown as TensorReference] : value.flatMap(referencesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value)
    .sort()
    .flatMap((key) => referencesIn((value as Record<string, unknown>)[key]))
}
