/** The worker's end of the line to the thread that started it. */
export interface WorkerPort {
  /** Posts a message, and moves the buffers with it. */
  post(message: unknown, buffers: ArrayBuffer[]): void
  listen(hear: (message: unknown) => void): void
}
