import { imageGrid } from '@dlw/viz'
import { drawShapes } from '../data/shapes.ts'

/** Labels that are wider than the images. */
export const figure: SVGSVGElement = imageGrid(drawShapes(), {
  labels: [
    'a disc, or the moon when it is full',
    'W'.repeat(60),
    'x',
    'línea_de_cuadrados_'.repeat(5),
    '円盤または満月のような形の図形',
  ],
  title: 'Five shapes that were drawn by a program and named by people who had a lot of time',
})
