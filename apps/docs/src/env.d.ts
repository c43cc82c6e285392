declare module 'program:*' {
  /** What the reader asks of a program made of an episode's regions. */
  export interface ProgramOptions {
    seed: number
    device: import('@dlw/backend').UseBackendOptions
    epochs: number
    /** The address of a folder with the program's data. */
    data: string | undefined
  }

  export function run(
    options: ProgramOptions,
    stage: {
      progress(): import('@dlw/train').Callback
      backend(report: import('@dlw/backend').BackendReport): void
    },
  ): Promise<Record<string, unknown>>
}
