/** What the lesson's networks for images have in common. */
export interface NetworkOptions {
  /** Height, width and channels of a picture. */
  inputs: readonly [number, number, number]
  /** How many classes. */
  outputs: number
  seed: number
}
