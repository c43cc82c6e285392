/** `initial_accumulator_value` → `initialAccumulatorValue`: how we write what Keras writes. */
export const camelCase = (name: string): string => name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase())

/** `initialAccumulatorValue` → `initial_accumulator_value`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The same for `SparseCategoricalCrossentropy`, `sparse_categorical_crossentropy` and our own spelling. */
export const plainName = (name: string): string => name.replaceAll('_', '').toLowerCase()

/** The one of `known` that Keras means by a class or a function, or undefined. */
export const ourName = <Name extends string>(name: string, known: readonly Name[]): Name | undefined =>
  known.find((one) => plainName(one) === plainName(name))

/** An object in Keras's files: its class, and what it was made with. */
export interface KerasObject {
  class_name: string
  config: Readonly<Record<string, unknown>>
}

/** An object as Keras 3 writes it. */
export function kerasObject(module: string, className: string, config: KerasObject['config']): KerasObject {
  return { module, class_name: className, config, registered_name: null } as KerasObject
}
