/** What is wrong with a Keras file, and what to do about it; the loader puts the file's name in front. */
export class KerasFileError extends Error {
  readonly advice: string

  constructor(problem: string, advice: string, options?: ErrorOptions) {
    super(problem, options)
    this.name = 'KerasFileError'
    this.advice = advice
  }
}

const saveAgain = 'Save the model again with Keras 3.'

/** The file is not what it should be. */
export function damaged(problem: string, cause?: unknown): KerasFileError {
  return new KerasFileError(problem, saveAgain, { cause })
}
