// #region errors
const predicted = [1, 2, 0, 3]
const expected = [-1, -1, 0, 2]

const squared = predicted.map((p, i) => (p - expected[i]!) ** 2)
const mse = squared.reduce((sum, error) => sum + error, 0) / squared.length
console.log(squared, mse)
// #endregion

export const numbers = { mse, squaredErrors: squared }
