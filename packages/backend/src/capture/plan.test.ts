import { describe, expect, it } from 'vitest'
import { planTraces } from './plan.ts'
import type { Trace, TracedOp, ValueSource } from './trace.ts'

const float = (value: number, shape: readonly number[] = [4]) => ({ value, shape, dtype: 'float32' as const })
const op = (kernel: string, inputs: number[], output: number, attrs?: TracedOp['attrs']): TracedOp => ({
  kernel,
  attrs,
  inputs: Object.fromEntries(inputs.map((value, index) => [`in${index}`, float(value)])),
  listed: false,
  outputs: [float(output)],
})
const constant = (byte: number): ValueSource => ({ kind: 'constant', bytes: new Uint8Array(16).fill(byte) })
const made: ValueSource = { kind: 'made' }
const input: ValueSource = { kind: 'input', index: 0 }
const variable: ValueSource = { kind: 'variable', index: 0 }

const trace = (sources: ValueSource[], ops: TracedOp[], rest: Partial<Trace> = {}): Trace => ({
  ops,
  values: sources.map((source) => ({ source, dtype: 'float32', bytes: 16 })),
  outputs: [],
  updates: [],
  fills: [],
  inputs: [{ shape: [4], dtype: 'float32' }],
  ...rest,
})
const plan = (made: () => Trace) => planTraces(made(), made())
const kernels = (ops: readonly TracedOp[]): string[] => ops.map(({ kernel }) => kernel)

describe('planTraces', () => {
  it('leaves out what nobody reads, and kernels that only look at numbers in another way', () => {
    const { ops, values } = plan(() =>
      trace([input, made, made], [op('Relu', [0], 1), op('Reshape', [1], 1), op('Exp', [1], 2)], {
        outputs: [float(1)],
      }),
    )
    expect(kernels(ops)).toEqual(['Relu'])
    expect(values[2]).toBeUndefined()
  })

  it('runs what depends on constants alone once', () => {
    const { ops, constants } = plan(() =>
      trace(
        [input, constant(1), made, made, made],
        [op('Exp', [1], 2), op('Add', [0, 2], 3), op('ZerosLike', [3], 4), op('Add', [3, 4], 4)],
        { outputs: [float(3)] },
      ),
    )
    expect(kernels(constants)).toEqual(['Exp'])
    expect(kernels(ops)).toEqual(['Add'])
  })

  it('takes memory again as soon as it is free, but never that of a result', () => {
    const chain = Array.from({ length: 8 }, (_, index) => op('Exp', [index], index + 1))
    const { arenaBytes, values } = plan(() =>
      trace([input, ...chain.map(() => made)], chain, { outputs: [float(2), float(8)] }),
    )
    expect(arenaBytes).toBe(3 * 64)
    const offsets = values.slice(3, 8).map((value) => (value!.place as { offset: number }).offset)
    expect(offsets).not.toContain((values[2]!.place as { offset: number }).offset)
  })

  it('copies results that lie in a variable, before variables change', () => {
    const { ops, outputs } = plan(() =>
      trace([input, variable, made], [op('Exp', [1], 2)], {
        outputs: [float(1)],
        updates: [{ variable: 0, value: float(2) }],
      }),
    )
    expect(kernels(ops)).toEqual(['Exp', 'DlwCopy'])
    expect(outputs[0]!.value).toBe(3)
  })

  it.each<[string, Trace, RegExp]>([
    ['another kernel', trace([input, made], [op('Exp', [0], 1)], { outputs: [float(1)] }), /Exp and Relu at place 0/],
    ['other attributes', trace([input, made], [op('Relu', [0], 1, { seed: 7 })]), /kernels differ.*Relu at place 0/],
    ['fewer kernels', trace([input, made], []), /Relu at place 0/],
    ['another shape', trace([input, made], [{ ...op('Relu', [0], 1), outputs: [float(1, [2, 2])] }]), /Relu at/],
    ['another result', trace([input, made], [op('Relu', [0], 1)], { outputs: [float(0)] }), /returns or updates/],
  ])('refuses a second trace with %s', (_, first, reason) => {
    const second = trace([input, made], [op('Relu', [0], 1)], { outputs: [float(1)] })
    expect(() => planTraces(first, second)).toThrow(reason)
  })

  it('refuses constants that differ', () => {
    const of = (byte: number) => trace([input, constant(byte), made], [op('Add', [0, 1], 2)], { outputs: [float(2)] })
    expect(() => planTraces(of(1), of(2))).toThrow(/numbers that JavaScript computes differ.*read by Add/)
    expect(() => planTraces(of(1), of(1))).not.toThrow()
  })
})
