// #region dense
import { denseNetwork, parameterCount } from '@dlw/models'

const features = 64 * 64 * 3
const network = denseNetwork({ inputs: features, hidden: [], outputs: 100, seed: 0 })
console.log(`${features} features, ${parameterCount(network).total} parameters`)
// #endregion

export const numbers = { features, denseParameters: parameterCount(network).total }
