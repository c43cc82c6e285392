import { loadNpy } from '../arrays/load-npy.ts'
import { readSource } from '../files/read-source.ts'
import { type ImageSplit, toImageSet } from './image-set.ts'

/**
 * Reads labelled images from a folder of NumPy files, laid out as Dollar Street 10 is: `train_images.npy`,
 * `train_labels.npy`, `test_images.npy`, `test_labels.npy`, and `class_names.json`, a list of texts.
 *
 * @param directory A folder (in Node) or an address that ends in one.
 * @returns Images as `Uint8Array` where they hold whole numbers.
 * @throws Error where a file is missing, TypeError or RangeError where the files do not fit together.
 *
 * @example
 * ```ts
 * import { loadImageArrays } from '@dlw/data'
 *
 * const { train, test, classes } = await loadImageArrays('digits')
 * train.images.shape // → [4, 8, 8, 1]
 * test.labels // → Int32Array(2) [ 0, 1 ]
 * classes // → ['zero', 'one']
 * ```
 */
export async function loadImageArrays(directory: string): Promise<ImageSplit> {
  const folder = directory.replace(/[\\/]+$/, '')
  const names = await readSource(`${folder}/class_names.json`).catch((cause: unknown) => {
    throw new Error(
      `loadImageArrays: expected class_names.json in directory=${directory}, received none. Write it as a list of texts: ["cat", "dog"].`,
      { cause },
    )
  })
  const classes = JSON.parse(new TextDecoder().decode(names)) as string[]
  if (!Array.isArray(classes) || !classes.every((name) => typeof name === 'string' || typeof name === 'number')) {
    throw new TypeError(
      `loadImageArrays: expected class_names.json to hold a list of texts, received ${JSON.stringify(classes).slice(0, 60)}. Write it as ["cat", "dog"].`,
    )
  }
  const part = async (name: string) =>
    toImageSet(
      await loadNpy(`${folder}/${name}_images.npy`),
      await loadNpy(`${folder}/${name}_labels.npy`),
      classes,
      'loadImageArrays',
    )
  return { train: await part('train'), test: await part('test'), classes: classes.map(String) }
}
