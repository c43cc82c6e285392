/** What the lesson's programs use of Node, for a page: a file is what lies at an address. */

/** @throws Error if nothing lies at the address. */
export async function access(address: string): Promise<void> {
  const { ok, status } = await fetch(address, { method: 'HEAD' })
  if (!ok) throw new Error(`Nothing lies at ${address}: HTTP ${status}.`)
}

export const join = (...parts: string[]): string => parts.join('/').replaceAll(/(?<!:)\/{2,}/g, '/')

export const basename = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1)!
