/** Throws unless `value` is a whole number of at least `minimum`. */
export function expectCount(caller: string, name: string, value: number, minimum = 1): void {
  if (!(Number.isSafeInteger(value) && value >= minimum)) {
    throw new RangeError(
      `${caller}: expected a whole number of at least ${minimum}, received ${name}=${value}. Pass for example ${Math.max(minimum, 10)}.`,
    )
  }
}

/** Throws unless `value` is a dropout rate. */
export function expectRate(caller: string, name: string, value: number): void {
  if (!(value >= 0 && value < 1)) {
    throw new RangeError(`${caller}: expected a share in [0, 1), received ${name}=${value}. Pass for example 0.5.`)
  }
}
