/** Where one downloaded file is kept: on disk in Node, in the Cache API in browsers. */
export interface FileStore {
  /** Location of the file, for error messages. */
  readonly place: string
  /** Reads the complete file, or returns undefined. */
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Deletes the complete file. */
  remove(): Promise<void>
  /** Runs `task` under an exclusive lock on this file across processes. */
  alone<Result>(task: () => Promise<Result>): Promise<Result>
  /** Size in bytes of the partial file left by an interrupted download. */
  partSize(): Promise<number>
  /** Appends to the partial file, or starts it again. */
  writePart(chunk: Uint8Array<ArrayBuffer>, position: number): Promise<void>
  /** Deletes the partial file. */
  removePart(): Promise<void>
  /** Reads the whole partial file. */
  readPart(): Promise<Uint8Array<ArrayBuffer>>
  /** Turns the partial file into the complete file atomically. */
  keepPart(): Promise<void>
}
