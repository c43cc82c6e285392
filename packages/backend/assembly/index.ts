export { packWeights } from './pack-weights'
export { dispatch, work } from './threads'
