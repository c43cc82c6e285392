import { type Answer, near, wanted } from '../../wanted.ts'

export default function check({ neuron }: Answer): void {
  wanted(typeof neuron === 'function', 'Export a function named neuron.')
  near(neuron([0, 0.5, 1], [-1, -0.5, 0.5], 1), 1.25, 'For the inputs of the exercise')
  near(neuron([2, 3], [1, 1], 0), 5, 'For inputs (2, 3), weights (1, 1) and bias 0')
  near(neuron([1], [-4], 1), 0, 'ReLU turns negative sums into 0: for input 1, weight −4 and bias 1')
}
