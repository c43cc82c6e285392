import type { NdArray } from '@dlw/data'
import { loadImages } from '../../../episodes/src/images/load-images.ts'
import { scaled, shrunk } from '../../../episodes/src/images/pictures.ts'
import { folder } from '../../scripts/places.ts'

const { train, test, classes } = await loadImages(folder('images-search', 'DLW_DATA_HOME', 'sign-language-digits-64'))

// #region half
const half = (images: NdArray) => shrunk(scaled(images, 0), 2)

export const data = {
  x: half(train.images),
  y: train.labels,
  validation: { x: half(test.images), y: test.labels },
}
// #endregion

const [, height, width, channels] = data.x.shape as [number, number, number, number]
/** What the searches' networks are built for. */
export const options = { inputs: [height, width, channels] as const, outputs: classes.length, seed: 0 }
