/** Where in the source a pixel of the result comes from: `x = a·column + b·row + c`, `y = d·column + e·row + f`. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]
