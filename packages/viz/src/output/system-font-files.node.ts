import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Font folders of operating systems. */
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

/** Lists the system's font files, sorted by name. */
export async function systemFontFiles(): Promise<string[]> {
  const found = await Promise.all(
    folders().map(async (folder) => {
      const names = await readdir(folder, { recursive: true }).catch(() => [])
      return names.filter((name) => /\.(ttf|otf|ttc)$/i.test(name)).map((name) => join(folder, name))
    }),
  )
  return found.flat().sort()
}
