/** Options of {@link augmentImages}. Omitted augmentations are not applied. */
export interface AugmentImagesOptions {
  /** Random seed; use a different one each epoch. */
  seed: number
  /** Flips half of the images: left-right, up-down, or each independently. */
  flip?: 'horizontal' | 'vertical' | 'both'
  /** Rotates by up to this many degrees in either direction. */
  rotate?: number
  /** Zooms by up to this fraction in or out: 0.2 draws factors from 0.8 to 1.2. */
  zoom?: number
  /** Shifts by up to this fraction of the width and height in any direction. */
  translate?: number
  /** Crops to this height and width at a random position. */
  crop?: readonly [height: number, width: number]
  /** Changes contrast by up to this fraction: scales the distance from the mean. */
  contrast?: number
  /** Changes brightness: adds or subtracts up to this fraction of 255. */
  brightness?: number
  /** Fills a rectangle of up to this fraction of each side with the image's mean colour. */
  erase?: number
}
