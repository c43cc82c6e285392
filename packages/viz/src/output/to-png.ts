import { rasterize } from '#platform'
import { lightSvg, toSvg } from './to-svg.ts'

/** Options of `toPng`. */
export interface ToPngOptions {
  /** Pixels per CSS pixel, above 0. Defaults to 2, which is sharp on dense screens. */
  scale?: number
  /** CSS colour behind the figure. Defaults to `'white'`. */
  background?: string
  /**
   * Paths of font files (.ttf, .otf, .ttc) for scripts other than Latin, Greek and Cyrillic, which the bundled font
   * covers. For Japanese, for instance, `NotoSansJP_400Regular.ttf` of the npm package
   * @expo-google-fonts/noto-sans-jp. Browsers use the user's system fonts instead. Defaults to none.
   */
  fonts?: readonly (string | URL)[]
  /**
   * Whether to use system fonts for characters that other fonts lack. Images then differ between machines, and a
   * character in no font becomes a box. Defaults to false in Node; browsers always use system fonts.
   */
  systemFonts?: boolean
}

/**
 * Renders a figure as a PNG image. In Node it uses resvg and a bundled font, so text works on machines without fonts;
 * in browsers it uses a canvas.
 *
 * @param figure A figure returned by a plot function, or SVG text.
 * @returns The bytes of the PNG file.
 * @throws RangeError when `scale` is not positive, the image would exceed 268 million pixels, or no font has a
 * character of the figure; Error when a file in `fonts` is not a font.
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

/** Throws for an image that is too large to render. */
function checkPixels(svg: string, scale: number): void {
  const start = svg.slice(0, svg.indexOf('>') + 1)
  const [width, height] = ['width', 'height'].map((name) => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(start)?.[1]))
  if (width! * height! * scale ** 2 > mostPixels) {
    throw new RangeError(
      `toPng: expected at most ${mostPixels.toLocaleString('en')} pixels, received a figure of ${width} × ${height} with scale=${scale}. Use a lower scale or draw less.`,
    )
  }
}
