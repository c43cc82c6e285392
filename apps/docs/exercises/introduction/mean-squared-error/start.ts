export function meanSquaredError(predicted: number[], expected: number[]): number {
  // The mean of the squared differences.
  return 0
}

console.log(meanSquaredError([1, 2, 0, 3], [-1, -1, 0, 2]))
