// #region cosine
const dot = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0)
const cosine = (a: number[], b: number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))

console.log('the same direction   ', cosine([1, 2], [2, 4]))
console.log('at right angles      ', cosine([1, 2], [-2, 1]))
console.log('opposite directions  ', cosine([1, 2], [-1, -2]))
// #endregion
