import { isNode } from '../saving/model-location.ts'
import type { PublishedWeights } from './imagenet-weights.ts'

/**
 * Downloads a file of weights once and keeps it: in Node in the user's cache folder (or `DLW_DATA_HOME`), in browsers in
 * the page's cache. What is kept is checked again when it is read; a part of a file is never taken for the whole.
 *
 * @throws Error with `cause` that names the address and where the file may be put by hand.
 */
export async function fetchWeights(caller: string, weights: PublishedWeights): Promise<ArrayBuffer> {
  return isNode() ? fetchInNode(caller, weights) : fetchInPage(caller, weights)
}

async function fetchInNode(caller: string, { url, md5 }: PublishedWeights): Promise<ArrayBuffer> {
  const { mkdir, readFile, rename, rm, writeFile } = await import('node:fs/promises')
  const { createHash } = await import('node:crypto')
  const { homedir } = await import('node:os')
  const { dirname, join, resolve } = await import('node:path')
  const { DLW_DATA_HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env
  const usual = {
    win32: join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'dlw', 'Cache'),
    darwin: join(homedir(), 'Library', 'Caches', 'dlw'),
    other: join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'dlw'),
  }
  const platform = process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'other'
  const home = DLW_DATA_HOME ? resolve(DLW_DATA_HOME) : usual[platform]
  const path = join(home, 'weights', url.slice(url.lastIndexOf('/') + 1))
  const sumOf = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')
  const kept = await readFile(path).catch(() => undefined)
  if (kept && (md5 === undefined || sumOf(kept) === md5)) return new Uint8Array(kept).buffer
  const temporary = `${path}.${process.pid}.part`
  try {
    const bytes = await download(url)
    const sum = sumOf(new Uint8Array(bytes))
    if (md5 !== undefined && sum !== md5) throw new Error(`its MD5 sum is ${sum} and not ${md5}`)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, new Uint8Array(bytes), { flush: true })
    await rename(temporary, path)
    return bytes
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {})
    throw unavailable(caller, url, cause, `Download it elsewhere and put it at ${path}, or pass its path as weights.`)
  }
}

async function fetchInPage(caller: string, { url }: PublishedWeights): Promise<ArrayBuffer> {
  const cache = await caches.open('dlw-weights').catch(() => undefined)
  const kept = await cache?.match(url)
  if (kept) return kept.arrayBuffer()
  try {
    const bytes = await download(url)
    await cache?.put(url, new Response(bytes.slice(0))).catch(() => {})
    return bytes
  } catch (cause) {
    throw unavailable(caller, url, cause, 'Download it elsewhere and pass its bytes or its new address as weights.')
  }
}

async function download(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`)
  const bytes = await response.arrayBuffer()
  const expected = Number(response.headers.get('content-length') ?? bytes.byteLength)
  if (!response.headers.get('content-encoding') && expected !== bytes.byteLength) {
    throw new Error(`only ${bytes.byteLength} of ${expected} bytes arrived`)
  }
  return bytes
}

function unavailable(caller: string, url: string, cause: unknown, advice: string): Error {
  const { message, cause: reason } = cause as Error
  const detail = reason instanceof Error ? `${message} (${reason.message})` : message
  return new Error(`${caller}: expected to download the ImageNet weights, received from ${url}: ${detail}. ${advice}`, {
    cause,
  })
}
