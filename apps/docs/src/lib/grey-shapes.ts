import { syntheticImages } from '@dlw/data'
import type { GreyPicture } from '../figures/convolution.ts'

/** One drawn picture of each of the named shapes, in grey: the mean of its channels, stretched to go from 0 for black to 1 for white. */
export function greyShapes(names: readonly string[], size: number): Record<string, GreyPicture> {
  const { train, classes } = syntheticImages({ trainCount: 10, testCount: 1, size, seed: 7 })
  const [labels, data] = [[...train.labels], train.images.data]
  const entries = names.map((name): [string, GreyPicture] => {
    const image = labels.indexOf(classes.indexOf(name))
    if (image < 0) throw new RangeError(`greyShapes: expected names from ${classes.join(', ')}, received name=${name}.`)
    const start = 3 * image * size * size
    const grey = Array.from({ length: size * size }, (_, pixel) => {
      const [red, green, blue] = data.slice(start + 3 * pixel, start + 3 * pixel + 3)
      return red! + green! + blue!
    })
    const [black, white] = [Math.min(...grey), Math.max(...grey)]
    const values = grey.map((level) => Math.round((100 * (level - black)) / (white - black)) / 100)
    return [name, { size, values }]
  })
  return Object.fromEntries(entries)
}
