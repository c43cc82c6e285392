import { imageGrid } from '@dlw/viz'
import { drawShapes, names } from './data/shapes.ts'

/** One image of each class. */
export const figure: SVGSVGElement = imageGrid(drawShapes(), { labels: names })
