import * as tf from '@tensorflow/tfjs-core'

/**
 * Computes an Einstein sum over any number of tensors as matrix products, so that it is differentiable on every
 * backend. Ellipses and letters that occur twice in one tensor (its diagonal) are allowed.
 *
 * @throws RangeError if the equation does not match the tensors.
 */
export function einsum(equation: string, ...operands: tf.Tensor[]): tf.Tensor {
  return tf.tidy(() => {
    const { inputs, output } = parsed(equation, operands)
    let [labels, value] = withoutRepeats(inputs[0]!, operands[0]!)
    for (const [index, operand] of operands.slice(1).entries()) {
      const [other, next] = withoutRepeats(inputs[index + 1]!, operand)
      const later = new Set([...output, ...inputs.slice(index + 2).flat()])
      ;[labels, value] = product([labels, value], [other, next], later)
    }
    const summed = summedOut(labels, value, new Set(output))
    return arranged(summed, output)
  })
}

type Labelled = [labels: string[], value: tf.Tensor]

function parsed(equation: string, operands: readonly tf.Tensor[]): { inputs: string[][]; output: string[] } {
  const [left = '', right] = equation.replaceAll(' ', '').split('->')
  const terms = left.split(',')
  if (terms.length !== operands.length) throw wrong(equation, operands)
  const wide = Math.max(...terms.map((term, index) => operands[index]!.rank - term.replace('...', '').length), 0)
  const dots = (count: number): string[] => Array.from({ length: count }, (_, index) => `.${wide - count + index}`)
  const labelsOf = (term: string, rank: number): string[] => {
    const [before = '', after] = term.split('...')
    if (after === undefined) return [...before]
    return [...before, ...dots(rank - before.length - after.length), ...after]
  }
  const inputs = terms.map((term, index) => labelsOf(term, operands[index]!.rank))
  if (inputs.some((labels, index) => labels.length !== operands[index]!.rank)) throw wrong(equation, operands)
  const all = inputs.flat()
  const implied = [...new Set(all)].filter(
    (label) => label.startsWith('.') || all.filter((one) => one === label).length === 1,
  )
  const output =
    right === undefined
      ? implied.sort()
      : labelsOf(right, right.replace('...', '').length + (right.includes('...') ? wide : 0))
  if (output.some((label) => !all.includes(label))) throw wrong(equation, operands)
  return { inputs, output }
}

function wrong(equation: string, operands: readonly tf.Tensor[]): RangeError {
  const shapes = operands.map(({ shape }) => `[${shape}]`).join(' ')
  return new RangeError(
    `einsum: expected tensors that fit equation=${equation}, received shapes=${shapes}. Check the letters.`,
  )
}

/** The diagonal along letters that occur twice. */
function withoutRepeats(labels: string[], value: tf.Tensor): Labelled {
  const second = labels.findIndex((label, index) => labels.indexOf(label) < index)
  if (second < 0) return [labels, value]
  const first = labels.indexOf(labels[second]!)
  const size = value.shape[first]!
  const order = labels.map((_, index) => index).filter((index) => index !== first && index !== second)
  const moved = tf.transpose(value, [first, second, ...order])
  const rest = moved.shape.slice(2)
  const flat = tf.reshape(moved, [size * size, ...rest])
  const rows = tf.tensor1d(
    Array.from({ length: size }, (_, index) => index * (size + 1)),
    'int32',
  )
  return withoutRepeats([labels[first]!, ...order.map((index) => labels[index]!)], tf.gather(flat, rows))
}

function summedOut(labels: string[], value: tf.Tensor, kept: ReadonlySet<string>): Labelled {
  const axes = labels.flatMap((label, index) => (kept.has(label) ? [] : [index]))
  return axes.length === 0 ? [labels, value] : [labels.filter((label) => kept.has(label)), tf.sum(value, axes)]
}

function arranged([labels, value]: Labelled, output: readonly string[]): tf.Tensor {
  const order = output.map((label) => labels.indexOf(label))
  return order.every((axis, index) => axis === index) ? tf.clone(value) : tf.transpose(value, order)
}

/** Contracts two tensors to one, keeping the letters that are needed later. */
function product(first: Labelled, second: Labelled, later: ReadonlySet<string>): Labelled {
  const [a, x] = summedOut(...first, new Set([...later, ...second[0]]))
  const [b, y] = summedOut(...second, new Set([...later, ...first[0]]))
  const shared = a.filter((label) => b.includes(label))
  const sizes = new Map<string, number>()
  for (const [labels, value] of [
    [a, x],
    [b, y],
  ] as Labelled[]) {
    for (const [index, label] of labels.entries())
      sizes.set(label, Math.max(sizes.get(label) ?? 1, value.shape[index]!))
  }
  const batch = shared.filter((label) => later.has(label))
  const summed = shared.filter((label) => !later.has(label))
  const [left, right] = [a.filter((label) => !shared.includes(label)), b.filter((label) => !shared.includes(label))]
  const count = (labels: readonly string[]) => labels.reduce((all, label) => all * sizes.get(label)!, 1)
  const laid = (labels: string[], value: tf.Tensor, order: string[], shape: number[]) => {
    const wide = tf.broadcastTo(
      value,
      labels.map((label) => (shared.includes(label) ? sizes.get(label)! : value.shape[labels.indexOf(label)]!)),
    )
    const turned = tf.transpose(
      value.size === wide.size ? value : wide,
      order.map((label) => labels.indexOf(label)),
    )
    return tf.reshape(turned, shape)
  }
  const one = laid(a, x, [...batch, ...left, ...summed], [count(batch), count(left), count(summed)])
  const two = laid(b, y, [...batch, ...summed, ...right], [count(batch), count(summed), count(right)])
  const labels = [...batch, ...left, ...right]
  return [
    labels,
    tf.reshape(
      tf.matMul(one, two),
      labels.map((label) => sizes.get(label)!),
    ),
  ]
}
