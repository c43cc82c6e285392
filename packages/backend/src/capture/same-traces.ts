import { CaptureRefused } from './refused.ts'
import type { Trace, TracedOp, TracedTensor, ValueSource } from './trace.ts'

/**
 * Checks that two traces are of the same step: the same kernels on the same shapes, joined in the same way, with the
 * same constants.
 *
 * @throws CaptureRefused with the first difference.
 */
export function sameTraces(first: Trace, second: Trace): void {
  for (const [index, op] of second.ops.entries()) {
    const other = first.ops[index]
    if (!other || !sameOp(other, op)) {
      const between = other && other.kernel !== op.kernel ? `${other.kernel} and ${op.kernel}` : op.kernel
      throw new CaptureRefused(`its kernels differ from step to step (${between} at place ${index})`)
    }
  }
  if (first.ops.length !== second.ops.length) {
    throw new CaptureRefused(`its kernels differ from step to step (${first.ops.length} and ${second.ops.length})`)
  }
  if (first.values.length !== second.values.length) throw new CaptureRefused('its tensors differ from step to step')
  for (const [index, { source, bytes, dtype }] of second.values.entries()) {
    const other = first.values[index]!
    if (other.bytes === bytes && other.dtype === dtype && sameSource(other.source, source)) continue
    const reader = second.ops.find(({ inputs }) => Object.values(inputs).some((tensor) => tensor?.value === index))
    throw new CaptureRefused(
      `numbers that JavaScript computes differ from step to step (read by ${reader?.kernel ?? 'nothing'}), such as random ones without a seed`,
    )
  }
  const sameOutputs =
    first.outputs.length === second.outputs.length &&
    second.outputs.every((tensor, index) => sameTensor(first.outputs[index], tensor))
  const sameUpdates =
    first.updates.length === second.updates.length &&
    second.updates.every(
      ({ variable, value }, index) =>
        first.updates[index]!.variable === variable && sameTensor(first.updates[index]!.value, value),
    )
  if (!sameOutputs || !sameUpdates) throw new CaptureRefused('what it returns or updates differs from step to step')
}

function sameOp(a: TracedOp, b: TracedOp): boolean {
  const keys = Object.keys(b.inputs)
  return (
    a.kernel === b.kernel &&
    a.listed === b.listed &&
    keys.length === Object.keys(a.inputs).length &&
    keys.every((key) => sameTensor(a.inputs[key], b.inputs[key])) &&
    a.outputs.length === b.outputs.length &&
    b.outputs.every((tensor, index) => sameTensor(a.outputs[index], tensor)) &&
    sameData(a.attrs, b.attrs)
  )
}

function sameTensor(a: TracedTensor | undefined, b: TracedTensor | undefined): boolean {
  if (!a || !b) return a === b
  return a.value === b.value && a.dtype === b.dtype && sameData(a.shape, b.shape)
}

function sameSource(a: ValueSource, b: ValueSource): boolean {
  if (a.kind === 'made' || b.kind === 'made') return a.kind === b.kind
  if (a.kind === 'constant' || b.kind === 'constant') {
    if (a.kind !== 'constant' || b.kind !== 'constant') return false
    const { bytes } = b
    return a.bytes.length === bytes.length && a.bytes.every((byte, index) => byte === bytes[index])
  }
  return a.kind === b.kind && a.index === b.index
}

/** Numbers, texts, lists and plain objects that are alike; functions only if they are the same. */
function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(b)
  return (
    keys.length === Object.keys(a).length &&
    keys.every((key) => sameData((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  )
}
