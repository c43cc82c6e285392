import { choice, gridSearch, integer, search } from '@dlw/train/tuner'

// Search kernels of 3 and 4 pixels, named kernelSize, and relu and tanh, named activation.
export const space = {
  kernelSize: integer({ min: 3, max: 4 }),
  activation: choice(['relu', 'tanh']),
}

// No training here: this only lists what a grid search would try.
const { trials } = await search(() => 0, { space, strategy: gridSearch(), direction: 'min', seed: 0 })
console.log(trials.map(({ values }) => values))
