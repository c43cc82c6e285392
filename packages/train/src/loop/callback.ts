import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** The values of one epoch under Keras's names: `loss`, `accuracy`, `val_loss`, … */
export type Logs = Record<string, number>

/** What {@link fit} returns: plain numbers. */
export interface History {
  /** The epochs that ran, counted from 0. */
  epochs: number[]
  /** A value per epoch under each of Keras's names: `loss`, `accuracy`, `val_loss`, … */
  metrics: Record<string, number[]>
}

/** A training while it runs, as callbacks see and steer it. */
export interface Training {
  readonly model: LayersModel
  readonly optimizer: tf.Optimizer
  /** The epoch after the last. */
  readonly epochs: number
  /** Batches in an epoch. */
  readonly steps: number
  readonly batchSize: number
  /** The names of the values that each epoch logs, without those that callbacks add. */
  readonly logNames: readonly string[]
  readonly seed: number
  /** Where the training starts; a callback may move it in `onTrainBegin`. */
  initialEpoch: number
  /** The optimizer's learning rate, read and set. */
  learningRate: number
  /** What happened so far. */
  readonly history: History
  /** All callbacks, in the order in which they are called. */
  readonly callbacks: readonly Callback[]
  /** Whether the training ends after this epoch. */
  readonly isStopped: boolean
  /** Ends the training after this epoch. */
  stopTraining(): void
}

/**
 * What `fit` calls on the way: every part is optional and may be asynchronous. Epochs and batches count from 0.
 *
 * @see Keras `callbacks.Callback`
 */
export interface Callback {
  onTrainBegin?(training: Training): void | Promise<void>
  onEpochBegin?(epoch: number, training: Training): void | Promise<void>
  onBatchBegin?(batch: number, training: Training): void | Promise<void>
  /** Reads the loss of every batch from the device, which costs time; `logs` holds `loss`. */
  onBatchEnd?(batch: number, logs: Logs, training: Training): void | Promise<void>
  onEpochEnd?(epoch: number, logs: Logs, training: Training): void | Promise<void>
  onTrainEnd?(logs: Logs, training: Training): void | Promise<void>
  /**
   * What this callback remembers, for a training that is cut off and goes on in another process: {@link backupAndRestore}
   * calls it after each epoch and keeps it. Undefined when there is nothing.
   */
  state?(): CallbackState | undefined | Promise<CallbackState | undefined>
  /** Takes back what {@link Callback.state} gave, after `onTrainBegin`, before the first epoch of a training that goes on. */
  restore?(state: CallbackState, training: Training): void | Promise<void>
  /** Whether to be called after the others, so as to see what they did. Defaults to false. */
  runsLast?: boolean
}

/** What a value in a {@link CallbackState} can be. */
export type StateValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | Float32Array
  | readonly StateValue[]
  | { readonly [name: string]: StateValue }

/** What a callback remembers: plain values, with weights as `Float32Array`. Numbers that are not finite are kept too. */
export type CallbackState = Readonly<Record<string, StateValue>>
