import { access } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  type ImageSplit,
  loadDollarStreet,
  loadImageArrays,
  loadImageFolder,
  syntheticImages,
  trainTestSplit,
} from '@dlw/data'

/** Pictures to learn from and to judge by, and where they come from in words. */
export interface Pictures extends ImageSplit {
  /** The name of the reader's folder; synthetic pictures are always called so. */
  source: string
}

/**
 * The pictures of the episode: Dollar Street 10, or what `data` names: a folder of NumPy files, a folder with a
 * subfolder of pictures per class, or the word `synthetic` for drawn ones, which need no download.
 */
export async function loadImages(data: string | undefined): Promise<Pictures> {
  if (data === undefined) return { ...(await lessonsOwn()), source: 'Dollar Street 10' }
  if (data === 'synthetic') return { ...syntheticImages({ seed: 0 }), source: 'synthetic pictures, drawn by a program' }
  if (await exists(join(data, 'class_names.json'))) return { ...(await loadImageArrays(data)), source: basename(data) }
  if (await exists(join(data, 'train_images.npy')))
    return { ...(await loadDollarStreet({ directory: data })), source: basename(data) }
  const { images, labels, classes } = await loadImageFolder(data)
  const { train, test } = trainTestSplit({ images, labels }, { testSize: 0.25, seed: 0, stratify: [...labels] })
  return { train, test, classes, source: basename(data) }
}

/** Dollar Street 10, or why it cannot be had and what else the episode takes. */
async function lessonsOwn(): Promise<ImageSplit> {
  try {
    return await loadDollarStreet()
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `${message} Or take your own pictures, --data DIR, or drawn ones, which need no download: --data synthetic.`,
      { cause },
    )
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
