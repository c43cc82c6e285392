/** Small colour pictures of five shapes, drawn by formula: inside or outside, at a place from −1 to 1. */
const shapes: Record<string, (x: number, y: number) => boolean> = {
  disc: (x, y) => x * x + y * y < 0.5,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 0.6,
  triangle: (x, y) => y < 0.6 && y > 2 * Math.abs(x) - 0.8,
  ring: (x, y) => Math.abs(x * x + y * y - 0.45) < 0.2,
  cross: (x, y) => Math.min(Math.abs(x), Math.abs(y)) < 0.22 && Math.max(Math.abs(x), Math.abs(y)) < 0.8,
}
const colors = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [213, 94, 0],
] as const

/** The names of the shapes in order. */
export const names: string[] = Object.keys(shapes)

/** One picture of each shape, 24 by 24 pixels. */
export function drawShapes(): { shape: number[]; data: Uint8Array } {
  const size = 24
  const data = new Uint8Array(names.length * size * size * 3)
  names.forEach((name, image) => {
    for (let pixel = 0; pixel < size * size; pixel++) {
      const x = ((pixel % size) + 0.5) / (size / 2) - 1
      const y = Math.floor(pixel / size + 0.5 / size) / (size / 2) - 1 + 1 / size
      const color = shapes[name]!(x, y) ? colors[image]! : [40 + 30 * x, 44 + 30 * y, 70]
      data.set(color, (image * size * size + pixel) * 3)
    }
  })
  return { shape: [names.length, size, size, 3], data }
}
