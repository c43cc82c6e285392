import { withoutFiles } from './browser/without-files.ts'
import type * as node from './platform.node.ts'

export { createDecoder } from '../images/browser/create-decoder.ts'
export { openStore } from './browser/open-store.ts'

/** Reads all bytes at a URL, relative to the page. */
export async function readLocal(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim())
  return new Uint8Array(await response.arrayBuffer())
}

/** Streams the bytes at a URL. */
export async function streamLocal(path: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await fetch(path)
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim())
  return response.body
}

export const listFiles: typeof node.listFiles = async () => {
  throw new Error('A page cannot list a folder: pass the files of <input type="file" webkitdirectory>.')
}

const useBytes = 'Use bytes in memory, or an address such as indexeddb://name.'
export const acquireLock: typeof node.acquireLock = withoutFiles('acquireLock', 'Use navigator.locks.')
export const append: typeof node.append = withoutFiles('append', useBytes)
export const createFile: typeof node.createFile = withoutFiles('createFile', useBytes)
export const joinPath: typeof node.joinPath = withoutFiles('joinPath', useBytes)
export const listFolder: typeof node.listFolder = withoutFiles('listFolder', useBytes)
export const makeFolder: typeof node.makeFolder = withoutFiles('makeFolder', useBytes)
export const readIfPresent: typeof node.readIfPresent = withoutFiles('readIfPresent', useBytes)
export const removeFile: typeof node.removeFile = withoutFiles('removeFile', useBytes)
export const replaceFolder: typeof node.replaceFolder = withoutFiles('replaceFolder', useBytes)
export const settleFolder: typeof node.settleFolder = withoutFiles('settleFolder', useBytes)
export const resolvePath: typeof node.resolvePath = withoutFiles('resolvePath', useBytes)
export const splitPath: typeof node.splitPath = withoutFiles('splitPath', useBytes)
export const writeAtomically: typeof node.writeAtomically = withoutFiles('writeAtomically', useBytes)
export const fileSize: typeof node.fileSize = withoutFiles('fileSize', useBytes)
export const truncateFile: typeof node.truncateFile = withoutFiles('truncateFile', useBytes)
