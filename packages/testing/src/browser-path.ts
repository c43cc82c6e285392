import { existsSync } from 'node:fs'

/** Where Chromium is installed, for tests in a browser; undefined where it is not. */
export const browserPath: string | undefined = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path))
