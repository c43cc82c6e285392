/** Where one downloaded file is kept: on disk in Node, in the Cache API in browsers. */
export interface FileStore {
  /** Where it lies, for people. */
  readonly place: string
  /** The complete file, or undefined. */
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Forgets the complete file. */
  remove(): Promise<void>
  /** Runs `task` while no other load of this file, in any process, does. */
  alone<Result>(task: () => Promise<Result>): Promise<Result>
  /** How many bytes an earlier, broken download left. */
  partSize(): Promise<number>
  /** Adds to the part, or begins it again. */
  writePart(chunk: Uint8Array<ArrayBuffer>, position: number): Promise<void>
  /** Throws the part away. */
  removePart(): Promise<void>
  /** Everything that the part holds. */
  readPart(): Promise<Uint8Array<ArrayBuffer>>
  /** Makes the part the complete file, all at once. */
  keepPart(): Promise<void>
}
