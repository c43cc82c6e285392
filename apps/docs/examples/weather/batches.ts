// #region batches
const samples = 767
for (const batchSize of [1, 32, 128, 767]) {
  console.log(`batches of ${batchSize}: ${Math.ceil(samples / batchSize)} updates in an epoch`)
}
// #endregion
