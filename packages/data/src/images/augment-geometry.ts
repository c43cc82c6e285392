import type { Random } from '../random/create-random.ts'
import type { Affine } from './affine.ts'
import type { AugmentImagesOptions } from './augment-images-options.ts'

interface GeometryOptions extends Omit<AugmentImagesOptions, 'seed'> {
  height: number
  width: number
  newHeight: number
  newWidth: number
}

/** Draws one image's flip, turn, zoom, move and crop; undefined where nothing moves. */
export function geometryOf(
  { flip, rotate = 0, zoom = 0, translate = 0, crop, height, width, newHeight, newWidth }: GeometryOptions,
  random: Random,
): Affine | undefined {
  if (!flip && !rotate && !zoom && !translate && !crop) return undefined
  const mirrorX = (flip === 'horizontal' || flip === 'both') && random.uniform() < 0.5 ? -1 : 1
  const mirrorY = (flip === 'vertical' || flip === 'both') && random.uniform() < 0.5 ? -1 : 1
  const angle = rotate > 0 ? (random.uniform(-rotate, rotate) * Math.PI) / 180 : 0
  const scale = zoom > 0 ? 1 / random.uniform(1 - Math.min(zoom, 0.99), 1 + zoom) : 1
  const moveX = translate > 0 ? width * random.uniform(-translate, translate) : 0
  const moveY = translate > 0 ? height * random.uniform(-translate, translate) : 0
  const left = crop ? random.integer(0, width - newWidth + 1) : 0
  const top = crop ? random.integer(0, height - newHeight + 1) : 0
  const centreX = (width - 1) / 2
  const centreY = (height - 1) / 2
  const a = mirrorX * scale * Math.cos(angle)
  const b = mirrorX * scale * -Math.sin(angle)
  const d = mirrorY * scale * Math.sin(angle)
  const e = mirrorY * scale * Math.cos(angle)
  const x = left - moveX - centreX
  const y = top - moveY - centreY
  return [a, b, a * x + b * y + centreX, d, e, d * x + e * y + centreY]
}
