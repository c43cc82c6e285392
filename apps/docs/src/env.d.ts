declare module 'dlw:programs' {
  /** Each program, loaded when it is asked for. */
  export const programs: Record<string, () => Promise<{ run: import('../../episodes/src/program.ts').Program }>>
}

declare module 'dlw:sources' {
  /** The code of each program as the editor shows it. */
  export const sources: Record<string, () => Promise<{ default: string }>>
}

declare module 'dlw:cells' {
  /** For each program what its edited code needs: the function to run, and the episode's own modules. */
  export const cells: Record<string, () => Promise<{ run: string; modules: Record<string, () => Promise<unknown>> }>>
}

declare module 'dlw:reader-chunks' {
  /** Where the files lie that run the reader's code. */
  export const folder: string
  /** Each file's name, with the names of those that it needs. */
  export const needs: Readonly<Record<string, readonly string[]>>
}
