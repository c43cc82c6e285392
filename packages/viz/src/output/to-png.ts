import { rasterize } from '#platform'
import { lightSvg, toSvg } from './to-svg.ts'

/** Options of `toPng`. */
export interface ToPngOptions {
  /** Pixels per CSS pixel, above 0. Defaults to 2, which is sharp on dense screens. */
  scale?: number
  /** CSS colour behind the figure. Defaults to `'white'`. */
  background?: string
}

/**
 * Draws a figure as a PNG picture. In Node it uses resvg and a font that comes with this package, so text shows on
 * machines without any font; in browsers it uses a canvas.
 *
 * @param figure What a plot function returned, or SVG text.
 * @returns The bytes of the file.
 * @throws RangeError when `scale` is not above 0.
 * @see matplotlib's `savefig('figure.png', dpi=…)`
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises'
 * import { linePlot, toPng } from '@dlw/viz'
 *
 * const png = await toPng(linePlot({ loss: [1, 0.5, 0.25] }), { scale: 2 })
 * await writeFile('loss.png', png)
 * String.fromCharCode(...png.slice(1, 4)) // → PNG
 * ```
 */
export async function toPng(figure: Element | string, options: ToPngOptions = {}): Promise<Uint8Array> {
  const { scale = 2, background = 'white' } = options
  if (!(scale > 0 && scale <= 20)) {
    throw new RangeError(`toPng: expected scale above 0 and at most 20, received scale=${scale}. Use 1 or 2.`)
  }
  return rasterize(lightSvg(typeof figure === 'string' ? figure : toSvg(figure)), scale, background)
}
