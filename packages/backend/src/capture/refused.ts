/** Why a function cannot be captured, as a sentence that says what to do. */
export class CaptureRefused extends Error {
  /** @param message One sentence. */
  constructor(message: string) {
    super(message)
    this.name = 'CaptureRefused'
  }
}
