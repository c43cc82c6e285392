import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Folders in which systems keep fonts. */
const folders = (): string[] => [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  join(homedir(), '.local', 'share', 'fonts'),
  join(homedir(), '.fonts'),
  '/System/Library/Fonts',
  '/Library/Fonts',
  join(homedir(), 'Library', 'Fonts'),
  join(process.env.WINDIR ?? 'C:\\Windows', 'Fonts'),
]

/** The font files of the system, in the order of their names. */
export async function systemFontFiles(): Promise<string[]> {
  const found = await Promise.all(
    folders().map(async (folder) => {
      const names = await readdir(folder, { recursive: true }).catch(() => [])
      return names.filter((name) => /\.(ttf|otf|ttc)$/i.test(name)).map((name) => join(folder, name))
    }),
  )
  return found.flat().sort()
}
