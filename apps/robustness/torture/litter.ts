import { readdirSync } from 'node:fs'

/** What no program may leave behind once it has ended well. */
export function litterIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:partial|new|old|lock|takeover|part)$/.test(name),
  )
}
