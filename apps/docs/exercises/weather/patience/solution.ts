export function stopsAfter(validationLosses: number[], patience: number): number {
  let best = 0
  for (let epoch = 1; epoch < validationLosses.length; epoch++) {
    if (validationLosses[epoch]! < validationLosses[best]!) best = epoch
    else if (epoch - best >= patience) return epoch + 1
  }
  return validationLosses.length
}

console.log(stopsAfter([5, 4, 3, 3.5, 3.2, 3.1, 2], 3))
