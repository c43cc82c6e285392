// #region sizes
const valuesOfEach = 4
for (const parameters of [1, 2, 4, 8]) {
  console.log(`${parameters} hyperparameters of ${valuesOfEach} values: ${valuesOfEach ** parameters} trainings`)
}
// #endregion
