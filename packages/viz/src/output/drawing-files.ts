/** The program that draws pictures, and the font it writes with. */
export type DrawingFiles = { wasm: Uint8Array<ArrayBuffer>; font: Uint8Array<ArrayBuffer> }
