import { convolutionalNetwork, parameterCount, transferModel } from '@dlw/models'

// Stands for a network that others have trained: from pictures of 32 × 32 pixels to 64 features.
const backbone = convolutionalNetwork({
  inputs: [32, 32, 3],
  blocks: [{ filters: 16 }, { filters: 32 }],
  outputs: 64,
})

// Make of it a model for pictures of 64 × 64 pixels and 10 classes. Nothing of the backbone shall learn.
export const model = backbone

console.log(parameterCount(model))
