/** The layers of the figure's network: inputs, two hidden layers with dropout, one output. */
export const layers = [3, 6, 6, 1] as const

/** Which neurons take part, layer by layer. */
export type Mask = readonly (readonly boolean[])[]

/** The weight from neuron `from` of a layer to neuron `to` of the next: small, above zero, and different. */
export function weightOf(layer: number, from: number, to: number): number {
  return (0.2 + ((3 * from + 5 * to + 2 * layer) % 7) / 10) / 2
}

/** A mask for one step: each hidden neuron is dropped with the probability `rate`. */
export function drawMask(rate: number, random: () => number): Mask {
  return layers.map((count, layer) => {
    const isHidden = layer > 0 && layer < layers.length - 1
    return Array.from({ length: count }, () => !isHidden || random() >= rate)
  })
}

/** All neurons take part: how a network predicts. */
export const everyNeuron: Mask = layers.map((count) => Array.from({ length: count }, () => true))

/** The output for inputs of 1. What dropout leaves of a layer is multiplied by 1 / (1 − rate), to make up for the rest. */
export function outputOf(mask: Mask, rate: number): number {
  let values = Array.from({ length: layers[0] }, () => 1)
  for (let layer = 1; layer < layers.length; layer += 1) {
    const scale = layer < layers.length - 1 ? 1 / (1 - rate) : 1
    values = mask[layer]!.map((takesPart, to) => {
      const sum = values.reduce((total, value, from) => total + value * weightOf(layer - 1, from, to), 0)
      return takesPart ? sum * scale : 0
    })
  }
  return values[0]!
}
