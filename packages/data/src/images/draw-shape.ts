import type { Random } from '../random/create-random.ts'

/** Name of a shape. */
export type ShapeName =
  | 'checkers'
  | 'crescent'
  | 'cross'
  | 'disc'
  | 'dots'
  | 'ring'
  | 'square'
  | 'star'
  | 'stripes'
  | 'triangle'

/** Returns whether the point (u, v) lies in the shape. Shapes fill the unit circle. */
const shapes: Readonly<Record<ShapeName, (u: number, v: number) => boolean>> = {
  disc: (u, v) => length(u, v) < 0.9,
  ring: (u, v) => length(u, v) < 0.95 && length(u, v) > 0.6,
  square: (u, v) => Math.max(Math.abs(u), Math.abs(v)) < 0.75,
  triangle: (u, v) => v < 0.55 && v > 1.9 * Math.abs(u) - 0.95,
  cross: (u, v) => Math.min(Math.abs(u), Math.abs(v)) < 0.25 && Math.max(Math.abs(u), Math.abs(v)) < 0.9,
  star: (u, v) => length(u, v) < 0.4 + 0.55 * Math.abs(Math.cos(2.5 * Math.atan2(v, u))) ** 3,
  stripes: (u, v) => Math.max(Math.abs(u), Math.abs(v)) < 0.75 && Math.abs(Math.round(v * 4)) % 2 === 0,
  checkers: (u, v) =>
    Math.max(Math.abs(u), Math.abs(v)) < 0.75 && (Math.floor(u * 2.67) + Math.floor(v * 2.67)) % 2 === 0,
  crescent: (u, v) => length(u, v) < 0.9 && length(u - 0.45, v) > 0.75,
  dots: (u, v) =>
    Math.max(Math.abs(u), Math.abs(v)) < 0.9 &&
    length(u - 0.6 * Math.round(u / 0.6), v - 0.6 * Math.round(v / 0.6)) < 0.2,
}

/** The shapes in alphabetical order. */
export const shapeNames: readonly ShapeName[] = (Object.keys(shapes) as ShapeName[]).sort()

interface DrawShapeOptions {
  size: number
  shape: ShapeName
  random: Random
}

/** Draws one shape of random colour, position, size and rotation into the pixels of one image. */
export function drawShape(pixels: Uint8Array, { size, shape, random }: DrawShapeOptions): void {
  const inside = shapes[shape]
  const [ground, ink] = colours(random)
  const radius = size * random.uniform(0.25, 0.45)
  const x = random.uniform(radius, size - radius)
  const y = random.uniform(radius, size - radius)
  // Uint8ClampedArray rounds and clamps to 0–255.
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  const turn = random.uniform(0, 2 * Math.PI)
  const cos = Math.cos(turn) / radius
  const sin = Math.sin(turn) / radius
  const covers = (across: number, below: number): number =>
    inside(cos * (across - x) + sin * (below - y), cos * (below - y) - sin * (across - x)) ? 0.25 : 0
  let place = 0
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let covered = 0
      if (length(column + 0.5 - x, row + 0.5 - y) < 1.4 * radius) {
        // Four points per pixel make smooth edges.
        covered += covers(column + 0.25, row + 0.25) + covers(column + 0.75, row + 0.25)
        covered += covers(column + 0.25, row + 0.75) + covers(column + 0.75, row + 0.75)
      }
      const noise = random.uint32()
      for (let channel = 0; channel < 3; channel++) {
        const colour = ground[channel]! + (ink[channel]! - ground[channel]!) * covered
        clamped[place++] = colour + ((noise >> (8 * channel)) & 63) - 31.5
      }
    }
  }
}

/** Draws two colours that are easy to distinguish. */
function colours(random: Random): [ground: number[], ink: number[]] {
  const colour = (): number[] => Array.from({ length: 3 }, () => random.integer(0, 256))
  for (;;) {
    const ground = colour()
    const ink = colour()
    if (Math.hypot(...ground.map((value, channel) => value - ink[channel]!)) > 120) return [ground, ink]
  }
}

/** Computes a length. `Math.hypot` guards against overflow and is ten times slower. */
function length(u: number, v: number): number {
  return Math.sqrt(u * u + v * v)
}
