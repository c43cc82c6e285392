export { addBlocks } from './column-sums'
export { packWeights } from './pack-weights'
export { dispatch, work } from './threads'
export { transformTaps } from './winograd'
