const relu = (z: number) => Math.max(0, z)

// #region network
function network(x1: number, x2: number): number {
  const h1 = relu(x1 + x2)
  const h2 = relu(x1 + x2 - 1)
  return relu(h1 - 2 * h2)
}

for (const [x1, x2] of [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const) {
  console.log(x1, x2, '→', network(x1, x2))
}
// #endregion
