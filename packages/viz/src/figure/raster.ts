import { encode } from 'fast-png'
import { scaleColors } from './color-scale.ts'
import { parseColor } from './parse-color.ts'

/** A picture as bytes, row by row: 1 (grey) or 3 (red, green, blue) channels from 0 to 255. */
export interface Raster {
  width: number
  height: number
  channels: 1 | 3
  data: Uint8Array
}

/** The picture as a `data:` address of a PNG file. */
export function rasterUrl({ width, height, channels, data }: Raster): string {
  const bytes = encode({ width, height, channels, data, depth: 8 })
  let binary = ''
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192))
  }
  return `data:image/png;base64,${btoa(binary)}`
}

/** The colour of NaN: on no scale. */
const notANumber = parseColor('#ff00ff')

/** Numbers as colours: `diverging` is white at 0, red below and blue above; `sequential` runs from 0 up. NaN is magenta. */
export function colorRaster(
  values: ArrayLike<number>,
  width: number,
  kind: 'diverging' | 'sequential',
  limit: number,
): Raster {
  const steps = scaleColors(kind, 256).map(parseColor)
  const low = kind === 'diverging' ? -limit : 0
  const data = new Uint8Array(values.length * 3)
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index])) {
      data.set(notANumber, index * 3)
      continue
    }
    const share = limit > 0 ? (values[index]! / 2 - low / 2) / (limit / 2 - low / 2) : kind === 'diverging' ? 0.5 : 0
    data.set(steps[Math.round(Math.min(1, Math.max(0, share)) * 255)]!, index * 3)
  }
  return { width, height: values.length / width, channels: 3, data }
}
