/** A colour: red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number]

/** A square picture as the address of an image, without a canvas: the build and the page make the same one. */
export function bitmap(size: number, colourOf: (place: number) => Colour): string {
  const [header, stride] = [54, Math.ceil((3 * size) / 4) * 4]
  const bytes = new Uint8Array(header + stride * size)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0x424d)
  const fields = [bytes.length, 0, header, 40, size, -size]
  for (const [index, value] of fields.entries()) view.setInt32(2 + 4 * index, value, true)
  view.setInt16(26, 1, true)
  view.setInt16(28, 24, true)
  for (let place = 0; place < size * size; place += 1) {
    const [red, green, blue] = colourOf(place)
    bytes.set([blue, green, red], header + Math.floor(place / size) * stride + 3 * (place % size))
  }
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bytes))}`
}
