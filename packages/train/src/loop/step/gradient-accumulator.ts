import * as tf from '@tensorflow/tfjs-core'

type Gradients = { name: string; tensor: tf.Tensor }[]

/** Collects the gradients of some steps before the optimizer takes their mean. */
export interface GradientAccumulator {
  /** To be used in place of the optimizer. */
  optimizer: tf.Optimizer
  /** Hands over what has been collected, at the end of an epoch. */
  flush(): void
  dispose(): void
}

/** Lets an optimizer update the weights every `steps` steps, with the mean of their gradients. */
export function gradientAccumulator(optimizer: tf.Optimizer, steps: number): GradientAccumulator {
  let sums = new Map<string, tf.Tensor>()
  let count = 0
  const dispose = (): void => {
    tf.dispose([...sums.values()])
    sums = new Map()
    count = 0
  }
  const flush = (): void => {
    if (count === 0) return
    const means = [...sums].map(([name, sum]) => ({ name, tensor: tf.div(sum, count) }))
    dispose()
    optimizer.applyGradients(means)
    tf.dispose(means.map(({ tensor }) => tensor))
  }
  const collect = (gradients: Gradients): void => {
    for (const { name, tensor } of gradients) {
      const sum = sums.get(name)
      sums.set(name, sum ? tf.add(sum, tensor) : tf.clone(tensor))
      sum?.dispose()
    }
    count++
    if (count === steps) flush()
  }
  const collecting = Object.create(optimizer, { applyGradients: { value: collect } }) as tf.Optimizer
  return { optimizer: collecting, flush, dispose }
}
