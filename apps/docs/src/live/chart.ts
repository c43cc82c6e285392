/** A chart of losses over epochs, as numbers and strings: the build draws the recorded curve with it, the page its own. */
export interface Chart {
  width: number
  height: number
  x(epoch: number): number
  y(loss: number): number
  xTicks: { at: number; text: string }[]
  yTicks: { at: number; text: string }[]
}

const margin = { top: 24, right: 14, bottom: 40, left: 52 }

/** Fits the axes to `curves`; the losses are drawn on a logarithmic scale, for they shrink by orders of magnitude. */
export function lossChart(curves: readonly (readonly number[])[], epochs: number, width = 640, height = 280): Chart {
  const values = curves.flat().filter((loss) => loss > 0 && Number.isFinite(loss))
  const low = Math.log10(Math.min(...values))
  const high = Math.log10(Math.max(...values))
  const bottom = Math.floor(low * 4) / 4
  const top = Math.max(bottom + 0.5, Math.ceil(high * 4) / 4)
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom }
  const x = (epoch: number): number => margin.left + (inner.width * epoch) / Math.max(1, epochs - 1)
  const y = (loss: number): number => {
    const place = (Math.log10(Math.max(loss, 1e-12)) - bottom) / (top - bottom)
    return margin.top + inner.height * (1 - Math.min(1, Math.max(0, place)))
  }
  const step = epochs > 400 ? 200 : epochs > 120 ? 50 : epochs > 40 ? 20 : epochs > 10 ? 5 : 1
  const decades = top - bottom > 2.5 ? [1] : top - bottom > 1.2 ? [1, 3] : [1, 2, 3, 5, 7]
  const powers = Array.from({ length: 14 }, (_, index) => index - 6)
  return {
    width,
    height,
    x,
    y,
    xTicks: Array.from({ length: Math.floor(epochs / step) + 1 }, (_, index) => {
      const epoch = Math.max(1, index * step)
      return { at: x(epoch - 1), text: String(epoch) }
    }),
    yTicks: powers
      .flatMap((power) => decades.map((digit) => digit * 10 ** power))
      .filter((loss) => Math.log10(loss) >= bottom - 1e-9 && Math.log10(loss) <= top + 1e-9)
      .map((loss) => ({ at: y(loss), text: tickText(loss) })),
  }
}

/** The line through a chart at an epoch, which counts from 1, as a path. */
export const markPath = ({ x, height }: Chart, epoch: number): string =>
  `M${x(epoch - 1).toFixed(1)} ${margin.top}V${height - margin.bottom}`

/** The axes with their ticks and names, as the inside of an SVG: the build draws them, and the page where they change. */
export function drawAxes({ width, height, xTicks, yTicks }: Chart): string {
  const levels = yTicks.map(
    ({ at, text }) =>
      `<g class="tick"><line x1="${margin.left}" x2="${width - margin.right}" y1="${at}" y2="${at}"/><text x="${margin.left - 8}" y="${at + 4}" text-anchor="end">${text}</text></g>`,
  )
  const epochs = xTicks.map(
    ({ at, text }) =>
      `<text class="tick-text" x="${at}" y="${height - 22}" text-anchor="${at > width - 30 ? 'end' : 'middle'}">${text}</text>`,
  )
  return [
    ...levels,
    ...epochs,
    `<text class="axis" x="${width - margin.right}" y="${height - 5}" text-anchor="end">epoch</text>`,
    `<text class="axis" x="${margin.left}" y="14">loss (logarithmic)</text>`,
  ].join('')
}

/** The line through the losses, as SVG path data: small steps in tenths of a pixel take half the room of places. */
export function curvePath(chart: Chart, losses: readonly number[]): string {
  let [atX, atY] = [0, 0]
  return losses
    .map((loss, epoch) => {
      const [x, y] = [Math.round(10 * chart.x(epoch)), Math.round(10 * chart.y(loss))]
      const step = `${epoch ? 'l' : 'M'}${(x - atX) / 10} ${(y - atY) / 10}`
      ;[atX, atY] = [x, y]
      return step
    })
    .join('')
}

function tickText(loss: number): string {
  return loss >= 1 ? loss.toLocaleString('en') : String(Number(loss.toPrecision(1)))
}
