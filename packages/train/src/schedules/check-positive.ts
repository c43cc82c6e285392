/** Throws unless every value is positive and finite. */
export function checkPositive(caller: string, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(`${caller}: expected a positive number, received ${name}=${value}.`)
    }
  }
}
