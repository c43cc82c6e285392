import type * as tf from '@tensorflow/tfjs-core'

/** The values that the targets of a loss may have, and what to say about others. */
const ranges: Readonly<Record<string, { min: number; max: number; what: string; advice: string }>> = {
  binary_crossentropy: { min: 0, max: 1, what: 'targets from 0 to 1', advice: 'Encode the two classes as 0 and 1' },
  categorical_crossentropy: { min: 0, max: 1, what: 'targets from 0 to 1', advice: 'One-hot encode the classes' },
  categorical_hinge: { min: 0, max: 1, what: 'targets from 0 to 1', advice: 'One-hot encode the classes' },
  kl_divergence: { min: 0, max: 1, what: 'targets from 0 to 1', advice: 'Give probabilities' },
  hinge: { min: -1, max: 1, what: 'targets from -1 to 1', advice: 'Encode the two classes as -1 and 1, or 0 and 1' },
  squared_hinge: {
    min: -1,
    max: 1,
    what: 'targets from -1 to 1',
    advice: 'Encode the two classes as -1 and 1, or 0 and 1',
  },
  mean_squared_logarithmic_error: {
    min: 0,
    max: Infinity,
    what: 'targets of at least 0',
    advice: 'Use another loss for values below 0',
  },
  poisson: { min: 0, max: Infinity, what: 'targets of at least 0', advice: 'Give counts, or use another loss' },
}

/** Throws where a target cannot be one of the loss, which is named as in Keras. */
export async function checkTargetRange(target: tf.Tensor, loss: string | undefined, caller: string): Promise<void> {
  const range = loss === undefined || !Object.hasOwn(ranges, loss) ? undefined : ranges[loss]
  if (!range) return
  const values = await target.data()
  let index = 0
  while (index < values.length && values[index]! >= range.min && values[index]! <= range.max) index++
  if (index === values.length) return
  const row = Math.floor(index / (target.size / target.shape[0]!))
  throw new RangeError(
    `${caller}: expected ${range.what} for ${loss}, received ${values[index]} in row ${row} of y. ${range.advice}.`,
  )
}
