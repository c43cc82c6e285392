/**
 * Model weights as plain arrays, and their storage in safetensors files.
 *
 * @module
 */
export { formatSafetensors, type NamedArray, parseSafetensors, type Safetensors } from './safetensors.ts'
export { readWeights, writeWeights } from './weight-values.ts'
export { type LoadWeightsOptions, loadWeights, namedArrays, saveWeights, setNamedArrays } from './weights-file.ts'
