import { convolutionalNetwork, denseNetwork } from '@dlw/models'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { NetworkOptions } from './network-options.ts'
import { compiled, twoBlocks } from './steps.ts'

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
  /** Pooling after each convolution. */
  pooling: twoBlocks,
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
