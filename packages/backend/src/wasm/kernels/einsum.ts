import type { KernelFunc, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmBackend } from '../native/wasm-backend.ts'
import { runKernel } from './run-kernel.ts'

type Named = { tensor: TensorInfo; letters: string[] }

/**
 * Einstein sums of one or two tensors, as one batched matrix product: what both share and keep is the batch, what both
 * share and drop is summed over. tfjs ships none for wasm.
 */
export const einsum: KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmBackend
  const { equation } = attrs as { equation: string }
  const [terms, wanted] = equation.replace(/\s/g, '').split('->') as [string, string]
  const made: TensorInfo[] = []
  const run = (name: string, given: NamedTensorInfoMap, options: object) => {
    const tensor = runKernel(backend, name, given, options)
    made.push(tensor)
    return tensor
  }
  const arranged = ({ tensor, letters }: Named, order: string[]): TensorInfo => {
    const perm = order.map((letter) => letters.indexOf(letter))
    return perm.every((axis, index) => axis === index) ? tensor : run('Transpose', { x: tensor }, { perm })
  }
  const output = [...wanted]
  const operands = terms.split(',').map((term, index): Named => {
    const tensor = inputs[index] as TensorInfo
    const others =
      terms
        .split(',')
        .filter((_, other) => other !== index)
        .join('') + wanted
    const axis = [...term].flatMap((letter, position) => (others.includes(letter) ? [] : [position]))
    if (axis.length === 0) return { tensor, letters: [...term] }
    const summed = run('Sum', { x: tensor }, { axis, keepDims: false })
    return { tensor: summed, letters: [...term].filter((letter) => others.includes(letter)) }
  })
  const result = operands.length === 1 ? arranged(operands[0]!, output) : product(operands[0]!, operands[1]!)

  function product(a: Named, b: Named): TensorInfo {
    const sizes = new Map([...a.letters.entries()].map(([axis, letter]) => [letter, a.tensor.shape[axis]!]))
    b.letters.forEach((letter, axis) => {
      sizes.set(letter, b.tensor.shape[axis]!)
    })
    const size = (letters: string[]) => letters.reduce((total, letter) => total * sizes.get(letter)!, 1)
    const batch = a.letters.filter((letter) => b.letters.includes(letter) && output.includes(letter))
    const dropped = a.letters.filter((letter) => b.letters.includes(letter) && !output.includes(letter))
    const rows = a.letters.filter((letter) => !b.letters.includes(letter))
    const columns = b.letters.filter((letter) => !a.letters.includes(letter))
    const left = arranged(a, [...batch, ...rows, ...dropped])
    const right = arranged(b, [...batch, ...dropped, ...columns])
    const lefts = run('Reshape', { x: left }, { shape: [size(batch), size(rows), size(dropped)] })
    const rights = run('Reshape', { x: right }, { shape: [size(batch), size(dropped), size(columns)] })
    const multiplied = run('BatchMatMul', { a: lefts, b: rights }, { transposeA: false, transposeB: false })
    const letters = [...batch, ...rows, ...columns]
    const shape = letters.map((letter) => sizes.get(letter)!)
    return arranged({ tensor: run('Reshape', { x: multiplied }, { shape }), letters }, output)
  }

  // The result must outlive what it was made of, and an operand must not be given back as itself.
  const kept = runKernel(backend, 'Identity', { x: result }, {})
  for (const { dataId } of made) backend.disposeData(dataId)
  return kept
}
