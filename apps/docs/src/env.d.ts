declare module 'program:*' {
  /** What the reader asks of a program made of an episode's regions. */
  export interface ProgramOptions {
    seed: number
    device: import('@dlw/backend').UseBackendOptions
    epochs: number
  }

  export function run(
    options: ProgramOptions,
    stage: {
      progress(): import('@dlw/train').Callback
      backend(report: import('@dlw/backend').BackendReport): void
    },
  ): Promise<Record<string, unknown>>
}
