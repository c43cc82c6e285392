// #region descent
const loss = (w: number) => (w - 3) ** 2
const slope = (w: number) => 2 * (w - 3)
const learningRate = 0.1

let w = -1
for (let step = 0; step <= 20; step++) {
  if (step % 5 === 0) console.log(`step ${step}: w = ${w.toFixed(3)}, loss = ${loss(w).toFixed(4)}`)
  w -= learningRate * slope(w)
}
// #endregion

export const numbers = { descentLoss: loss(w) }
