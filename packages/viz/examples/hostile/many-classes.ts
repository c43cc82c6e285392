import { createRandom } from '@dlw/data'
import { confusionMatrixPlot } from '@dlw/viz'

/** Sixty classes with long names: too many for words in cells, and only some names fit. */
const random = createRandom(6)
const classes = Array.from(
  { length: 60 },
  (_, index) => `class ${index}${index % 4 === 0 ? ', also called by another name' : ''}`,
)
export const figure: SVGSVGElement = confusionMatrixPlot({
  classes,
  counts: classes.map((_, row) =>
    classes.map((_, column) => Math.floor(row === column ? 80 : 12 * random.uniform() ** 4)),
  ),
})
