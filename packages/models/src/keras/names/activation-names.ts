import { camelCase, snakeCase } from './names.ts'

/** TensorFlow.js names that differ from the camel-cased Keras 3 name. */
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
 * Returns the TensorFlow.js name of a Keras activation, or undefined if there is none.
 *
 * @param kerasVersion The version that wrote the name: before Keras 3, hard_sigmoid was a different function.
 */
export function activationFromKeras(name: string, kerasVersion: string): string | undefined {
  if (name === 'hard_sigmoid' && Number.parseInt(kerasVersion, 10) < 3) return 'hardSigmoid'
  const translated = special[name] ?? camelCase(name)
  return known.has(translated) ? translated : undefined
}

/** Returns the Keras 3 name of a TensorFlow.js activation, or undefined if there is none. */
export function activationToKeras(name: string): string | undefined {
  if (!known.has(name)) return undefined
  return Object.entries(special).find(([, translated]) => translated === name)?.[0] ?? snakeCase(name)
}
