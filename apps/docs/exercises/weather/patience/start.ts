export function stopsAfter(validationLosses: number[], patience: number): number {
  // How many epochs run? Stop when the loss has not been below its best for `patience` epochs.
  return validationLosses.length
}

console.log(stopsAfter([5, 4, 3, 3.5, 3.2, 3.1, 2], 3))
