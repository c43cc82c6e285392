import { openStore } from '#platform'
import { wrongWith } from './check-file.ts'
import { type DownloadPartOptions, downloadPart, FinalFailure } from './download-part.ts'
import type { FileStore } from './file-store.ts'
import { readSource } from './read-source.ts'
import type { LoadOptions, RemoteFile } from './remote-file.ts'

const tries = 3

/**
 * The content of a file that is published: from the folder the user names, else from the cache, else downloaded, checked by
 * size and hash, and kept in the cache. Loads of the same file at the same time, in one process or several, download
 * it once; a broken download goes on where it ended; under the final name there is only ever the checked file.
 *
 * @throws Error that says what failed, what to download by hand and where to put it.
 */
export async function fetchVerified(
  file: RemoteFile,
  { directory, cache, offline = false, onProgress, stallTimeout = 30_000 }: LoadOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  if (directory !== undefined && !isAddress(directory)) return readOwn(file, directory)
  const urls = directory === undefined ? file.urls : [joinAddress(directory, file.name)]
  const store = await openStore(file, cache)
  const checked = async (): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const content = await store.read()
    return content && !(await wrongWith(content, file)) ? content : undefined
  }
  try {
    const known = await checked()
    if (known) return known
    if (offline) throw failure(file, urls, store, ['offline, and no sound copy in the cache'])
    return await store.alone(async () => {
      // Another load may have been faster.
      const content = await checked()
      if (content) return content
      await store.remove()
      return download(file, urls, store, { onProgress, stallTimeout })
    })
  } catch (error) {
    throw isDiskError(error) ? diskFailure(file, store, error) : error
  }
}

/** Tries each address a few times; the part that a broken connection leaves is gone on with. */
async function download(
  file: RemoteFile,
  urls: readonly string[],
  store: FileStore,
  options: DownloadPartOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const reasons: string[] = []
  for (const url of urls) {
    for (let attempt = 0; attempt < tries; attempt++) {
      if (attempt > 0) await pause((options.stallTimeout / 60) * 2 ** attempt)
      try {
        await downloadPart(url, file, store, options)
        const part = await store.readPart()
        const wrong = await wrongWith(part, file)
        if (!wrong) {
          await store.keepPart()
          return part
        }
        await store.removePart()
        reasons.push(`${url}: ${wrong}`)
      } catch (error) {
        if (isDiskError(error)) throw error
        reasons.push(`${url}: ${reasonOf(error)}`)
        if (error instanceof FinalFailure) break
      }
    }
  }
  throw failure(file, urls, store, reasons)
}

async function readOwn(file: RemoteFile, directory: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = `${directory.replace(/[\\/]+$/, '')}/${file.name}`
  const advice = `Download ${file.urls[0]} and put it there as ${file.name}, or leave out directory.`
  const content = await readSource(path).catch((cause: unknown) => {
    throw new Error(`${file.caller}: expected ${file.name} in directory=${directory}, received none. ${advice}`, {
      cause,
    })
  })
  const wrong = await wrongWith(content, file)
  if (wrong)
    throw new Error(
      `${file.caller}: expected the published ${file.name} in directory=${directory}, received ${wrong}. ${advice}`,
    )
  return content
}

function failure(file: RemoteFile, urls: readonly string[], store: FileStore, reasons: readonly string[]): Error {
  return new Error(
    `${file.caller}: expected to download ${sized(file)}, received ${[...new Set(reasons)].join('; ')}. ` +
      `Download ${urls[0]} by hand and put it there: ${store.place} — or ${file.alternative ?? 'pass its folder as { directory }'}.`,
  )
}

function diskFailure(file: RemoteFile, store: FileStore, cause: unknown): Error {
  return new Error(
    `${file.caller}: expected to write ${sized(file)} to ${store.place}, received ${reasonOf(cause)}. Make room or pass another folder as { cache } or DLW_DATA_HOME.`,
    { cause },
  )
}

/** The name of a file with its size where that is known. */
const sized = ({ name, bytes }: RemoteFile): string => (bytes === undefined ? name : `${name} (${bytes} bytes)`)
const isAddress = (text: string): boolean => /^https?:\/\//.test(text)
const joinAddress = (folder: string, name: string): string => `${folder.replace(/\/+$/, '')}/${name}`
const isDiskError = (error: unknown): boolean =>
  error instanceof Error &&
  /^E(ACCES|PERM|ROFS|NOSPC|DQUOT|ISDIR|NOTDIR|EXIST|NAMETOOLONG)$/.test(String((error as { code?: unknown }).code))

/** What failed, with what lies beneath: fetch itself only says that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error
    ? `${error.message} (${error.cause.message || (error.cause as { code?: string }).code})`
    : error.message
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
