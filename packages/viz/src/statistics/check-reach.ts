/** Throws for finite values so large that the range between two of them is no number. */
export function checkReach(caller: string, values: Iterable<number>): void {
  for (const value of values) {
    if (Math.abs(value) > 1e307 && Number.isFinite(value)) {
      throw new RangeError(
        `${caller}: expected values from −1e307 to 1e307, received ${value}. Divide them by a power of ten first.`,
      )
    }
  }
}
