import { cleanText } from './clean-text.ts'

/** Scripts whose characters are as wide as they are high: Chinese, Japanese, Korean, and emoji. */
const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  code >= 0x1f000

/** Width of one character in units of the font size. */
function characterWidth(character: string): number {
  if (/[ijltfrI.,:;'|()[\] ]/.test(character)) return 0.34
  if (/[mwMW@%\u2026\ufffd]/.test(character)) return character === '@' || character === '\ufffd' ? 1.03 : 0.9
  if (/[A-Z#]/.test(character)) return 0.68
  const code = character.codePointAt(0)!
  // What XML forbids is written as a replacement character.
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000)) return 1.03
  if (code < 0x80) return 0.58
  if (/\p{M}|\p{Cf}/u.test(character)) return 0
  if (isWide(code)) return 1.05
  return /\p{Lu}/u.test(character) ? 0.8 : 0.64
}

/** About how many pixels wide the text is in a sans-serif font of this size. */
export function textWidth(text: string, fontSize = 12): number {
  let units = 0
  for (const character of text) units += characterWidth(character)
  return units * fontSize
}

/** What a reader sees as one character each; texts longer than any line are cut first. */
const characters = (text: string): string[] =>
  Array.from(new Intl.Segmenter().segment(text.slice(0, 2000)), ({ segment }) => segment)

/**
 * The text, cut with an ellipsis where it is wider than that many pixels: sentences at their end, names without spaces
 * before their last characters, as these tell `sensor_1` and `sensor_2` apart.
 */
export function fitText(words: string, width: number, fontSize = 12): string {
  const text = cleanText(words)
  if (text.length * 1.1 * fontSize <= width || (text.length < 2000 && textWidth(text, fontSize) <= width)) return text
  const isName = !/\s/.test(text) && width > 5 * fontSize
  const end = isName ? characters(text.slice(-20)).slice(-4).join('') : ''
  let [cut, used] = ['', textWidth(`…${end}`, fontSize)]
  for (const character of characters(text)) {
    used += textWidth(character, fontSize)
    if (used > width && cut !== '') break
    cut += character
  }
  return `${cut.trimEnd()}…${end}`
}

/** The text in at most that many lines of that many pixels; what does not fit is cut with an ellipsis. */
export function wrapText(words: string, width: number, lines: number, fontSize = 12): string[] {
  const wrapped: string[] = []
  let rest = cleanText(words).trim()
  while (wrapped.length < lines - 1 && (rest.length >= 2000 || textWidth(rest, fontSize) > width)) {
    let [end, used, fits] = [0, 0, 0]
    for (const character of characters(rest)) {
      used += textWidth(character, fontSize)
      if (used > width) break
      end += character.length
      // A line may end after a space, a comma or a hyphen, and inside names of columns after an underscore.
      if (/[\s,;/_-]$/.test(character)) fits = end
    }
    const at = fits > end / 3 ? fits : Math.max(end, 1)
    wrapped.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return [...wrapped, fitText(rest, width, fontSize)]
}
