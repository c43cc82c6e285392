import type { FileStore } from './file-store.ts'
import type { DownloadProgress, RemoteFile } from './remote-file.ts'

/** What {@link downloadPart} is told. */
export interface DownloadPartOptions {
  onProgress?: ((progress: DownloadProgress) => void) | undefined
  stallTimeout: number
  /** Called for each piece: keeps the lock fresh. */
  stillHere: () => Promise<void>
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
  { onProgress, stallTimeout, stillHere }: DownloadPartOptions,
): Promise<void> {
  let position = await store.partSize()
  if (position >= file.bytes) {
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
    const report = (): void => onProgress?.({ file: file.name, received: position, total: file.bytes })
    report()
    const reader = response.body!.getReader()
    for (;;) {
      wait()
      const { done, value } = await reader.read()
      if (done) break
      if (position + value.byteLength > file.bytes) {
        await reader.cancel()
        await store.removePart()
        throw new FinalFailure(`more than the expected ${file.bytes} bytes`)
      }
      await store.writePart(value, position)
      position += value.byteLength
      await stillHere()
      report()
    }
  } finally {
    clearTimeout(timer)
  }
  if (position < file.bytes) throw new Error(`the connection ended after ${position} of ${file.bytes} bytes`)
}

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
