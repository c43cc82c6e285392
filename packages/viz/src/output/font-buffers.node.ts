import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { create } from 'fontkitten'
import { drawnTexts, fontCharacters } from './drawn-texts.ts'
import { scriptOf } from './script-of.ts'
import { systemFontFiles } from './system-font-files.node.ts'

/** The family of the font that this package carries. */
export const ownFamily = 'Roboto Flex'

interface FontSources {
  /** The font that this package carries. */
  own: Uint8Array
  /** Paths of fonts for other characters. */
  given: readonly (string | URL)[]
  /** Whether the system's fonts are looked through for characters that all of these lack. */
  systemFonts: boolean
}

/**
 * Reads the fonts that draw the words of an SVG: the one of this package, those given, and those of the system that are
 * needed.
 *
 * @throws RangeError when a character is in none of them, or joined letters would need several in one text; Error when a
 * file is no font.
 */
export async function fontBuffers(svg: string, { own, given, systemFonts }: FontSources): Promise<Uint8Array[]> {
  const paths = given.map((font) => (font instanceof URL ? fileURLToPath(font) : font))
  const buffers = [own, ...(await Promise.all(paths.map(readFont)))]
  // Every font has what ASCII has: most figures need no look into one.
  const texts = drawnTexts(svg).filter((text) => /[^\0-\x7e]/.test(text))
  const fonts = (texts.length > 0 ? buffers : buffers.slice(1)).map((bytes, index) =>
    charactersOf(bytes, paths[index - (texts.length > 0 ? 1 : 0)] ?? ownFamily),
  )
  if (systemFonts) {
    for await (const { bytes, has } of neededOfSystem(texts, fonts)) {
      buffers.push(bytes)
      fonts.push(has)
    }
  }
  checkTexts(texts, fonts)
  return buffers
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

/** Fonts of the system, as long as characters are missing. */
async function* neededOfSystem(
  texts: readonly string[],
  fonts: readonly HasCharacter[],
): AsyncGenerator<{ bytes: Uint8Array; has: HasCharacter }> {
  const all = fontCharacters(texts.join(''))
  let missing = all.filter((character) => !fonts.some((has) => has(character)))
  if (missing.length === 0) return
  for (const path of await systemFontFiles()) {
    const found = await readFont(path).then(
      (bytes) => ({ bytes, has: charactersOf(bytes, path) }),
      () => undefined,
    )
    if (!found || !missing.some(found.has)) continue
    yield found
    missing = missing.filter((character) => !found.has(character))
    if (missing.length === 0) return
  }
}

async function readFont(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (cause) {
    throw notAFont(path, cause)
  }
}

/** Reads which characters a font has. */
function charactersOf(bytes: Uint8Array, name: string): HasCharacter {
  try {
    const font = create(Buffer.from(bytes))
    const faces = 'fonts' in font ? font.fonts : [font]
    return (character) => faces.some((face) => face.hasGlyphForCodePoint(character.codePointAt(0)!))
  } catch (cause) {
    throw notAFont(name, cause)
  }
}

const notAFont = (path: string, cause: unknown): Error =>
  new Error(`toPng: expected a font file (.ttf, .otf or .ttc), received ${path}. Check its path and format.`, {
    cause,
  })
