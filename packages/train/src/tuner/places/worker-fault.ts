/** A worker that ended in the middle of a trial, or that cannot run any: no fault of the trial. */
export class WorkerFault extends Error {
  /** Whether the worker can run no trial at all, for its module or its device does not load. */
  readonly fatal: boolean

  constructor(message: string, { fatal, cause }: { fatal: boolean; cause?: unknown }) {
    super(message, { cause })
    this.fatal = fatal
  }
}
