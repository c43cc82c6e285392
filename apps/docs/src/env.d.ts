declare module 'program:*' {
  /** What a program made of an episode's regions finds as variables. */
  export interface ProgramOptions {
    seed: number
    device: import('@dlw/backend').UseBackendOptions
    epochs: number
    /** Episodes ask for it; a page never trains less than it says. */
    quick: false
    /** The address of a folder with the program's data, or `synthetic`. */
    data: string | undefined
    /** The address of a `model.json` to build on. */
    weights: string | undefined
  }

  /** Where a program performs. */
  export interface ProgramStage {
    progress(): import('@dlw/train').Callback
    say(sentence: string): void
    backend(report: import('@dlw/backend').BackendReport): void
  }

  export function run(options: ProgramOptions, stage: ProgramStage): Promise<Record<string, unknown>>
}

declare module 'dlw:programs' {
  /** Each program, loaded when it is asked for. */
  export const programs: Record<string, () => Promise<typeof import('program:*')>>
}

declare module 'dlw:sources' {
  /** The code of each program as the editor shows it. */
  export const sources: Record<string, () => Promise<{ default: string }>>
}

declare module 'dlw:cells' {
  /** For each program what its edited code needs: the names it leaves behind, and the episode's own modules. */
  export const cells: Record<
    string,
    () => Promise<{ returns: readonly string[]; modules: Record<string, () => Promise<unknown>> }>
  >
}

declare module 'dlw:reader-chunks' {
  /** Where the files lie that run the reader's code. */
  export const folder: string
  /** Each file's name, with the names of those that it needs. */
  export const needs: Readonly<Record<string, readonly string[]>>
}
