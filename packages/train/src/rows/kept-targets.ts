import * as tf from '@tensorflow/tfjs-core'

/** Targets of an epoch's batches, which are kept until the epoch ends. */
export interface KeptTargets {
  /** Keeps copies of a batch's targets. */
  add(targets: readonly tf.Tensor[]): void
  /** Of each output, the targets of all batches so far, in their order. `dispose` disposes them. */
  targets(): tf.Tensor[]
  dispose(): void
}

/** Keeps targets of batches that are disposed themselves. */
export function keptTargets(): KeptTargets {
  const kept: tf.Tensor[][] = []
  return {
    add: (targets) => void kept.push(targets.map((target) => tf.clone(target))),
    targets() {
      const parts = kept.splice(0)
      const whole = parts[0]!.map((_, output) => tf.concat(parts.map((targets) => targets[output]!)))
      tf.dispose(parts)
      kept.push(whole)
      return whole
    },
    dispose: () => tf.dispose(kept),
  }
}
