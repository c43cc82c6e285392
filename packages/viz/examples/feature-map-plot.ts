import { featureMapPlot } from '@dlw/viz'

/** What four filters answer to a bright disc: its inside and its edges to the left, to the right and all around. */
const size = 20
const disc = (x: number, y: number): number => 1 / (1 + Math.exp(2 * (Math.hypot(x - 9.5, y - 9.5) - 6)))
const data = Array.from({ length: size * size }, (_, pixel) => {
  const x = pixel % size
  const y = Math.floor(pixel / size)
  const slope = disc(x + 1, y) - disc(x - 1, y)
  const around = Math.hypot(slope, disc(x, y + 1) - disc(x, y - 1))
  return [disc(x, y), Math.max(0, slope), Math.max(0, -slope), around]
})
export const figure: SVGSVGElement = featureMapPlot({ shape: [size, size, 4], data: data.flat() })
