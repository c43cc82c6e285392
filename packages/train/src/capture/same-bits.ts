/** Whether numbers have the same bits; every NaN equals every other. */
export const sameBits = (a: Float32Array, b: Float32Array): boolean =>
  a.length === b.length && a.every((value, index) => Object.is(value, b[index]))
