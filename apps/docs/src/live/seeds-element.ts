import { drawSeeds } from '../figures/seeds-drawing.ts'
import type { Message } from './messages.ts'
import { showDrawing } from './safe-nodes.ts'
import { type RemoteTraining, startTraining } from './training.ts'

/** `<dlw-seeds>`: trains the penguin network with thirty seeds and draws a dot for each over the recorded ones. */
class SeedsElement extends HTMLElement {
  #training: RemoteTraining | undefined
  #ours!: Record<string, number[]>
  #yours: Record<string, number[]> = {}

  connectedCallback(): void {
    this.#ours = JSON.parse(this.dataset.scores!)
    this.#part('controls').hidden = false
    this.#button('run').onclick = ({ detail }) => detail < 2 && this.#run()
    this.#button('stop').onclick = ({ detail }) => detail < 2 && this.#end('Stopped.')
  }

  disconnectedCallback(): void {
    this.#training?.stop()
  }

  #run(): void {
    this.#yours = {}
    this.#draw()
    this.#running(true)
    this.#say('Loading TensorFlow.js …')
    const start = { program: 'penguins-seeds', seed: 0, prefer: 'wasm', epochs: Number(this.dataset.epochs) }
    this.#training = startTraining(start, (message) => this.#hear(message))
  }

  #hear(message: Message): void {
    if (message.type === 'backend') this.#say('Training …')
    else if (message.type === 'score') this.#score(message.training, message.seed, message.value)
    else if (message.type === 'error') this.#end(`It did not work: ${message.message}`)
    else if (message.type === 'done') this.#end(`${this.#told()} It took ${message.seconds.toFixed(1)} s.`)
  }

  #score(training: string, seed: number, value: number): void {
    const ours = this.#ours[training]
    if (!ours || seed >= ours.length) return
    this.#yours[training] = [...(this.#yours[training] ?? []).slice(0, seed), value]
    this.#draw()
    this.#say(`Seed ${seed + 1} of ${ours.length} …`)
  }

  #told(): string {
    const middles = Object.entries(this.#yours).map(([name, scores]) => {
      const sorted = scores.toSorted((a, b) => a - b)
      const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
      return `${name} ${Math.round(100 * middle)} %`
    })
    return `Your medians: ${middles.join(', ')}.`
  }

  #draw(): void {
    const rows = Object.entries(this.#ours).map(([name, ours]) => ({ name, ours, yours: this.#yours[name] ?? [] }))
    showDrawing(this.querySelector('figure svg')!, drawSeeds(rows, Number(this.dataset.baseline)))
  }

  #end(text: string): void {
    this.#training?.stop()
    this.#running(false)
    this.#say(text)
  }

  #running(running: boolean): void {
    const had = this.#button(running ? 'run' : 'stop') === document.activeElement
    this.#button('run').hidden = running
    this.#button('stop').hidden = !running
    if (had) this.#button(running ? 'stop' : 'run').focus({ preventScroll: true })
  }

  #say(text: string): void {
    this.#part('status').textContent = text
  }

  #button(name: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`[data-do=${name}]`)!
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!
  }
}

customElements.define('dlw-seeds', SeedsElement)
