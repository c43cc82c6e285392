import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { create } from 'fontkitten'
import { drawnCharacters } from './drawn-characters.ts'
import { scriptOf } from './script-of.ts'

/** The family of the font that this package depends on. */
export const ownFamily = 'Roboto Flex'

/**
 * The font files that draw the words of an SVG: the one of this package, and those given.
 *
 * @throws RangeError when a character is in none of them; Error when a file is no font.
 */
export async function fontFiles(svg: string, given: readonly (string | URL)[], isChecked: boolean): Promise<string[]> {
  const own = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/roboto-flex/400Regular/RobotoFlex_400Regular.ttf',
  )
  const files = [own, ...given.map((font) => (font instanceof URL ? fileURLToPath(font) : font))]
  // Every font has what ASCII has: most figures need no look into a file.
  let missing = drawnCharacters(svg).filter((character) => character.codePointAt(0)! > 0x7e)
  for (const file of missing.length > 0 ? files : files.slice(1)) {
    const has = await readFont(file)
    missing = missing.filter((character) => !has(character.codePointAt(0)!))
  }
  if (isChecked && missing.length > 0) {
    const { script, font } = scriptOf(missing)
    const shown = missing.slice(0, 20).join('')
    throw new RangeError(
      `toPng: expected a font for every character, received "${shown}" (${script}), which ${given.length === 0 ? `${ownFamily} lacks` : 'the fonts lack'}. Pass the path of a .ttf file in fonts, for instance of ${font}, or systemFonts: true.`,
    )
  }
  return files
}

/** Reads which characters a font has. */
async function readFont(file: string): Promise<(codePoint: number) => boolean> {
  try {
    const font = create(await readFile(file))
    const faces = 'fonts' in font ? font.fonts : [font]
    return (codePoint) => faces.some((face) => face.hasGlyphForCodePoint(codePoint))
  } catch (cause) {
    throw new Error(`toPng: expected a font file (.ttf, .otf or .ttc), received ${file}. Check its path and format.`, {
      cause,
    })
  }
}
