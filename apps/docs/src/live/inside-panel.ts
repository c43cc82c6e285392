import { type Chart, markPath } from './chart.ts'
import type { Inside, LookInside } from './look-inside.ts'

/** What the panel needs of its cell. */
export interface PanelParts {
  details: HTMLDetailsElement
  view: HTMLElement
  svg: SVGElement
  /** The line through the chart. */
  mark: SVGPathElement
  chart(): Chart
  inside(): Inside
}

/** A panel that comes when it is asked for: a slider over the epochs, and the weights. The chart's pointer moves it too. */
export class InsidePanel {
  readonly #cell: PanelParts
  #view: LookInside | undefined

  constructor(cell: PanelParts) {
    this.#cell = cell
    cell.details.ontoggle = () => this.#open()
  }

  /** Shows what there is now, where the panel is open. */
  show(): void {
    if (this.#cell.details.open) this.#view?.show(this.#cell.inside())
  }

  clear(): void {
    this.#cell.mark.setAttribute('d', '')
  }

  async #open(): Promise<void> {
    const { view, svg } = this.#cell
    if (!this.#view) {
      const { LookInside } = await import('./look-inside.ts')
      this.#view = new LookInside(view, (epoch) => this.#mark(epoch))
      svg.onpointermove = ({ clientX }) => this.#point(clientX)
    }
    this.show()
  }

  #point(clientX: number): void {
    const { left, width } = this.#cell.svg.getBoundingClientRect()
    const chart = this.#cell.chart()
    const share = ((clientX - left) * chart.width) / width - chart.x(0)
    const epoch = 1 + Math.round(share / (chart.x(1) - chart.x(0)))
    if (epoch < 1 || epoch > this.#cell.inside().epochs) return
    this.#view?.go(epoch)
    this.#mark(epoch)
  }

  #mark(epoch: number): void {
    this.#cell.mark.setAttribute('d', markPath(this.#cell.chart(), epoch))
  }
}
