// #region neuron
const relu = (z: number) => Math.max(0, z)

function neuron(inputs: number[], weights: number[], bias: number): number {
  const weightedSum = inputs.reduce((sum, x, i) => sum + x * weights[i]!, 0)
  return relu(weightedSum + bias)
}
// #endregion

// #region answer
const output = neuron([0, 0.5, 1], [-1, -0.5, 0.5], 1)
console.log(output)
// #endregion

export const numbers = { neuronOutput: output }
