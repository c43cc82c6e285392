/** Options of {@link augmentImages}. What is left out does not change. */
export interface AugmentImagesOptions {
  /** Seed of all that is drawn; take another one each epoch. */
  seed: number
  /** Mirrors half of the images: left and right, up and down, or each of the two. */
  flip?: 'horizontal' | 'vertical' | 'both'
  /** Turns by up to this many degrees, either way. */
  rotate?: number
  /** Enlarges or reduces by up to this share: 0.2 gives factors from 0.8 to 1.2. */
  zoom?: number
  /** Moves by up to this share of the width and of the height, any way. */
  translate?: number
  /** Cuts out this height and width at a random place; images become that small. */
  crop?: readonly [height: number, width: number]
  /** Multiplies the distance from the mean by up to this share more or less. */
  contrast?: number
  /** Adds up to this share of 255, or takes it away. */
  brightness?: number
  /** Paints a rectangle of up to this share of each side in the image's mean colour. */
  erase?: number
}
