/** Options for rendering an image, besides the SVG. */
export interface RasterOptions {
  scale: number
  background: string
  /** Paths of font files for characters that the bundled font lacks. */
  fonts: readonly (string | URL)[]
  systemFonts: boolean
}
