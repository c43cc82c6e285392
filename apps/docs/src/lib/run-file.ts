/** Where a recorded result comes from. */
export interface Provenance {
  seed: number
  backend: string
  node: string
  tfjs: string
  date: string
  seconds: number
  /** A hash of the program's sources: another program needs another recording. */
  sources: string
}

/** One recorded run: everything that the pages show of it. */
export interface Run {
  name: string
  provenance: Provenance
  /** Numbers by name, as `--json` prints them. */
  numbers: Record<string, unknown>
  /** Texts by name. */
  outputs: Record<string, string>
  figures: Record<string, { caption: string; svg: string }>
  /** Losses epoch by epoch, by the label of the training. */
  curves: Record<string, number[]>
}
