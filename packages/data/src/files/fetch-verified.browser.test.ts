import { beforeEach, expect, it, vi } from 'vitest'
import { content, fetchVerifiedContract, remoteFile } from '../../test/fetch-verified-contract.ts'
import { fileServer, sendFile } from '../../test/file-server.ts'
import { fetchVerified } from './fetch-verified.ts'

vi.mock('#platform', () => import('./platform.browser.ts'))

/** The Cache API, as far as it is used. */
class FakeCaches {
  readonly shelves = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>()

  async open(name: string) {
    const shelf = this.shelves.get(name) ?? new Map<string, Uint8Array<ArrayBuffer>>()
    this.shelves.set(name, shelf)
    return {
      match: async (key: string) => (shelf.has(key) ? new Response(shelf.get(key)) : undefined),
      put: async (key: string, response: Response) => void shelf.set(key, new Uint8Array(await response.arrayBuffer())),
      delete: async (key: string) => shelf.delete(key),
    }
  }
}

beforeEach(() => {
  vi.stubGlobal('caches', new FakeCaches())
  return () => vi.unstubAllGlobals()
})

fetchVerifiedContract('fetchVerified in a browser', () => ({}))

it('loads without a cache where the page has none', async () => {
  vi.stubGlobal('caches', undefined)
  const { url, requests } = await fileServer(sendFile(content))
  expect(await fetchVerified(remoteFile(url))).toEqual(content)
  expect(await fetchVerified(remoteFile(url))).toEqual(content)
  expect(requests).toHaveLength(2)
})
