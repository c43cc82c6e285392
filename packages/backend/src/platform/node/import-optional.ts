import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * The address of a package that the app may or may not have installed: in the app's folder, else in ours.
 *
 * @throws Error that says how to install it, if it is in neither.
 */
export function findOptional(name: string): string {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url]) {
    try {
      return pathToFileURL(createRequire(from).resolve(name)).href
    } catch {}
  }
  throw new Error(`${name} is not installed. To use it: npm install ${name}`)
}

/**
 * Imports a package that the app may or may not have installed.
 *
 * @throws Error that says how to install it, if it is not there; any other error as it comes.
 */
export async function importOptional(name: string): Promise<unknown> {
  const address = findOptional(name)
  return import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ address)
}
