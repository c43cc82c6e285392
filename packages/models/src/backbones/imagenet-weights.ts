import type { ResolvedBackboneOptions } from './backbone-options.ts'
import { mobileNetV3Sums, type PublishedName, publishedSums } from './published-sums.ts'

/** A weights file published by Keras. */
export interface PublishedWeights {
  url: string
  /** MD5 checksum of the file, if Keras states one. */
  md5?: string
  /** SHA-256 checksum of the file, if Keras states that instead. */
  sha256?: string
}

type MobileNetV3 = `mobilenet_v3_${'small' | 'large'}${'' | '_minimalistic'}`
/** Networks for which Keras publishes weights. */
export type PublishedNetwork = PublishedName | 'mobilenet' | 'mobilenet_v2' | MobileNetV3

const site = 'https://storage.googleapis.com/tensorflow/keras-applications'
const alphas = { mobilenet: [0.25, 0.5, 0.75, 1], mobilenet_v2: [0.35, 0.5, 0.75, 1, 1.3, 1.4] }
const sizes = { mobilenet: [128, 160, 192, 224], mobilenet_v2: [96, 128, 160, 192, 224] }

/**
 * Returns the file with the ImageNet weights of a network. MobileNet has one per image size; other sizes and shapes use
 * the weights for 224 pixels.
 *
 * @throws RangeError if Keras publishes none for this `alpha`.
 */
export function imageNetWeights(
  network: PublishedNetwork,
  options: ResolvedBackboneOptions,
  alpha: number,
): PublishedWeights {
  if (network === 'mobilenet' || network === 'mobilenet_v2') return mobileNetFile(network, options, alpha)
  const top = options.includeTop ? 0 : 1
  if (isMobileNetV3(network)) {
    const sums = mobileNetV3Sums[`${network} ${alpha}`]
    if (!sums) throw unpublished(alpha, network.endsWith('minimalistic') ? [1] : [0.75, 1])
    const kind = network.slice('mobilenet_v3_'.length)
    const file = `weights_mobilenet_v3_${kind}_224_${decimal(alpha)}_float${top ? '_no_top_v2' : ''}.h5`
    return { url: `${site}/mobilenet_v3/${file}`, md5: sums[top] }
  }
  const sum = publishedSums[network][top]
  const ending = top ? '_notop' : ''
  if (network.startsWith('convnext')) return { url: `${site}/convnext/${network}${ending}.h5`, sha256: sum }
  return { url: addressOf(network, ending), md5: sum }
}

function addressOf(network: string, ending: string): string {
  if (network.startsWith('efficientnetv2')) return `${site}/efficientnet_v2/${network}${ending}.h5`
  if (network.startsWith('efficientnet'))
    return `https://storage.googleapis.com/keras-applications/${network}${ending}.h5`
  if (network.startsWith('nasnet')) {
    return `${site}/nasnet/NASNet-${network.slice('nasnet_'.length)}${ending && '-no-top'}.h5`
  }
  const folder = /^(densenet|resnet)\d/.exec(network)?.[1] ?? network
  return `${site}/${folder}/${network}_weights_tf_dim_ordering_tf_kernels${ending}.h5`
}

function mobileNetFile(
  network: 'mobilenet' | 'mobilenet_v2',
  { includeTop, inputShape }: ResolvedBackboneOptions,
  alpha: number,
): PublishedWeights {
  if (!alphas[network].includes(alpha)) throw unpublished(alpha, alphas[network])
  const [height, width] = inputShape
  const size = height === width && sizes[network].includes(height) ? height : 224
  const top = includeTop ? '' : '_no_top'
  const [whole, decimals] = alpha.toFixed(alpha === 0.25 || alpha === 0.75 ? 2 : 1).split('.') as [string, string]
  const file =
    network === 'mobilenet'
      ? `mobilenet_${whole === '1' ? '1_0' : `${decimals[0]}_${decimals[1] ?? 0}`}_${size}_tf${top}.h5`
      : `mobilenet_v2_weights_tf_dim_ordering_tf_kernels_${decimal(alpha)}_${size}${top}.h5`
  return { url: `${site}/${network}/${file}` }
}

const isMobileNetV3 = (network: PublishedNetwork): network is MobileNetV3 => network.startsWith('mobilenet_v3')

/** Writes whole numbers with a decimal, as Python does. */
const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : `${value}`)

function unpublished(alpha: number, published: readonly number[]): RangeError {
  return new RangeError(
    `imageNetWeights: expected an alpha with published weights, received alpha=${alpha}. Use ${published.join(', ')}.`,
  )
}
