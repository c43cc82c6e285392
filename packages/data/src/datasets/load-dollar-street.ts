import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { parseNpy } from '../arrays/parse-npy.ts'
import { fetchVerified } from '../files/fetch-verified.ts'
import { type LoadOptions, loadOptions } from '../files/remote-file.ts'
import { type ImageSet, type ImageSplit, toImageSet } from '../images/image-set.ts'
import { dollarStreetClasses, dollarStreetFiles } from './dollar-street-files.ts'

/**
 * Loads Dollar Street 10: RGB photographs of ten kinds of household items from homes around the world, 64 × 64 pixels,
 * 878 for training and 293 for testing.
 *
 * The four files (58 MB) are downloaded once, verified, and kept in the user's cache. Pass `directory` to read them
 * from a folder instead. Source, licence (CC BY 4.0) and caveats: `datasets/dollar-street-10/card.json`.
 *
 * @throws Error when a file is not available; the message says what to download and where to put it.
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
