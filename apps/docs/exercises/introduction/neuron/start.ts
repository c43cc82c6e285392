export function neuron(inputs: number[], weights: number[], bias: number): number {
  // The weighted sum of the inputs, plus the bias, through ReLU.
  return 0
}

console.log(neuron([0, 0.5, 1], [-1, -0.5, 0.5], 1))
