import { convolutionalNetwork, parameterCount } from '@dlw/models'

// Add a third block of 50 filters, with pooling as in the others.
export const model = convolutionalNetwork({
  inputs: [64, 64, 3],
  blocks: [{ filters: 50 }, { filters: 50 }, { filters: 50 }],
  hidden: [50],
  outputs: 10,
})

console.log(parameterCount(model))
