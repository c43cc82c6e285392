/** An error in a Keras file, with advice; the loader adds the file's name. */
export class KerasFileError extends Error {
  readonly advice: string

  constructor(problem: string, advice: string, options?: ErrorOptions) {
    super(problem, options)
    this.name = 'KerasFileError'
    this.advice = advice
  }
}

const saveAgain = 'Save the model again with Keras 3.'

/** Error for an invalid Keras file. */
export function damaged(problem: string, cause?: unknown): KerasFileError {
  return new KerasFileError(problem, saveAgain, { cause })
}
