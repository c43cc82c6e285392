/** What drawing a picture needs beside the SVG. */
export interface RasterOptions {
  scale: number
  background: string
  /** Paths of font files for characters that the font of this package lacks. */
  fonts: readonly (string | URL)[]
  systemFonts: boolean
}
