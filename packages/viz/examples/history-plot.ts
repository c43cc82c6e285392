import { historyPlot } from '@dlw/viz'

/** A network that begins to overfit after a third of its training. */
const epochs = Array.from({ length: 60 }, (_, epoch) => epoch)
export const figure: SVGSVGElement = historyPlot({
  epochs,
  metrics: {
    loss: epochs.map((epoch) => 1.9 * Math.exp(-epoch / 15) + 0.25),
    accuracy: epochs.map((epoch) => 0.93 - 0.6 * Math.exp(-epoch / 14)),
    val_loss: epochs.map((epoch) => 1.8 * Math.exp(-epoch / 12) + 0.5 + 0.007 * epoch),
    val_accuracy: epochs.map((epoch) => 0.81 - 0.5 * Math.exp(-epoch / 11) - 0.0006 * epoch),
  },
})
