import type { ResolvedBackboneOptions } from './backbone-options.ts'

/** A weights file published by Keras. */
export interface PublishedWeights {
  url: string
  /** MD5 checksum of the file, if Keras states one. */
  md5?: string
}

const site = 'https://storage.googleapis.com/tensorflow/keras-applications'

/** Files with and without the classifier. */
const sums: Readonly<Record<string, readonly [withTop: string, withoutTop: string]>> = {
  densenet121: ['9d60b8095a5708f2dcce2bca79d332c7', '30ee3e1110167f948a6b9946edeeb738'],
  densenet169: ['d699b8f76981ab1b30698df4c175e90b', 'b8c4d4c20dd625c148057b9ff1c1176b'],
  densenet201: ['1ceb130c1ea1b78c3bf6114dbdfd8807', 'c13680b51ded0fb44dff2d8f86ac8bb1'],
  resnet50: ['2cb95161c43110f7111970584f804107', '4d473c1dd8becc155b73f8504c6f6626'],
}
const alphas = { mobilenet: [0.25, 0.5, 0.75, 1], mobilenet_v2: [0.35, 0.5, 0.75, 1, 1.3, 1.4] }
const sizes = { mobilenet: [128, 160, 192, 224], mobilenet_v2: [96, 128, 160, 192, 224] }

/** Networks for which Keras publishes weights. */
export type PublishedNetwork = 'densenet121' | 'densenet169' | 'densenet201' | 'mobilenet' | 'mobilenet_v2' | 'resnet50'

/**
 * Returns the file with the ImageNet weights of a network. MobileNet has one per image size; other sizes and shapes use
 * the weights for 224 pixels.
 *
 * @throws RangeError if Keras publishes none for this `alpha`.
 */
export function imageNetWeights(
  network: PublishedNetwork,
  { includeTop, inputShape }: ResolvedBackboneOptions,
  alpha: number,
): PublishedWeights {
  if (network !== 'mobilenet' && network !== 'mobilenet_v2') {
    const folder = network.replace(/\d+$/, '')
    const file = `${network}_weights_tf_dim_ordering_tf_kernels${includeTop ? '' : '_notop'}.h5`
    return { url: `${site}/${folder}/${file}`, md5: sums[network]![includeTop ? 0 : 1] }
  }
  if (!alphas[network].includes(alpha)) {
    throw new RangeError(
      `imageNetWeights: expected an alpha with published weights, received alpha=${alpha}. Use ${alphas[network].join(', ')}.`,
    )
  }
  const [height, width] = inputShape
  const size = height === width && sizes[network].includes(height) ? height : 224
  const top = includeTop ? '' : '_no_top'
  const [whole, decimals] = alpha.toFixed(alpha === 0.25 || alpha === 0.75 ? 2 : 1).split('.') as [string, string]
  const file =
    network === 'mobilenet'
      ? `mobilenet_${whole === '1' ? '1_0' : `${decimals[0]}_${decimals[1] ?? 0}`}_${size}_tf${top}.h5`
      : `mobilenet_v2_weights_tf_dim_ordering_tf_kernels_${Number.isInteger(alpha) ? alpha.toFixed(1) : alpha}_${size}${top}.h5`
  return { url: `${site}/${network}/${file}` }
}
