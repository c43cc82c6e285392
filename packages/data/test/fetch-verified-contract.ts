import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fetchVerified } from '../src/files/fetch-verified.ts'
import type { DownloadProgress, LoadOptions, RemoteFile } from '../src/files/remote-file.ts'
import { type Answer, cutAfter, fileServer, sendFile, sendStatus, stallAfter } from './file-server.ts'

export const content: Uint8Array<ArrayBuffer> = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 251)

export function remoteFile(...urls: string[]): RemoteFile {
  return {
    caller: 'loadThing',
    folder: 'thing',
    name: 'thing.bin',
    urls,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }
}

/** Tests that every kind of cache must pass. `empty` returns options for an empty cache. */
export function fetchVerifiedContract(name: string, empty: () => LoadOptions): void {
  const fresh = (): LoadOptions => ({ stallTimeout: 3000, ...empty() })
  /** Responses in turn; the last one repeats. */
  const inTurn =
    (...answers: Answer[]): Answer =>
    (request, response, attempt) =>
      answers[Math.min(attempt, answers.length - 1)]!(request, response, attempt)
  const ranges = (requests: { headers: { range?: string | undefined } }[]) =>
    requests.map(({ headers }) => headers.range)

  describe(name, () => {
    it('downloads once, then takes the copy', async () => {
      const { url, requests } = await fileServer(sendFile(content))
      const options = fresh()
      expect(await fetchVerified(remoteFile(url), options)).toEqual(content)
      expect(await fetchVerified(remoteFile(url), options)).toEqual(content)
      expect(await fetchVerified(remoteFile(url), { ...options, offline: true })).toEqual(content)
      expect(requests).toHaveLength(1)
    })

    it('downloads once when many ask at the same time', async () => {
      const { url, requests } = await fileServer((request, response) =>
        setTimeout(() => sendFile(content)(request, response, 0), 50),
      )
      const options = fresh()
      const all = await Promise.all(Array.from({ length: 8 }, () => fetchVerified(remoteFile(url), options)))
      for (const one of all) expect(one).toEqual(content)
      expect(requests).toHaveLength(1)
    })

    it('shows progress up to the end', async () => {
      const { url } = await fileServer(sendFile(content))
      const seen: DownloadProgress[] = []
      await fetchVerified(remoteFile(url), { ...fresh(), onProgress: (progress) => seen.push(progress) })
      expect(seen[0]).toEqual({ file: 'thing.bin', received: 0, total: content.length })
      expect(seen.at(-1)).toEqual({ file: 'thing.bin', received: content.length, total: content.length })
      expect(seen.map(({ received }) => received)).toEqual(
        seen.map(({ received }) => received).toSorted((a, b) => a - b),
      )
    })

    it('goes on where a connection ended', async () => {
      const { url, requests } = await fileServer(inTurn(cutAfter(content, 40_000), sendFile(content)))
      expect(await fetchVerified(remoteFile(url), fresh())).toEqual(content)
      expect(ranges(requests)).toEqual([undefined, 'bytes=40000-'])
    })

    it('goes on where a connection went silent', async () => {
      const { url, requests } = await fileServer(inTurn(stallAfter(content, 30_000), sendFile(content)))
      expect(await fetchVerified(remoteFile(url), { ...fresh(), stallTimeout: 1000 })).toEqual(content)
      expect(ranges(requests)).toEqual([undefined, 'bytes=30000-'])
    })

    it('begins again when the server does not know ranges', async () => {
      const { url } = await fileServer(inTurn(cutAfter(content, 40_000), sendFile(content, { ranges: false })))
      expect(await fetchVerified(remoteFile(url), fresh())).toEqual(content)
    })

    it('begins again when the server answers 416', async () => {
      const { url, requests } = await fileServer(inTurn(cutAfter(content, 40_000), sendStatus(416), sendFile(content)))
      expect(await fetchVerified(remoteFile(url), fresh())).toEqual(content)
      expect(ranges(requests)).toEqual([undefined, 'bytes=40000-', undefined])
    })

    it('begins again when the rest that comes is another one', async () => {
      const shifted: Answer = (_, response) => {
        response.writeHead(206, { 'Content-Range': `bytes 1-${content.length - 1}/${content.length}` })
        response.end(content.subarray(1))
      }
      const { url } = await fileServer(inTurn(cutAfter(content, 40_000), shifted, sendFile(content)))
      expect(await fetchVerified(remoteFile(url), fresh())).toEqual(content)
    })

    it('downloads again what arrived damaged', async () => {
      const damaged = content.with(5, 255) as Uint8Array<ArrayBuffer>
      const { url, requests } = await fileServer(inTurn(sendFile(damaged), sendFile(content)))
      expect(await fetchVerified(remoteFile(url), fresh())).toEqual(content)
      expect(requests).toHaveLength(2)
    })

    it('waits out a server that is busy', async () => {
      const { url, requests } = await fileServer(inTurn(sendStatus(503), sendStatus(500), sendFile(content)))
      expect(await fetchVerified(remoteFile(url), fresh())).toEqual(content)
      expect(requests).toHaveLength(3)
    })

    it('follows redirects', async () => {
      const redirect: Answer = (request, response) => {
        if (request.url === '/there') sendFile(content)(request, response, 0)
        else response.writeHead(302, { Location: '/there' }).end()
      }
      const { url } = await fileServer(redirect)
      expect(await fetchVerified(remoteFile(url), fresh())).toEqual(content)
    })

    it('tries the next address after a 404', async () => {
      const missing = await fileServer(sendStatus(404))
      const { url } = await fileServer(sendFile(content))
      expect(await fetchVerified(remoteFile(missing.url, url), fresh())).toEqual(content)
      expect(missing.requests).toHaveLength(1)
    })

    it('takes a mirror for the public address', async () => {
      const { url, requests } = await fileServer(sendFile(content))
      const nowhere = remoteFile('https://nowhere.invalid/thing.bin')
      expect(await fetchVerified(nowhere, { ...fresh(), directory: `${url}/mirror/` })).toEqual(content)
      expect(requests[0]!.url).toBe('/mirror/thing.bin')
    })

    it.each<[string, Answer, string]>([
      ['404', sendStatus(404), 'HTTP 404 Not Found'],
      ['500 for good', sendStatus(500), 'HTTP 500 Internal Server Error'],
      ['always damaged', sendFile(content.with(9, 255)), 'was expected'],
      [
        'always short',
        sendFile(content.subarray(0, 500), { ranges: false }),
        'the connection ended after 500 of 100000 bytes',
      ],
      ['too long', sendFile(new Uint8Array(100_001)), 'more than the expected 100000 bytes'],
      ['redirects for ever', (_, response) => response.writeHead(302, { Location: '/' }).end(), 'redirect'],
      ['an early hang-up', (_, response) => void response.destroy(), 'fetch failed'],
    ])('says what to do after %s, and keeps nothing', async (_, answer, reason) => {
      const { url } = await fileServer(answer)
      const options = fresh()
      const error = await fetchVerified(remoteFile(url), options).catch((error: Error) => error)
      expect(error).toBeInstanceOf(Error)
      const { message } = error as Error
      expect(message).toMatch(/^loadThing: expected to download thing\.bin \(100000 bytes\), received /)
      expect(message).toContain(reason)
      expect(message).toContain(`Download ${url} by hand and put it there: `)
      await expect(fetchVerified(remoteFile(url), { ...options, offline: true })).rejects.toThrow(
        'received offline, and no sound copy in the cache. Download',
      )
    })

    it('does not touch the network offline', async () => {
      const { url, requests } = await fileServer(sendFile(content))
      await expect(fetchVerified(remoteFile(url), { ...fresh(), offline: true })).rejects.toThrow('received offline')
      expect(requests).toHaveLength(0)
    })
  })
}
