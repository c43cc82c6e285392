export function neuron(inputs: number[], weights: number[], bias: number): number {
  const weightedSum = inputs.reduce((sum, x, i) => sum + x * weights[i]!, 0)
  return Math.max(0, weightedSum + bias)
}

console.log(neuron([0, 0.5, 1], [-1, -0.5, 0.5], 1))
