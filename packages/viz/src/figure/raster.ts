import * as Plot from '@observablehq/plot'
import { encode } from 'fast-png'
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

/** Numbers as colours: `diverging` is white at 0, red below and blue above; `sequential` runs from 0 up. */
export function colorRaster(
  values: ArrayLike<number>,
  width: number,
  kind: 'diverging' | 'sequential',
  limit: number,
): Raster {
  const steps = colorSteps(kind)
  const low = kind === 'diverging' ? -limit : 0
  const data = new Uint8Array(values.length * 3)
  for (let index = 0; index < values.length; index++) {
    const share = limit > 0 ? (values[index]! - low) / (limit - low) : kind === 'diverging' ? 0.5 : 0
    data.set(steps[Math.round(Math.min(1, Math.max(0, share)) * 255)]!, index * 3)
  }
  return { width, height: values.length / width, channels: 3, data }
}

/** 256 colours of Observable Plot's scheme, as numbers. */
function colorSteps(kind: 'diverging' | 'sequential'): number[][] {
  const scheme = kind === 'diverging' ? 'rdbu' : 'viridis'
  const scale = Plot.scale({ color: { type: 'linear', scheme, domain: [0, 255] } })
  return Array.from({ length: 256 }, (_, step) => parseColor(scale.apply(step) as string))
}
