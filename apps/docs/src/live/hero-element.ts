import { curvePath, lossChart } from './chart.ts'
import type { Message, Results } from './messages.ts'
import { type RemoteTraining, startTraining } from './training.ts'

const layers = [4, 10, 3]

/** `<dlw-hero>`: the first thing on the site: a network whose connections move while it trains. */
class HeroElement extends HTMLElement {
  #training: RemoteTraining | undefined
  #yours: number[][] = []
  #ours: number[][] = []

  connectedCallback(): void {
    this.#ours = JSON.parse(this.dataset.curves ?? '[]')
    const button = this.querySelector('button')!
    button.hidden = false
    button.onclick = () => this.#run(button)
  }

  disconnectedCallback(): void {
    this.#training?.stop()
  }

  #run(button: HTMLButtonElement): void {
    this.#training?.stop()
    this.#yours = []
    for (const path of this.querySelectorAll('path.yours')) path.setAttribute('d', '')
    this.querySelector<HTMLElement>('[data-part=result]')!.replaceChildren()
    this.#say('Loading TensorFlow.js …')
    button.disabled = true
    const start = { program: 'penguins-refined', seed: 0, prefer: 'wasm', epochs: Number(this.dataset.epochs) }
    this.#training = startTraining(start, (message) => this.#hear(message, button))
  }

  #hear(message: Message, button: HTMLButtonElement): void {
    if (message.type === 'backend') {
      this.#say('Training on WebAssembly: for so few weights a GPU would mostly wait.')
    } else if (message.type === 'epoch') {
      const curve = (JSON.parse(this.dataset.labels ?? '[]') as string[]).indexOf(message.training)
      const losses = [...(this.#yours[curve] ?? []), message.loss]
      this.#yours[curve] = losses
      const chart = lossChart(this.#ours, Number(this.dataset.epochs), 420, 210)
      this.querySelector(`path.yours[data-training="${curve}"]`)?.setAttribute('d', curvePath(chart, losses))
      if (message.kernels) this.#weigh(message.kernels)
    } else if (message.type === 'done' || message.type === 'error') {
      button.disabled = false
      button.querySelector('span')!.textContent = 'Train it again'
      if (message.type === 'error') this.#say(`It did not work: ${message.message}`)
      else this.#result(message.seconds, message.results)
    }
  }

  /** The connections: the stronger, the wider; blue-green adds, orange subtracts. */
  #weigh(kernels: readonly number[][]): void {
    kernels.forEach((kernel, layer) => {
      const largest = Math.max(...kernel.map(Math.abs), 1e-6)
      kernel.forEach((weight, index) => {
        const from = Math.floor(index / layers[layer + 1]!)
        const to = index % layers[layer + 1]!
        const line = this.querySelector<SVGElement>(`[data-edge="${layer}-${from}-${to}"]`)
        line?.style.setProperty('stroke', weight < 0 ? '#ff9a66' : '#6fd3de')
        line?.style.setProperty('stroke-width', String(0.3 + (3 * Math.abs(weight)) / largest))
        line?.style.setProperty('stroke-opacity', String(0.15 + (0.85 * Math.abs(weight)) / largest))
      })
    })
  }

  #result(seconds: number, { matrix: before, refinedMatrix: after }: Results): void {
    this.#say(`Done in ${seconds.toFixed(1)} s, two trainings of ${this.dataset.epochs} epochs, on your device.`)
    const right = ({ counts }: { counts: number[][] }): string => {
      const all = counts.flat().reduce((sum, count) => sum + count, 0)
      return `${counts.reduce((sum, row, index) => sum + row[index]!, 0)} of ${all}`
    }
    const list = [
      ['raw', before && right(before)],
      ['standardised', after && right(after)],
    ].map(([name, text = '']) => {
      const item = document.createElement('div')
      item.append(
        Object.assign(document.createElement('dt'), { textContent: `Recognised, ${name} features` }),
        Object.assign(document.createElement('dd'), { textContent: text }),
      )
      return item
    })
    this.querySelector('[data-part=result]')!.replaceChildren(...list)
    this.dataset.losses = JSON.stringify(this.#yours.map((losses) => losses.at(-1)))
  }

  #say(text: string): void {
    this.querySelector('[data-part=status]')!.textContent = text
  }
}

customElements.define('dlw-hero', HeroElement)
