import type * as tf from '@tensorflow/tfjs-core'

const text = (shape: readonly number[]): string => `[${shape.join(', ')}]`
const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis])

/** Throws unless targets have the shape of the predictions. */
export function expectSameShape(caller: string, yTrue: tf.Tensor, yPred: tf.Tensor): void {
  if (isSame(yTrue.shape, yPred.shape)) return
  const classes = yPred.shape.at(-1)!
  const isClasses = classes > 1 && isClassShape(yTrue.shape, yPred.shape)
  const what = isClasses
    ? `class numbers of shape ${text(yTrue.shape)}. One-hot encode them, or use a loss or metric whose name begins with sparse`
    : `${text(yTrue.shape)}. Give one target for each prediction`
  throw new TypeError(`${caller}: expected targets of the predictions' shape ${text(yPred.shape)}, received ${what}.`)
}

/** Whether targets are one class number for each row of predictions. */
const isClassShape = (target: readonly number[], prediction: readonly number[]): boolean => {
  const rows = prediction.slice(0, -1)
  return isSame(target, rows) || isSame(target, [...rows, 1])
}

/** Throws unless targets are one class number for each row of predictions. */
export function expectClassNumbers(caller: string, yTrue: tf.Tensor, yPred: tf.Tensor): void {
  if (isClassShape(yTrue.shape, yPred.shape)) return
  const what = isSame(yTrue.shape, yPred.shape)
    ? `one-hot targets of shape ${text(yTrue.shape)}. Use the loss or metric without sparse in its name, or give class numbers`
    : `${text(yTrue.shape)}. Give one class number for each row`
  throw new TypeError(
    `${caller}: expected class numbers of shape ${text(yPred.shape.slice(0, -1))} for predictions ${text(yPred.shape)}, received ${what}.`,
  )
}
