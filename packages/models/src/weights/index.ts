/**
 * The weights of models as plain arrays, and the safetensors format that keeps them in files.
 *
 * @module
 */
export { formatSafetensors, type NamedArray, parseSafetensors, type Safetensors } from './safetensors.ts'
export { readWeights, writeWeights } from './weight-values.ts'
export { loadWeights, namedArrays, saveWeights, setNamedArrays } from './weights-file.ts'
