import { createRandom } from '@dlw/data'
import { trialsPlot } from '@dlw/viz'

/** Parameters with long names and long values, more values than an axis holds. */
const random = createRandom(8)
export const figure: SVGSVGElement = trialsPlot(
  Array.from({ length: 40 }, (_, trial) => ({
    values: {
      number_of_hidden_units_in_the_first_layer: 2 ** (3 + (trial % 6)),
      optimizer: ['adam', 'rmsprop with centred second moments', 'stochastic gradient descent with Nesterov momentum'][
        trial % 3
      ]!,
      learning_rate: 10 ** (-5 * random.uniform()),
      name: `configuration-${trial}`,
    },
    score: 1.5 + random.uniform(),
  })),
  { label: 'mean absolute percentage error on validation rows' },
)
