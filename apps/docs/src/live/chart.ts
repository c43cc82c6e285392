/** A chart of losses over epochs, as numbers and strings: the build draws the recorded curve with it, the page its own. */
export interface Chart {
  width: number
  height: number
  x(epoch: number): number
  y(loss: number): number
  xTicks: { at: number; text: string }[]
  yTicks: { at: number; text: string }[]
}

const margin = { top: 12, right: 12, bottom: 34, left: 52 }

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
  const step = epochs > 120 ? 50 : epochs > 40 ? 20 : 5
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

/** The line through the losses, as SVG path data. */
export function curvePath(chart: Chart, losses: readonly number[]): string {
  return losses
    .map((loss, epoch) => `${epoch ? 'L' : 'M'}${chart.x(epoch).toFixed(1)} ${chart.y(loss).toFixed(1)}`)
    .join('')
}

function tickText(loss: number): string {
  return loss >= 1 ? loss.toLocaleString('en') : String(Number(loss.toPrecision(1)))
}
