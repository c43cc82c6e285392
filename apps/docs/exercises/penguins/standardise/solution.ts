export function standardise(train: number[], values: number[]): number[] {
  const mean = train.reduce((sum, value) => sum + value, 0) / train.length
  const variance = train.reduce((sum, value) => sum + (value - mean) ** 2, 0) / train.length
  return values.map((value) => (value - mean) / Math.sqrt(variance))
}

console.log(standardise([2, 4, 6], [4, 6]))
