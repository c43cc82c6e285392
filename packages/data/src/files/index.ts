/**
 * Files for the packages above, and for yours: downloads that are checked and kept, writes that are whole or not there,
 * and locks between processes. In pages, what needs a disk throws and says what to use.
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
  splitPath,
  truncateFile,
  writeAtomically,
} from '#platform'
export { fetchVerified } from './fetch-verified.ts'
export { hashOf } from './hash-of.ts'
export type { AcquireLockOptions, LockHolder, ReleaseLock } from './lock.ts'
export { readSource, type Source } from './read-source.ts'
export type { DownloadProgress, LoadOptions, RemoteFile } from './remote-file.ts'
