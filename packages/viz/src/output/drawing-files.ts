/** The WebAssembly program that renders images, and its font. */
export type DrawingFiles = { wasm: Uint8Array<ArrayBuffer>; font: Uint8Array<ArrayBuffer> }
