import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The folder for files that can be downloaded again: `DLW_DATA_HOME`, else `dlw` in the platform's cache folder. */
export function cacheFolder(): string {
  const { DLW_DATA_HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env
  if (DLW_DATA_HOME) return resolve(DLW_DATA_HOME)
  if (process.platform === 'win32') return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'dlw', 'Cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dlw')
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'dlw')
}
