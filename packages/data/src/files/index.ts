/**
 * File utilities for the other packages and your own: verified, cached downloads, atomic writes, and locks between
 * processes. In browsers, functions that need a disk throw and name an alternative.
 *
 * @module
 */
export {
  acquireLock,
  append,
  createFile,
  fileSize,
  joinPath,
  listFolder,
  makeFolder,
  readIfPresent,
  readLocal,
  removeFile,
  replaceFolder,
  resolvePath,
  settleFolder,
  splitPath,
  truncateFile,
  writeAtomically,
} from '#platform'
export { readZip } from './archives/read-zip.ts'
export { unpackedLimit } from './archives/unpacked-limit.ts'
export type { ZipEntry } from './archives/zip-directory.ts'
export { fetchVerified } from './fetch-verified.ts'
export { hashOf } from './hash-of.ts'
export type { AcquireLockOptions, LockHolder, ReleaseLock } from './lock.ts'
export { readSource, type Source } from './read-source.ts'
export type { DownloadProgress, LoadOptions, RemoteFile } from './remote-file.ts'
