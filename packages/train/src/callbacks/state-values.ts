import type { CallbackState, StateValue } from '../loop/callback.ts'

/** Values as JSON can have them, and the arrays among them, to which `{ $array: index }` points. */
export interface EncodedState {
  json: unknown
  arrays: Float32Array[]
}

/** Makes JSON of what callbacks remember: arrays apart, numbers that JSON does not know by name. */
export function encodeState(states: readonly (CallbackState | undefined)[]): EncodedState {
  const arrays: Float32Array[] = []
  const encoded = (value: StateValue): unknown => {
    if (value instanceof Float32Array) return { $array: arrays.push(value) - 1 }
    if (value === undefined) return { $value: 'undefined' }
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
      return { $value: Object.is(value, -0) ? '-0' : String(value) }
    }
    if (Array.isArray(value)) return value.map(encoded)
    if (typeof value !== 'object' || value === null) return value
    if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) {
      throw new TypeError(
        `state: expected plain values and Float32Arrays, received ${value.constructor.name}. Give its values.`,
      )
    }
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, encoded(one as StateValue)]))
  }
  return { json: states.map((state) => encoded(state)), arrays }
}

/** What {@link encodeState} was given. */
export function decodeState({ json, arrays }: EncodedState): (CallbackState | undefined)[] {
  const decoded = (value: unknown): StateValue => {
    if (Array.isArray(value)) return value.map(decoded)
    if (typeof value !== 'object' || value === null) return value as StateValue
    const { $array: index, $value: word } = value as { $array?: number; $value?: string }
    if (index !== undefined) return arrays[index]
    if (word !== undefined) return word === 'undefined' ? undefined : Number(word)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, decoded(one)]))
  }
  return (json as unknown[]).map((state) => decoded(state) as CallbackState | undefined)
}
