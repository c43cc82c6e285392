import { convolutionalNetwork, denseNetwork } from '@dlw/models'
import { compile, sparseCategoricalCrossentropy } from '@dlw/train'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** What the lesson's networks for images have in common. */
export interface NetworkOptions {
  /** Height, width and channels of a picture. */
  inputs: readonly [number, number, number]
  /** How many classes. */
  outputs: number
  seed: number
}

/** The lesson's networks by name, compiled with its loss, optimizer and metric. */
export const networks = {
  // #region small
  /** Two convolutions and nothing else: most of its parameters sit in the last layer. */
  small: (options: NetworkOptions) =>
    compiled(
      convolutionalNetwork({
        ...options,
        blocks: [
          { filters: 50, pool: 1 },
          { filters: 50, pool: 1 },
        ],
      }),
    ),
  // #endregion
  // #region pooling
  /** Pooling after each convolution. */
  pooling: (options: NetworkOptions) =>
    compiled(convolutionalNetwork({ ...options, blocks: [{ filters: 50 }, { filters: 50 }], hidden: [50] })),
  // #endregion
  // #region dense
  /** No convolution at all, to compare with. */
  dense: (options: NetworkOptions) => compiled(denseNetwork({ ...options, hidden: [50, 50] })),
  // #endregion
  // #region extra
  /** A third convolution with pooling: deeper, and fewer parameters. */
  extra: (options: NetworkOptions) =>
    compiled(
      convolutionalNetwork({ ...options, blocks: [{ filters: 50 }, { filters: 50 }, { filters: 50 }], hidden: [50] }),
    ),
  // #endregion
  // #region dropout
  /** The same with dropout of 0.8 after each block. */
  dropout: (options: NetworkOptions) => compiled(withDropout({ ...options, rate: 0.8, blocks: 3 })),
  // #endregion
} satisfies Record<string, (options: NetworkOptions) => LayersModel>

/** Blocks of convolution and pooling with dropout of some rate after each. */
export function withDropout({
  rate,
  blocks,
  ...options
}: NetworkOptions & { rate: number; blocks: number }): LayersModel {
  const block = { filters: 50, dropout: rate }
  return convolutionalNetwork({ ...options, blocks: Array.from({ length: blocks }, () => block), hidden: [50] })
}

/** The loss is of logits: the networks end without softmax. */
export function compiled(model: LayersModel): LayersModel {
  // #region compile
  compile(model, {
    optimizer: 'adam',
    loss: sparseCategoricalCrossentropy({ fromLogits: true }),
    metrics: ['accuracy'],
  })
  // #endregion
  return model
}
