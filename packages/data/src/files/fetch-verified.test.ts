import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '@dlw/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { content, fetchVerifiedContract, remoteFile } from '../../test/fetch-verified-contract.ts'
import { cutAfter, fileServer, sendFile } from '../../test/file-server.ts'
import { fetchVerified } from './fetch-verified.ts'
import { cacheFolder } from './node/cache-folder.ts'

afterEach(() => vi.unstubAllEnvs())

fetchVerifiedContract('fetchVerified on disk', () => ({ cache: temporaryDirectory() }))

describe('fetchVerified in Node', () => {
  it('leaves the checked file in the cache and nothing else', async () => {
    const cache = temporaryDirectory()
    const { url } = await fileServer(sendFile(content))
    await fetchVerified(remoteFile(url), { cache })
    expect(readdirSync(join(cache, 'thing'))).toEqual(['thing.bin'])
    expect(new Uint8Array(readFileSync(join(cache, 'thing/thing.bin')))).toEqual(content)
  })

  it('goes on with the part that an earlier process left', async () => {
    const cache = temporaryDirectory()
    let whole = false
    const { url, requests } = await fileServer((request, response, attempt) =>
      whole ? sendFile(content)(request, response, attempt) : cutAfter(content, 25_000)(request, response, attempt),
    )
    await expect(fetchVerified(remoteFile(url), { cache, stallTimeout: 1000 })).rejects.toThrow('by hand')
    expect(existsSync(join(cache, 'thing/thing.bin'))).toBe(false)
    whole = true
    expect(await fetchVerified(remoteFile(url), { cache })).toEqual(content)
    expect(requests.at(-1)!.headers.range).toBe('bytes=25000-')
    expect(readdirSync(join(cache, 'thing'))).toEqual(['thing.bin'])
  })

  it('downloads again what was damaged in the cache', async () => {
    const cache = temporaryDirectory()
    const { url, requests } = await fileServer(sendFile(content))
    await fetchVerified(remoteFile(url), { cache })
    writeFileSync(join(cache, 'thing/thing.bin'), content.subarray(0, 10))
    expect(await fetchVerified(remoteFile(url), { cache })).toEqual(content)
    expect(requests).toHaveLength(2)
  })

  it('takes over the lock of a process that died', async () => {
    const cache = temporaryDirectory()
    mkdirSync(join(cache, 'thing'))
    const { hostname } = await import('node:os')
    // A process that has ended: its number is free.
    const dead = spawn(process.execPath, ['-e', ''])
    await new Promise((ended) => dead.on('exit', ended))
    writeFileSync(join(cache, 'thing/thing.bin.lock'), JSON.stringify({ host: hostname(), pid: dead.pid }))
    const { url } = await fileServer(sendFile(content))
    expect(await fetchVerified(remoteFile(url), { cache })).toEqual(content)
  })

  it('downloads once for several processes', async () => {
    const cache = temporaryDirectory()
    const { url, requests } = await fileServer((request, response) =>
      setTimeout(() => sendFile(content)(request, response, 0), 300),
    )
    const program = `
      const { fetchVerified } = await import(${JSON.stringify(new URL('./fetch-verified.ts', import.meta.url).href)})
      const content = await fetchVerified(${JSON.stringify(remoteFile(url))}, ${JSON.stringify({ cache })})
      process.stdout.write(String(content.length))`
    const outputs = Array.from({ length: 3 }, async () => {
      const child = spawn(
        process.execPath,
        ['--conditions=@dlw/source', '--experimental-strip-types', '--input-type=module', '-e', program],
        { cwd: fileURLToPath(new URL('../..', import.meta.url)) },
      )
      let output = ''
      child.stdout.on('data', (text) => (output += text))
      await new Promise((ended) => child.on('exit', ended))
      return output
    })
    expect(await Promise.all(outputs)).toEqual(['100000', '100000', '100000'])
    expect(requests).toHaveLength(1)
  })

  it('reads from the folder that the user names, and checks it', async () => {
    const directory = temporaryDirectory()
    const file = remoteFile('https://nowhere.invalid/thing.bin')
    await expect(fetchVerified(file, { directory })).rejects.toThrow(
      `loadThing: expected thing.bin in directory=${directory}, received none. Download https://nowhere.invalid/thing.bin and put it there as thing.bin, or leave out directory.`,
    )
    writeFileSync(join(directory, 'thing.bin'), content)
    expect(await fetchVerified(file, { directory })).toEqual(content)
    writeFileSync(join(directory, 'thing.bin'), content.subarray(1))
    await expect(fetchVerified(file, { directory })).rejects.toThrow(
      `expected the published thing.bin in directory=${directory}, received 99999 bytes where 100000 were expected.`,
    )
  })

  it('keeps its files where DLW_DATA_HOME says', async () => {
    const home = temporaryDirectory()
    vi.stubEnv('DLW_DATA_HOME', home)
    const { url } = await fileServer(sendFile(content))
    await fetchVerified(remoteFile(url))
    expect(existsSync(join(home, 'thing/thing.bin'))).toBe(true)
  })

  it.each([
    ['linux', { XDG_CACHE_HOME: '/c' }, '/c/dlw'],
    ['darwin', {}, 'Library/Caches/dlw'],
    ['win32', { LOCALAPPDATA: '/l' }, '/l/dlw/Cache'],
  ])('uses the cache folder of %s', (platform, env, folder) => {
    vi.stubEnv('DLW_DATA_HOME', '')
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    vi.spyOn(process, 'platform', 'get').mockReturnValue(platform as NodeJS.Platform)
    expect(cacheFolder().replaceAll('\\', '/')).toMatch(new RegExp(`${folder}$`))
  })

  it('says so when the cache cannot be written', async () => {
    const { url, requests } = await fileServer(sendFile(content))
    const file = join(temporaryDirectory(), 'a-file')
    writeFileSync(file, '')
    await expect(fetchVerified(remoteFile(url), { cache: file })).rejects.toThrow(
      /^loadThing: expected to write thing\.bin \(100000 bytes\) to .*, received E\w+: .*\. Make room or pass another folder as { cache } or DLW_DATA_HOME\.$/,
    )
    expect(requests).toHaveLength(0)
  })

  it('says so when the disk is full, and leaves no file under the final name', async () => {
    const { url, requests } = await fileServer(sendFile(content))
    const cache = temporaryDirectory()
    vi.resetModules()
    vi.doMock('#platform', async (original) => {
      const platform = await original<typeof import('./platform.node.ts')>()
      return {
        ...platform,
        openStore: async (...of: Parameters<typeof platform.openStore>) => ({
          ...(await platform.openStore(...of)),
          writePart: async () => {
            throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
          },
        }),
      }
    })
    const full = await import('./fetch-verified.ts')
    await expect(full.fetchVerified(remoteFile(url), { cache })).rejects.toThrow(
      /received ENOSPC: no space left on device, write\. Make room or pass another folder/,
    )
    expect(requests).toHaveLength(1)
    expect(readdirSync(join(cache, 'thing'))).toEqual([])
    vi.doUnmock('#platform')
  })
})
