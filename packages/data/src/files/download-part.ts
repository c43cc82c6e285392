import type { FileStore } from './file-store.ts'
import type { DownloadProgress, RemoteFile } from './remote-file.ts'

/** What {@link downloadPart} is told. */
export interface DownloadPartOptions {
  onProgress?: ((progress: DownloadProgress) => void) | undefined
  stallTimeout: number
}

/** A failure that another try of the same address cannot cure. */
export class FinalFailure extends Error {}

/**
 * Downloads what the store's part still lacks. Goes on where an earlier try ended when the server allows it.
 *
 * @throws FinalFailure for an answer that will not change (404 …), Error for one that may.
 */
export async function downloadPart(
  url: string,
  file: RemoteFile,
  store: FileStore,
  { onProgress, stallTimeout }: DownloadPartOptions,
): Promise<void> {
  let position = await store.partSize()
  let total = file.bytes ?? Number.NaN
  if (file.bytes !== undefined && position >= file.bytes) {
    await store.removePart()
    position = 0
  }
  const stall = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => stall.abort(new Error(`no byte for ${stallTimeout / 1000} s`)), stallTimeout)
  }
  wait()
  try {
    const response = await fetch(url, {
      signal: stall.signal,
      headers: { 'Accept-Encoding': 'identity', ...(position > 0 && { Range: `bytes=${position}-` }) },
    })
    position = await startOf(response, position, store)
    total = file.bytes ?? position + bodySize(response)
    const report = (): void => onProgress?.({ file: file.name, received: position, total })
    report()
    const reader = response.body!.getReader()
    for (;;) {
      wait()
      const { done, value } = await reader.read()
      if (done) break
      if (position + value.byteLength > total) {
        await reader.cancel()
        await store.removePart()
        throw new FinalFailure(`more than the expected ${total} bytes`)
      }
      await store.writePart(value, position)
      position += value.byteLength
      report()
    }
  } finally {
    clearTimeout(timer)
  }
  if (position < total) throw new Error(`the connection ended after ${position} of ${total} bytes`)
}

/** How many bytes the answer's body has; NaN where the server does not say, or says it of a compressed form. */
const bodySize = ({ headers }: Response): number =>
  headers.has('Content-Encoding') ? Number.NaN : Number(headers.get('Content-Length') ?? Number.NaN)

/** From which byte on the answer's body goes. */
async function startOf(response: Response, asked: number, store: FileStore): Promise<number> {
  if (response.status === 206) {
    const from = Number(/^bytes (\d+)-/.exec(response.headers.get('Content-Range') ?? '')?.[1] ?? asked)
    if (from === asked) return asked
  }
  if (response.status === 200) return 0
  await response.body?.cancel()
  if (response.status === 206 || response.status === 416) {
    await store.removePart()
    throw new Error(`HTTP ${response.status}: the server cannot go on from byte ${asked}`)
  }
  const words = `HTTP ${response.status} ${response.statusText}`.trim()
  throw response.status >= 500 || response.status === 408 || response.status === 429
    ? new Error(words)
    : new FinalFailure(words)
}
