import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { parseNpy } from '../arrays/parse-npy.ts'
import { fetchVerified } from '../files/fetch-verified.ts'
import { type LoadOptions, loadOptions } from '../files/remote-file.ts'
import { type ImageSet, type ImageSplit, toImageSet } from '../images/image-set.ts'
import { dollarStreetClasses, dollarStreetFiles } from './dollar-street-files.ts'

/**
 * Dollar Street 10: photographs of ten kinds of household things from homes around the world, 878 to train on and 293
 * to test with, 64 × 64 pixels, red, green and blue.
 *
 * The four files (58 MB) are downloaded once, checked, and kept in the user's cache; a folder that holds them already
 * can be named as `directory`. Source, licence (CC BY 4.0) and what to mind: `datasets/dollar-street-10/card.json`.
 *
 * @throws Error when a file is not available; it says what to download and where to put it.
 *
 * @example
 * ```ts
 * import { loadDollarStreet } from '@dlw/data'
 *
 * const { train, test, classes } = await loadDollarStreet()
 * train.images.shape // → [878, 64, 64, 3]
 * test.images.shape // → [293, 64, 64, 3]
 * classes.length // → 10
 * ```
 */
export async function loadDollarStreet(options: LoadOptions = {}): Promise<ImageSplit> {
  rejectUnknownOptions('loadDollarStreet', options, loadOptions)
  const part = async (name: 'train' | 'test'): Promise<ImageSet> => {
    const [images, labels] = dollarStreetFiles[name]
    return toImageSet(
      parseNpy(await fetchVerified(images, options)),
      parseNpy(await fetchVerified(labels, options)),
      dollarStreetClasses,
      'loadDollarStreet',
    )
  }
  return { train: await part('train'), test: await part('test'), classes: [...dollarStreetClasses] }
}
