// #region cross-entropy
const loss = (probabilityOfTheRightClass: number) => -Math.log(probabilityOfTheRightClass)

for (const p of [0.99, 0.9, 0.5, 1 / 3, 0.1, 0.01]) {
  console.log(`${p.toFixed(2)} → ${loss(p).toFixed(2)}`)
}
// #endregion
