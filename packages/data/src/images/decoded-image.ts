/** An image as returned by a decoder. */
export interface DecodedImage {
  width: number
  height: number
  /** 1: grey, 2: grey with alpha, 3: red, green and blue, 4: with alpha. */
  channels: number
  /** Brightness 0 to 255, row by row. */
  data: Uint8Array | Uint8ClampedArray
}

/** A file that may be an image. */
export interface ImageFile {
  /** Path relative to the given folder, with slashes. */
  path: string
  read(): Promise<Uint8Array<ArrayBuffer>>
}
