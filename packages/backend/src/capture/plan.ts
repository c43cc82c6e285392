import type { DataType } from '@tensorflow/tfjs-core'
import { type Lifetime, layOut } from './arena.ts'
import { CaptureRefused } from './refused.ts'
import { sameTraces } from './same-traces.ts'
import type { Fill, Trace, TracedOp, TracedTensor } from './trace.ts'

/** Where the numbers of a value lie while a program runs. */
export type Place =
  | { in: 'arena'; offset: number }
  | { in: 'input' | 'variable' | 'fresh'; index: number }
  /** Written once. Those that kernels made from constants alone have no bytes yet. */
  | { in: 'constant'; bytes: Uint8Array | undefined }

/** A value that is needed. */
export type PlannedValue = { place: Place; dtype: DataType; bytes: number }

/** What is left of a step: what has to run, and where its numbers lie. It knows no backend. */
export type Plan = {
  /** Run once, when the program is made: nothing in them changes. */
  constants: readonly TracedOp[]
  /** Run at each call, in this order. */
  ops: readonly TracedOp[]
  /** By their numbers; undefined for those that nobody needs. */
  values: readonly (PlannedValue | undefined)[]
  outputs: readonly (TracedTensor | undefined)[]
  /** Copied at the end of each call. */
  updates: readonly { variable: number; value: TracedTensor }[]
  inputs: Trace['inputs']
  fills: readonly Fill[]
  arenaBytes: number
  /** How many kernels the function ran. */
  traced: number
}

/** The name of an operation that only copies its input. */
export const copyName = 'DlwCopy'

/** Kernels whose result does not depend on the numbers of their input. */
const shapeOnly: ReadonlySet<string> = new Set(['ZerosLike', 'OnesLike'])

/**
 * Makes a plan from two traces of the same function: what differs between them would differ at each call.
 *
 * @throws CaptureRefused when the traces differ in more than the numbers of their inputs.
 */
export function planTraces(first: Trace, second: Trace): Plan {
  sameTraces(first, second)
  const { values, inputs, fills } = second
  const all = withoutAliases(second.ops)
  const extra: TracedOp[] = []
  const made: Plan['values'][number][] = []
  // What is read after the variables begin to change must not lie in one.
  const settled = (tensor: TracedTensor): TracedTensor => {
    if (values[tensor.value]!.source.kind !== 'variable') return tensor
    const copy = { ...tensor, value: values.length + extra.length }
    extra.push({ kernel: copyName, attrs: undefined, inputs: { x: tensor }, listed: false, outputs: [copy] })
    return copy
  }
  const outputs = second.outputs.map((tensor) => tensor && settled(tensor))
  const updates = second.updates
    .filter(({ variable, value }) => {
      const { source } = values[value.value]!
      return !(source.kind === 'variable' && source.index === variable)
    })
    .map(({ variable, value }) => ({ variable, value: settled(value) }))
  const needed = new Set([...outputs, ...updates.map(({ value }) => value)].flatMap((tensor) => tensor?.value ?? []))
  const live = liveOps([...all, ...extra], needed)
  const fixed = fixedValues(live, values)
  const constants = live.filter((op) => op.outputs.every(({ value }) => fixed.has(value)))
  const ops = live.filter((op) => !op.outputs.every(({ value }) => fixed.has(value)))
  const count = values.length + extra.length
  for (let value = 0; value < count; value++) made.push(undefined)
  for (const { inputs: read } of live) {
    for (const tensor of Object.values(read)) if (tensor) place(tensor.value)
  }
  for (const value of needed) place(value)

  function place(value: number): void {
    const traced = values[value]
    if (made[value] !== undefined || traced === undefined || traced.source.kind === 'made') return
    const { source, dtype, bytes } = traced
    const where: Place =
      source.kind === 'constant' ? { in: 'constant', bytes: source.bytes } : { in: source.kind, index: source.index }
    made[value] = { place: where, dtype, bytes }
  }

  for (const { outputs: written } of constants) {
    for (const { value, dtype } of written) {
      made[value] = { place: { in: 'constant', bytes: undefined }, dtype, bytes: values[value]!.bytes }
    }
  }
  const arenaBytes = placeInArena(ops, needed, (tensor, offset) => {
    const bytes = (values[tensor.value] ?? values[extra[tensor.value - values.length]!.inputs.x!.value])!.bytes
    if (offset !== undefined) made[tensor.value] = { place: { in: 'arena', offset }, dtype: tensor.dtype, bytes }
    return bytes
  })
  return { constants, ops, values: made, outputs, updates, inputs, fills, arenaBytes, traced: second.ops.length }
}

/** Kernels that give back the numbers of an input have nothing to do: the numbers of values say it already. */
function withoutAliases(ops: readonly TracedOp[]): TracedOp[] {
  const written = new Set<number>()
  return ops.filter(({ kernel, inputs, outputs }) => {
    const read = new Set(Object.values(inputs).flatMap((tensor) => tensor?.value ?? []))
    const aliases = outputs.filter(({ value }) => read.has(value) || written.has(value)).length
    if (aliases > 0 && aliases < outputs.length) {
      throw new CaptureRefused(`its kernel ${kernel} returns both new and old numbers`)
    }
    for (const { value } of outputs) written.add(value)
    return aliases === 0
  })
}

/** The operations that lead to needed values, in their order. */
function liveOps(ops: readonly TracedOp[], needed: ReadonlySet<number>): TracedOp[] {
  const wanted = new Set(needed)
  const live: TracedOp[] = []
  for (const op of ops.toReversed()) {
    if (!op.outputs.some(({ value }) => wanted.has(value))) continue
    live.push(op)
    if (shapeOnly.has(op.kernel)) continue
    for (const tensor of Object.values(op.inputs)) if (tensor) wanted.add(tensor.value)
  }
  return live.reverse()
}

/** Values that are the same at each call. */
function fixedValues(ops: readonly TracedOp[], values: Trace['values']): ReadonlySet<number> {
  const fixed = new Set(values.flatMap(({ source }, value) => (source.kind === 'constant' ? value : [])))
  for (const { kernel, inputs, outputs } of ops) {
    const isFixed = Object.values(inputs).every((tensor) => !tensor || fixed.has(tensor.value))
    if (kernel !== copyName && (isFixed || shapeOnly.has(kernel))) for (const { value } of outputs) fixed.add(value)
  }
  return fixed
}

function placeInArena(
  ops: readonly TracedOp[],
  needed: ReadonlySet<number>,
  place: (tensor: TracedTensor, offset?: number) => number,
): number {
  const lives = new Map<number, Lifetime & { tensor: TracedTensor }>()
  for (const [index, op] of ops.entries()) {
    for (const tensor of op.outputs) {
      const last = needed.has(tensor.value) ? ops.length : index
      lives.set(tensor.value, { tensor, bytes: place(tensor), first: index, last })
    }
    for (const tensor of Object.values(op.inputs)) {
      const life = tensor && lives.get(tensor.value)
      if (life) life.last = Math.max(life.last, index)
    }
  }
  const { offsets, bytes } = layOut([...lives.values()])
  for (const [index, { tensor }] of [...lives.values()].entries()) place(tensor, offsets[index]!)
  return bytes
}
