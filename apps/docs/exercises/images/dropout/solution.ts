export function dropout(outputs: number[], rate: number, random: () => number): number[] {
  return outputs.map((output) => (random() < rate ? 0 : output / (1 - rate)))
}

console.log(dropout([1, 2, 3, 4, 5, 6], 0.5, Math.random))
