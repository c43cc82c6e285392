/**
 * Returns the layer of a backbone for each module of torchvision's network of the same architecture; undefined if there
 * is none.
 *
 * @throws RangeError with a clause about a network that Keras has otherwise.
 */
export function namesOfTorchvision(
  model: string,
  modules: readonly string[],
): ((module: string) => string | undefined) | undefined {
  const has = (module: string) => modules.includes(module)
  if (/^densenet/.test(model) && has('features.conv0')) return denseNet
  const vgg = /^vgg(16|19)/.exec(model)
  if (vgg && has('features.0')) return vggNet(Number(vgg[1]))
  const other = /^(resnet|mobilenet|efficientnet)/.exec(model)?.[1]
  if (other && (has('layer1.0.conv1') || has('features.0.0'))) {
    throw new RangeError(
      `torchvision's ${other} has strides and paddings at other places than Keras's, so its weights give other numbers here. Load Keras's weights: weights: 'imagenet'`,
    )
  }
  return undefined
}

function denseNet(module: string): string | undefined {
  const whole: Readonly<Record<string, string>> = {
    'features.conv0': 'conv1_conv',
    'features.norm0': 'conv1_bn',
    'features.norm5': 'bn',
    classifier: 'predictions',
  }
  if (whole[module]) return whole[module]
  const [, block, layer, kind, number] =
    /^features\.denseblock(\d)\.denselayer(\d+)\.(norm|conv)([12])$/.exec(module) ?? []
  if (block) {
    const place = `conv${Number(block) + 1}_block${layer}`
    return kind === 'norm' ? `${place}_${Number(number) - 1}_bn` : `${place}_${number}_conv`
  }
  const [, transition, part] = /^features\.transition(\d)\.(norm|conv)$/.exec(module) ?? []
  return transition && `pool${Number(transition) + 1}_${part === 'norm' ? 'bn' : 'conv'}`
}

/** Convolutions of each block. */
const blocks: Readonly<Record<number, readonly number[]>> = { 16: [2, 2, 3, 3, 3], 19: [2, 2, 4, 4, 4] }

function vggNet(depth: number): (module: string) => string | undefined {
  const names = new Map([
    ['classifier.0', 'fc1'],
    ['classifier.3', 'fc2'],
    ['classifier.6', 'predictions'],
  ])
  let index = 0
  for (const [block, count] of blocks[depth]!.entries()) {
    // A convolution and its ReLU; then the block's pooling.
    for (let one = 1; one <= count; one++, index += 2) names.set(`features.${index}`, `block${block + 1}_conv${one}`)
    index++
  }
  return (module) => names.get(module)
}
