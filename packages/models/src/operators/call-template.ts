/**
 * A value in a call as stored in model files: a constant, a tensor by its number, a slice, or a list or record of them.
 */
export type Argument =
  | null
  | boolean
  | number
  | string
  | { readonly tensor: number }
  | { readonly slice: readonly [Argument, Argument, Argument] }
  | { readonly list: readonly Argument[] }
  | { readonly record: Readonly<Record<string, Argument>> }
  | { readonly constant: number | readonly unknown[]; readonly dtype: string }

/** How a layer is called: the positions of its inputs and constants, as Keras's `layer(*args, **kwargs)`. */
export interface CallTemplate {
  readonly args: readonly Argument[]
  readonly kwargs: Readonly<Record<string, Argument>>
}

/** A slice of Python: `start:stop:step`. */
export interface Slice<Value> {
  readonly slice: readonly [Value | number | null, Value | number | null, Value | number | null]
}

/** A value of a call with its tensors filled in. */
export type Given<Tensor> =
  | null
  | boolean
  | number
  | string
  | Tensor
  | Slice<Tensor>
  | Given<Tensor>[]
  | { [key: string]: Given<Tensor> }

/** Fills the inputs of a layer into its call template. */
export function fillIn<Tensor>(argument: Argument, inputs: readonly Tensor[]): Given<Tensor> {
  if (typeof argument !== 'object' || argument === null) return argument
  if ('tensor' in argument) return inputs[argument.tensor]!
  if ('slice' in argument) {
    return { slice: argument.slice.map((one) => fillIn(one, inputs)) as unknown as Slice<Tensor>['slice'] }
  }
  if ('constant' in argument) return argument as unknown as Given<Tensor>
  if ('list' in argument) return argument.list.map((one) => fillIn(one, inputs))
  const entries = Object.entries(argument.record).map(([key, one]) => [key, fillIn(one, inputs)] as const)
  return Object.fromEntries(entries)
}

/** The values of a call by the names of its parameters; without a template the inputs come in order. */
export function parametersOf<Tensor>(
  template: CallTemplate | undefined,
  names: readonly string[],
  inputs: readonly Tensor[],
): Record<string, Given<Tensor> | undefined> {
  if (!template) return Object.fromEntries(inputs.map((input, index) => [names[index] ?? `${index}`, input]))
  const args = template.args.map((one, index) => [names[index] ?? `${index}`, fillIn(one, inputs)] as const)
  const kwargs = Object.entries(template.kwargs).map(([name, one]) => [name, fillIn(one, inputs)] as const)
  return Object.fromEntries([...args, ...kwargs])
}

/** Returns whether a call consists only of its tensors, in order: `layer(x)` or `layer([x, y])`. */
export function isPlain({ args, kwargs }: CallTemplate): boolean {
  const isInOrder = (values: readonly Argument[]): boolean =>
    values.every((one, index) => typeof one === 'object' && one !== null && 'tensor' in one && one.tensor === index)
  const [first] = args
  const list = args.length === 1 && typeof first === 'object' && first && 'list' in first ? first.list : args
  return Object.values(kwargs).every((one) => one === null) && isInOrder(list)
}
