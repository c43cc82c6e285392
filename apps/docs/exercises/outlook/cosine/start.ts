export function cosine(a: number[], b: number[]): number {
  // The products of what stands at the same place, added up, divided by both lengths.
  return 0
}

console.log(cosine([1, 2], [2, 4]), cosine([1, 0], [-1, 0]))
