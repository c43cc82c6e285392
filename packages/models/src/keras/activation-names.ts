import { camelCase, snakeCase } from './names.ts'

/** Where the name in TensorFlow.js is not that of Keras 3 in camel case. */
const special: Readonly<Record<string, string>> = {
  hard_sigmoid: 'kerasHardSigmoid',
  silu: 'swish',
  swish: 'swish',
  hard_swish: 'hardSilu',
}

const known = new Set(
  (
    'celu elu exponential gelu glu hardShrink hardSilu hardTanh kerasHardSigmoid leakyRelu linear logSigmoid logSoftmax mish ' +
    'relu relu6 selu sigmoid softShrink softmax softplus softsign sparsemax sparsePlus sparseSigmoid squareplus swish tanh tanhShrink'
  ).split(' '),
)

/**
 * The name under which TensorFlow.js knows an activation of Keras, or undefined when it knows none such.
 *
 * @param kerasVersion The version that wrote the name: before Keras 3, hard_sigmoid was another function.
 */
export function activationFromKeras(name: string, kerasVersion: string): string | undefined {
  if (name === 'hard_sigmoid' && Number.parseInt(kerasVersion, 10) < 3) return 'hardSigmoid'
  const translated = special[name] ?? camelCase(name)
  return known.has(translated) ? translated : undefined
}

/** The name under which Keras 3 knows an activation of TensorFlow.js, or undefined when it knows none such. */
export function activationToKeras(name: string): string | undefined {
  if (!known.has(name)) return undefined
  return Object.entries(special).find(([, translated]) => translated === name)?.[0] ?? snakeCase(name)
}
