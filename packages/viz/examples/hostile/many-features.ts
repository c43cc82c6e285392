import { createRandom } from '@dlw/data'
import { featureImportancePlot } from '@dlw/viz'

/** Sixty features of which twenty are drawn; some have long names, one has no number. */
const random = createRandom(9)
export const figure: SVGSVGElement = featureImportancePlot(
  Object.fromEntries([
    ...Array.from({ length: 60 }, (_, feature) => [
      feature % 5 === 0 ? `one_hot_encoded_country_of_origin_of_the_customer_equals_${feature}` : `f${feature}`,
      Array.from({ length: 5 }, () => (random.uniform() - 0.1) / (1 + feature / 4)),
    ]),
    ['broken', Number.NaN],
  ]),
)
