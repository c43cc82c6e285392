export function meanSquaredError(predicted: number[], expected: number[]): number {
  const squared = predicted.map((p, i) => (p - expected[i]!) ** 2)
  return squared.reduce((sum, error) => sum + error, 0) / squared.length
}

console.log(meanSquaredError([1, 2, 0, 3], [-1, -1, 0, 2]))
