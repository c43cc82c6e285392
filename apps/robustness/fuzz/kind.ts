import type { Random } from '@dlw/data'

/** A kind of file, and what reads it. */
export interface Kind {
  /** Genuine files, from which damaged ones are made. */
  files: readonly Uint8Array[]
  /** Damage that keeps to the structure of the files: it gets past the checks that random bytes fail. */
  damage?: readonly ((file: Uint8Array, random: Random) => Uint8Array)[]
  /** Reads a file. A model must be disposed by then. */
  read(bytes: Uint8Array): unknown
  /**
   * What is wrong with a result, if anything.
   *
   * @param original The result for the genuine file, where its bytes alone were damaged.
   */
  wrong?(result: unknown, original?: unknown): string | undefined
  /** Whether any change of bytes that is accepted must give the genuine result, for the format has checksums. */
  isChecked?: boolean
}

/** Makes a kind in the process that uses it. */
export type MakeKind = () => Kind | Promise<Kind>

/** Something a reader must never do. */
export interface Finding {
  kind: string
  seed: number
  index: number
  what: string
}
