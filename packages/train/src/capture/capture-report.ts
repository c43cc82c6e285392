/** Whether the steps of a training are replayed from a captured one. The numbers are the same either way. */
export interface CaptureReport {
  /** Whether steps are replayed at the moment, or were when the training ended. */
  active: boolean
  /** How many steps were replayed. */
  steps: number
  /** Why steps are not replayed, and what to do about it. Missing while they are. */
  reason?: string
}
