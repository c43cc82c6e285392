// #region sizes
import { denseNetwork, parameterCount } from '@dlw/models'

for (const neurons of [9, 10, 11, 20]) {
  const network = denseNetwork({ inputs: 4, hidden: [neurons], outputs: 3, seed: 0 })
  console.log(neurons, 'hidden neurons:', parameterCount(network).total, 'parameters')
}
// #endregion
