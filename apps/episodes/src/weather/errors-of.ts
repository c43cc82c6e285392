import type { History } from '@dlw/train'

/** Only the errors in hours of a history, for a curve: Keras's names, training and validation. */
export function errorsOf({ epochs, metrics }: History): History {
  const error = 'root_mean_squared_error'
  return { epochs, metrics: { [error]: metrics[error]!, [`val_${error}`]: metrics[`val_${error}`]! } }
}
