import type { BackendReport } from './backend-report.ts'

/** What a starter is told. */
export type StartOptions = {
  readonly threads: number | undefined
  readonly power: 'high' | 'low'
  /** Whether the user named this device: then a slow software adapter is accepted too. */
  readonly asked: boolean
}

/** Activates one device, or throws the reason why it cannot. */
export type Starter = (options: StartOptions) => Promise<Pick<BackendReport, 'kind' | 'device' | 'threads'>>
