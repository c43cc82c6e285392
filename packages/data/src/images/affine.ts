/** Maps a pixel of the result to its source position: `x = a·column + b·row + c`, `y = d·column + e·row + f`. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]
