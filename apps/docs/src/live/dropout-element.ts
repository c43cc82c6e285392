import { drawMask, everyNeuron, type Mask, outputOf } from '../figures/dropout.ts'
import { drawDropout, drawOutputs, mean } from '../figures/dropout-drawing.ts'
import { seededRandom } from '../figures/seeded-random.ts'
import { showDrawing } from './safe-nodes.ts'

/** `<dlw-dropout>`: each training step drops other neurons; a prediction drops none. */
class DropoutElement extends HTMLElement {
  #random = seededRandom(1)
  #outputs: number[] = []

  connectedCallback(): void {
    const on = (name: string, act: () => void): void => {
      this.querySelector<HTMLElement>(`[data-do=${name}]`)!.onclick = act
    }
    on('step', () => this.#train(1))
    on('many', () => this.#train(50))
    on('predict', () => this.#predict())
    on('reset', () => this.#reset())
    this.#rate.oninput = () => this.#reset()
  }

  #train(steps: number): void {
    let mask: Mask = everyNeuron
    for (let step = 0; step < steps; step += 1) {
      mask = drawMask(Number(this.#rate.value), this.#random)
      this.#outputs.push(outputOf(mask, Number(this.#rate.value)))
    }
    this.#draw(mask)
    const hidden = mask.slice(1, -1).flat()
    const dropped = hidden.filter((takesPart) => !takesPart).length
    this.#say(
      `Training, step ${this.#outputs.length}: ${dropped} of ${hidden.length} hidden neurons dropped, output ${this.#outputs.at(-1)!.toFixed(2)}. Mean of the steps so far ${mean(this.#outputs).toFixed(2)}.`,
    )
  }

  #predict(): void {
    this.#draw(everyNeuron)
    const output = outputOf(everyNeuron, 0).toFixed(2)
    this.#say(`Prediction: every neuron takes part and nothing is scaled. Output ${output}, every time.`)
  }

  #reset(): void {
    this.#random = seededRandom(1)
    this.#outputs = []
    const rate = Number(this.#rate.value)
    this.querySelector('.sliders output')!.textContent = String(rate)
    this.#draw(everyNeuron)
    this.#say(
      `Rate ${rate}: in each step a hidden neuron is dropped with a probability of ${Math.round(100 * rate)} %; those that stay count ${(1 / (1 - rate)).toFixed(2)} times.`,
    )
  }

  #draw(mask: Mask): void {
    showDrawing(this.querySelector('[data-part=network]')!, drawDropout(mask))
    showDrawing(this.querySelector('[data-part=outputs]')!, drawOutputs(this.#outputs))
  }

  get #rate(): HTMLInputElement {
    return this.querySelector('input')!
  }

  #say(text: string): void {
    this.querySelector('.readout')!.textContent = text
  }
}

customElements.define('dlw-dropout', DropoutElement)
