import '@tensorflow/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { useBackend } from '../../select/use-backend.ts'
import { CaptureRefused, lowerForWasm, openWasmBackend, planTraces, type Trace, traceCall } from '../index.ts'
import type { OpenWasmBackend } from '../tfjs-privates.ts'
import { fastForms } from './fast-forms.ts'

let backend: OpenWasmBackend

beforeAll(async () => {
  tf.env().set('PROD', true)
  await useBackend({ prefer: 'wasm', threads: 1 })
  backend = openWasmBackend() as OpenWasmBackend
})

const special = [
  Number.NaN,
  0,
  -0,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  1e-42,
  -1e-42,
  3e38,
  -3e38,
  1,
  -1,
]

/** Numbers of which every third is one of the hard ones. */
function numbers(shape: number[], seed: number): tf.Tensor {
  const size = tf.util.sizeFromShape(shape)
  const values = Float32Array.from({ length: size }, (_, index) =>
    index % 3 === seed % 3
      ? special[Math.floor((index * 7 + seed) / 3) % special.length]!
      : Math.sin(seed + 12.9898 * index) * 10 ** ((index % 7) - 3),
  )
  return tf.tensor(values, shape)
}

const calm = (shape: number[], seed: number): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, index) => Math.sin(seed + 78.233 * index)),
    shape,
  )

/** Runs an operation as a program and as it is; `kernel` has to be what it runs. */
function expectSame(kernel: string, inputs: tf.Tensor[], run: (inputs: tf.Tensor[]) => tf.Tensor): void {
  const traces = [0, 1].map(() => {
    const options = { inputs, variables: [], outputsOf: (result: tf.Tensor) => [result] }
    const { result, trace } = traceCall(backend, options, () => tf.tidy(() => run(inputs)))
    result.dispose()
    if (trace instanceof CaptureRefused) throw trace
    return trace
  }) as [Trace, Trace]
  expect(traces[0].ops.map((op) => op.kernel)).toContain(kernel)
  const program = lowerForWasm(backend, planTraces(...traces), { inputs, variables: [] })
  try {
    program.poison()
    program.run(inputs)
    const found = program.output(0)!.slice()
    const wanted = tf.tidy(() => run(inputs).dataSync().slice()) as Float32Array
    for (const [index, value] of wanted.entries()) {
      if (!Object.is(found[index], value)) expect(`${index}: ${found[index]}`).toBe(`${index}: ${value}`)
    }
    expect(found.length).toBe(wanted.length)
  } finally {
    program.dispose()
    tf.dispose(inputs)
  }
}

const broadcasts: [number[], number[]][] = [
  [
    [5, 7],
    [5, 7],
  ],
  [[5, 7], [7]],
  [
    [5, 7],
    [1, 7],
  ],
  [
    [5, 7],
    [5, 1],
  ],
  [[5, 7], []],
  [[], [5, 7]],
  [[7], [5, 7]],
  [
    [5, 1],
    [5, 7],
  ],
  [
    [5, 1],
    [1, 7],
  ],
  [
    [7, 7],
    [7, 1],
  ],
  [
    [2, 3, 4],
    [3, 4],
  ],
  [
    [2, 3, 4],
    [1, 3, 1],
  ],
  [
    [2, 3, 4],
    [2, 1, 4],
  ],
  [
    [2, 3, 4],
    [2, 3, 1],
  ],
  [
    [1, 1, 1, 4],
    [2, 3, 3, 4],
  ],
  [[40, 20], [20]],
  [
    [40, 20],
    [40, 20],
  ],
  [
    [40, 20],
    [40, 1],
  ],
]

const binary: Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor> = {
  Add: tf.add,
  Sub: tf.sub,
  Multiply: tf.mul,
  RealDiv: tf.div,
  SquaredDifference: tf.squaredDifference,
}
const unary: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  Exp: tf.exp,
  Log: tf.log,
  Neg: tf.neg,
  Relu: tf.relu,
  Sigmoid: tf.sigmoid,
  Sqrt: tf.sqrt,
  Square: tf.square,
  Tanh: tf.tanh,
}
const axes: [number[], number | number[] | undefined][] = [
  [[6, 5], 0],
  [[6, 5], 1],
  [[6, 5], undefined],
  [
    [3, 4, 5],
    [0, 1],
  ],
  [
    [3, 4, 5],
    [1, 2],
  ],
  [[3, 4, 5], 1],
  [[3, 4, 5], -1],
  [[200], 0],
  [[60, 60], 0],
]

describe('a fast form has the bits of the kernel that it stands for', () => {
  it.each(Object.entries(binary))('%s, however it is broadcast', (kernel, run) => {
    for (const [a, b] of broadcasts) {
      expectSame(kernel, [numbers(a, 1), numbers(b, 2)], ([x, y]) => run(x!, y!))
    }
  })

  it.each(Object.entries(unary))('%s', (kernel, run) => {
    for (const size of [1, 37, 700]) expectSame(kernel, [numbers([size], size)], ([x]) => run(x!))
  })

  it('ReluGrad', () => {
    for (const size of [37, 700]) {
      expectSame('ReluGrad', [numbers([size], 1), numbers([size], 2)], ([dy, x]) =>
        tf.engine().runKernel('ReluGrad', { dy: dy!, x: x! }),
      )
    }
  })

  it.each([
    ['Sum', tf.sum],
    ['Mean', tf.mean],
  ] as const)('%s over the first, the last and all axes', (kernel, run) => {
    for (const [shape, axis] of axes) {
      for (const keepDims of [false, true]) {
        expectSame(kernel, [calm(shape, 3)], ([x]) => run(x!, axis, keepDims))
        expectSame(kernel, [numbers(shape, 3)], ([x]) => run(x!, axis, keepDims))
      }
    }
  })

  it('Max', () => {
    for (const [shape, axis] of axes) expectSame('Max', [calm(shape, 3)], ([x]) => tf.max(x!, axis))
    // As the maximum of logits that a training has spoilt.
    for (const first of special) {
      for (const second of special) {
        expectSame('Max', [tf.tensor([first, second, 0.5, second], [1, 4])], ([x]) => tf.max(x!, -1))
      }
    }
  })

  it('BatchMatMul, over more than one block of the inner dimension', () => {
    for (const [rows, inner, columns] of [
      [3, 4, 5],
      [2, 48, 3],
      [3, 100, 2],
      [1, 1, 1],
      [5, 97, 1],
    ] as const) {
      for (const a of [false, true]) {
        for (const b of [false, true]) {
          const [x, y] = [calm(a ? [inner, rows] : [rows, inner], 1), calm(b ? [columns, inner] : [inner, columns], 2)]
          expectSame('BatchMatMul', [x, y], ([p, q]) => tf.matMul(p!, q!, a, b))
        }
      }
    }
    expectSame('BatchMatMul', [numbers([4, 5], 1), numbers([5, 3], 2)], ([p, q]) => tf.matMul(p!, q!))
  })

  it.each(['linear', 'relu'] as const)('_FusedMatMul with a bias and %s', (activation) => {
    expectSame('_FusedMatMul', [calm([4, 60], 1), calm([60, 3], 2), calm([3], 3)], ([a, b, bias]) =>
      tf.fused.matMul({ a: a as tf.Tensor2D, b: b as tf.Tensor2D, bias: bias!, activation }),
    )
  })

  it('Cast and AddN', () => {
    expectSame('Cast', [tf.tensor([1.7, -2.3, 5e9, 0], [4])], ([x]) => tf.cast(tf.cast(x!, 'int32'), 'float32'))
    expectSame('Cast', [tf.tensor([0.5, Number.NaN, -0, 256], [4])], ([x]) => tf.cast(tf.cast(x!, 'bool'), 'float32'))
    expectSame(
      'AddN',
      [1, 2, 3].map((seed) => numbers([30], seed)),
      (terms) => tf.addN(terms),
    )
  })

  it('has been tried for each', () => {
    const tried = [...Object.keys(binary), ...Object.keys(unary)]
    const more = ['ReluGrad', 'Sum', 'Mean', 'Max', 'BatchMatMul', '_FusedMatMul', 'Cast', 'AddN']
    expect(new Set([...tried, ...more])).toEqual(new Set(Object.keys(fastForms)))
  })
})
