import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { create } from 'fontkitten'
import { drawnTexts, fontCharacters } from './drawn-texts.ts'
import { scriptOf } from './script-of.ts'

/** The family of the font that this package depends on. */
export const ownFamily = 'Roboto Flex'

/**
 * The font files that draw the words of an SVG: the one of this package, and those given.
 *
 * @throws RangeError when a character is in none of them, or joined letters would need several in one text; Error when a file is no font.
 */
export async function fontFiles(svg: string, given: readonly (string | URL)[], isChecked: boolean): Promise<string[]> {
  const own = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/roboto-flex/400Regular/RobotoFlex_400Regular.ttf',
  )
  const files = [own, ...given.map((font) => (font instanceof URL ? fileURLToPath(font) : font))]
  // Every font has what ASCII has: most figures need no look into a file.
  const texts = drawnTexts(svg).filter((text) => /[^\0-\x7e]/.test(text))
  const fonts = await Promise.all((texts.length > 0 ? files : files.slice(1)).map(readFont))
  if (isChecked) checkTexts(texts, fonts)
  return files
}

type HasCharacter = (character: string) => boolean

/** Scripts whose letters join or change their order: one font must draw the whole of a text that has any. */
const joined =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]/u

function checkTexts(texts: readonly string[], fonts: readonly HasCharacter[]): void {
  const which = fonts.length === 1 ? `${ownFamily} lacks` : 'the fonts lack'
  const help = 'Pass the path of a .ttf file in fonts, for instance of'
  const missing = fontCharacters(texts.join('')).filter((character) => !fonts.some((has) => has(character)))
  if (missing.length > 0) {
    const { script, font } = scriptOf(missing)
    throw new RangeError(
      `toPng: expected a font for every character, received "${missing.slice(0, 20).join('')}" (${script}), which ${which}. ${help} ${font}, or systemFonts: true.`,
    )
  }
  const mixed = texts.find((text) => joined.test(text) && !fonts.some((has) => fontCharacters(text).every(has)))
  if (mixed !== undefined) {
    throw new RangeError(
      `toPng: expected one font for all of a text with joined letters, received "${mixed}", of which each font has a part only. Write its scripts in texts of their own, or pass a font that has them all.`,
    )
  }
}

/** Reads which characters a font has. */
async function readFont(file: string): Promise<HasCharacter> {
  try {
    const font = create(await readFile(file))
    const faces = 'fonts' in font ? font.fonts : [font]
    return (character) => faces.some((face) => face.hasGlyphForCodePoint(character.codePointAt(0)!))
  } catch (cause) {
    throw new Error(`toPng: expected a font file (.ttf, .otf or .ttc), received ${file}. Check its path and format.`, {
      cause,
    })
  }
}
