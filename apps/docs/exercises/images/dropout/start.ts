export function dropout(outputs: number[], rate: number, random: () => number): number[] {
  // random() gives a new number from 0 to 1. Where it is below the rate, the output becomes 0;
  // the others are divided by 1 - rate, so that on average as much arrives as before.
  return outputs
}

console.log(dropout([1, 2, 3, 4, 5, 6], 0.5, Math.random))
