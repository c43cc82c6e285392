import { rasterize } from '#platform'
import { lightSvg, toSvg } from './to-svg.ts'

/** Options of `toPng`. */
export interface ToPngOptions {
  /** Pixels per CSS pixel, above 0. Defaults to 2, which is sharp on dense screens. */
  scale?: number
  /** CSS colour behind the figure. Defaults to `'white'`. */
  background?: string
  /**
   * Paths of font files (.ttf, .otf, .ttc) for scripts that the font of this package lacks: it has Latin, Greek and
   * Cyrillic. For Japanese, for instance, `NotoSansJP_400Regular.ttf` of the npm package
   * @expo-google-fonts/noto-sans-jp. Browsers take the fonts of the reader's system instead. Defaults to none.
   */
  fonts?: readonly (string | URL)[]
  /**
   * Whether fonts of the system draw what other fonts lack. Pictures then differ from machine to machine, and a
   * character that no font has is a box. Defaults to false in Node; browsers always do so.
   */
  systemFonts?: boolean
}

/**
 * Draws a figure as a PNG picture. In Node it uses resvg and a font that comes with this package, so text shows on
 * machines without any font; in browsers it uses a canvas.
 *
 * @param figure What a plot function returned, or SVG text.
 * @returns The bytes of the file.
 * @throws RangeError when `scale` is not above 0, the picture would have more than 268 million pixels, or no font has a
 * character of the figure; Error when a file in `fonts` is no font.
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
  const { scale = 2, background = 'white', fonts = [], systemFonts = false } = options
  if (!(scale > 0 && scale <= 20)) {
    throw new RangeError(`toPng: expected scale above 0 and at most 20, received scale=${scale}. Use 1 or 2.`)
  }
  const svg = lightSvg(typeof figure === 'string' ? figure : toSvg(figure))
  checkPixels(svg, scale)
  return rasterize(svg, { scale, background, fonts, systemFonts })
}

const mostPixels = 2 ** 28

/** Throws for a picture that no drawer has the memory for. */
function checkPixels(svg: string, scale: number): void {
  const start = svg.slice(0, svg.indexOf('>') + 1)
  const [width, height] = ['width', 'height'].map((name) => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(start)?.[1]))
  if (width! * height! * scale ** 2 > mostPixels) {
    throw new RangeError(
      `toPng: expected at most ${mostPixels.toLocaleString('en')} pixels, received a figure of ${width} × ${height} with scale=${scale}. Use a lower scale or draw less.`,
    )
  }
}
