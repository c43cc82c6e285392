/** What the page asks the worker. */
export interface Start {
  program: string
  seed: number
  prefer: string
  epochs: number
  /** The address of the folder with the program's data, where the site has it. */
  data?: string | undefined
  /** The address of the `model.json` to build on, where the program does. */
  weights?: string | undefined
  /** The program as the reader changed it; the lesson's own when left out. */
  source?: string | undefined
}

/** One device that was tried, and what became of it. */
export interface Attempt {
  name: string
  ok: boolean
  reason: string
  milliseconds: number
}

/** What the worker tells the page. */
export type Message =
  | { type: 'backend'; name: string; device: string; tried: readonly Attempt[] }
  | { type: 'say'; text: string }
  | { type: 'print'; line: string }
  | {
      type: 'epoch'
      /** The name of the training. */
      training: string
      epoch: number
      epochs: number
      loss: number
      validation?: number
      kernels?: number[][]
    }
  | { type: 'done'; seconds: number; results: Record<string, unknown> }
  | { type: 'error'; message: string }
