import { denseNetwork, parameterCount } from '@dlw/models'

// Give the network a second hidden layer of 5 neurons after the one of 10.
export const model = denseNetwork({ inputs: 4, hidden: [10, 5], outputs: 3, outputActivation: 'softmax', seed: 0 })

console.log(parameterCount(model))
