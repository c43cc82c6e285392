import { curvePath, lossChart } from './chart.ts'
import type { Attempt, Message } from './messages.ts'
import { type RemoteTraining, startTraining } from './training.ts'

/**
 * `<dlw-run>`: trains a program of the lesson on the reader's device and draws its loss over the recorded one.
 * The build has put the recorded curve and the controls into it; without JavaScript the curve remains.
 */
class RunElement extends HTMLElement {
  #training: RemoteTraining | undefined
  #yours: number[][] = []
  #ours: number[][] = []
  #reported = -1

  connectedCallback(): void {
    this.#ours = JSON.parse(this.dataset.curves ?? '[]')
    this.#part('controls').hidden = false
    this.#button('run').onclick = () => this.#run()
    this.#button('stop').onclick = () => this.#stop('Stopped.')
    this.#button('reset').onclick = () => this.#reset()
  }

  disconnectedCallback(): void {
    this.#training?.stop()
  }

  #run(): void {
    this.#reset()
    this.#running(true)
    this.#say('Loading TensorFlow.js …')
    const prefer = this.querySelector<HTMLSelectElement>('[data-part=prefer]')?.value ?? 'auto'
    const data = this.dataset.data === undefined ? undefined : new URL(this.dataset.data, location.href).href
    const epochs = Number(this.dataset.atMost ?? this.dataset.epochs)
    const start = { program: this.dataset.program!, seed: 0, prefer, epochs, data }
    this.#training = startTraining(start, (message) => this.#hear(message))
  }

  #hear(message: Message): void {
    if (message.type === 'backend') {
      this.#say(`Training on ${message.name}.`)
      this.#explain(message.tried)
    } else if (message.type === 'epoch') {
      const trainings = Number(this.dataset.trainings)
      this.#add(message.training, message.loss)
      if (message.validation !== undefined) this.#add(trainings + message.training, message.validation)
      const all = message.epochs * trainings
      const done = message.epochs * message.training + message.epoch + 1
      this.#progress(done / all)
      this.#tell(message.training, message.epoch + 1, message.epochs, message.loss)
    } else if (message.type === 'done') {
      this.#running(false)
      this.#progress(1)
      this.#compare(message.seconds)
      this.dispatchEvent(new CustomEvent('dlw-done', { detail: message, bubbles: true }))
    } else {
      this.#running(false)
      this.#say('')
      const box = this.#part('error')
      box.hidden = false
      box.textContent = `It did not work: ${message.message}`
    }
  }

  #add(curve: number, loss: number): void {
    this.#yours[curve] = [...(this.#yours[curve] ?? []), loss]
    this.#draw(curve)
  }

  #stop(text: string): void {
    this.#training?.stop()
    this.#running(false)
    this.#say(text)
  }

  #reset(): void {
    this.#training?.stop()
    this.#running(false)
    this.#yours = []
    this.#reported = -1
    this.#progress(0)
    this.#say('')
    this.#part('error').hidden = true
    this.#part('why').hidden = true
    for (const path of this.querySelectorAll('path.yours')) path.setAttribute('d', '')
  }

  #draw(training: number): void {
    const path = this.querySelector(`path.yours[data-training="${training}"]`)
    const chart = lossChart(this.#ours, Number(this.dataset.epochs))
    path?.setAttribute('d', curvePath(chart, this.#yours[training]!))
  }

  /** Tells readers who listen how it goes, at a rate that can be listened to. */
  #tell(training: number, epoch: number, epochs: number, loss: number): void {
    const quarter = training * 4 + Math.floor((4 * epoch) / epochs)
    if (quarter === this.#reported) return
    this.#reported = quarter
    this.#say(`Epoch ${epoch} of ${epochs}: loss ${digits(loss)}.`)
  }

  #compare(seconds: number): void {
    const names: string[] = JSON.parse(this.dataset.labels ?? '[]')
    const sentences = this.#yours.map((losses, index) => {
      const yours = losses.at(-1)!
      const ours = this.#ours[index]!.at(-1)!
      const of = names.length > 1 ? ` (${names[index]})` : ''
      const same = Math.abs(yours - ours) <= 1e-6 * Math.abs(ours)
      return `Last loss${of}: yours ${digits(yours)}, ours ${digits(ours)}${same ? ', the same' : ''}.`
    })
    this.#say(`Done in ${seconds.toFixed(1)} s. ${sentences.join(' ')}`)
    this.dataset.losses = JSON.stringify(this.#yours.map((losses) => losses.at(-1)))
  }

  #explain(tried: readonly Attempt[]): void {
    const rows = tried.map(({ name, ok, reason, milliseconds }) => {
      const row = document.createElement('tr')
      for (const text of [name, ok ? 'taken' : 'passed over', reason, `${Math.round(milliseconds)} ms`]) {
        row.append(Object.assign(document.createElement('td'), { textContent: text }))
      }
      return row
    })
    this.#part('why').hidden = false
    this.querySelector('[data-part=why] tbody')?.replaceChildren(...rows)
  }

  #running(running: boolean): void {
    const had = this.contains(document.activeElement)
    this.toggleAttribute('data-running', running)
    this.#button('run').hidden = running
    this.#button('stop').hidden = !running
    if (had) this.#button(running ? 'stop' : 'run').focus({ preventScroll: true })
  }

  #progress(share: number): void {
    this.querySelector('progress')!.value = share
  }

  #say(text: string): void {
    this.#part('status').textContent = text
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!
  }

  #button(name: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`button[data-do=${name}]`)!
  }
}

/** Enough digits to see whether two losses are the same. */
export function digits(loss: number): string {
  return loss >= 100 ? loss.toFixed(1) : loss.toPrecision(5)
}

customElements.define('dlw-run', RunElement)
