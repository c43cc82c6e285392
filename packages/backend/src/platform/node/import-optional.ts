import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Imports a package that the app may or may not have installed: from the app's folder, else from ours.
 *
 * @throws Error that says how to install it, if it is in neither; any other error as it comes.
 */
export async function importOptional(name: string): Promise<unknown> {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url]) {
    let file: string
    try {
      file = createRequire(from).resolve(name)
    } catch {
      continue
    }
    const address = pathToFileURL(file).href
    return import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ address)
  }
  throw new Error(`${name} is not installed. To use it: npm install ${name}`)
}
