/** Scripts that the font of this package lacks, with a package of npm that has a font for each. */
const scripts = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'Japanese', 'noto-sans-jp'],
  [/\p{Script=Hangul}/u, 'Korean', 'noto-sans-kr'],
  [/\p{Script=Han}/u, 'Chinese or Japanese', 'noto-sans-jp (Japanese) or noto-sans-sc (Chinese)'],
  [/\p{Script=Arabic}/u, 'Arabic', 'noto-sans-arabic'],
  [/\p{Script=Hebrew}/u, 'Hebrew', 'noto-sans-hebrew'],
  [/\p{Script=Devanagari}/u, 'Devanagari', 'noto-sans-devanagari'],
  [/\p{Script=Bengali}/u, 'Bengali', 'noto-sans-bengali'],
  [/\p{Script=Tamil}/u, 'Tamil', 'noto-sans-tamil'],
  [/\p{Script=Thai}/u, 'Thai', 'noto-sans-thai'],
  [/\p{Script=Georgian}/u, 'Georgian', 'noto-sans-georgian'],
  [/\p{Script=Armenian}/u, 'Armenian', 'noto-sans-armenian'],
  [/\p{Extended_Pictographic}/u, 'emoji', 'noto-emoji'],
] as const

/** What the first of these characters belongs to, and where a font for it is. */
export function scriptOf(characters: readonly string[]): { script: string; font: string } {
  const text = characters.join('')
  const known = scripts.find(([pattern]) => pattern.test(text))
  return known === undefined
    ? { script: 'not in that font', font: 'https://fonts.google.com/noto' }
    : { script: known[1], font: `the npm package @expo-google-fonts/${known[2]}` }
}
