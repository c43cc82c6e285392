import type { ProgramOptions, ProgramStage } from 'program:*'
import type { BackendReport } from '@dlw/backend'
import { type LoadModule, runTypeScript } from './run-typescript.ts'

/** A cell to run: its code, the names of what it leaves behind, and what it is given. */
export interface Cell {
  source: string
  returns: readonly string[]
  options: ProgramOptions
  stage: ProgramStage
  loadModule: LoadModule
  console: object
}

/** Runs the code of a training cell, as it was shown or as the reader changed it. */
export async function runCell({
  source,
  returns,
  options,
  stage,
  loadModule,
  console,
}: Cell): Promise<Record<string, unknown>> {
  const results = returns.map((name) => `${name}: typeof ${name} === 'undefined' ? undefined : ${name}`)
  const { returned } = await runTypeScript(source, {
    loadModule: async (name) => (name === '@dlw/backend' ? reporting(await loadModule(name), stage) : loadModule(name)),
    console,
    variables: { ...options, stage },
    ending: `return { ${results.join(', ')} }`,
  })
  return returned as Record<string, unknown>
}

/** The package with a `useBackend` that tells the stage what it took. */
function reporting(backend: unknown, stage: ProgramStage): unknown {
  const { useBackend } = backend as { useBackend(options: unknown): Promise<BackendReport> }
  return {
    ...(backend as object),
    async useBackend(options: unknown) {
      const report = await useBackend(options)
      stage.backend(report)
      return report
    },
  }
}
