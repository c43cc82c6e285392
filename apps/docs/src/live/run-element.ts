import { CellEditor } from './cell-editor.ts'
import { type Chart, curvePath, drawAxes, lossChart } from './chart.ts'
import { InsidePanel } from './inside-panel.ts'
import type { Inside, Snapshot } from './look-inside.ts'
import type { Attempt, Message } from './messages.ts'
import { PrintedView } from './printed-view.ts'
import { viewResults } from './results-view.ts'
import { showDrawing } from './safe-nodes.ts'
import { type RemoteTraining, startChanged, startTraining } from './training.ts'

/**
 * `<dlw-run>`: trains a program of the lesson on the reader's device and draws its loss over the recorded one.
 * The build has put the recorded curve and the controls into it; without JavaScript the curve remains.
 */
class RunElement extends HTMLElement {
  #training: RemoteTraining | undefined
  #yours: number[][] = []
  #ours: number[][] = []
  #editor: CellEditor | undefined
  #printed!: PrintedView
  #reported = -1
  #epochs = 0
  #isDrawn = true
  #snapshots: Snapshot[] = []
  #inside: InsidePanel | undefined

  connectedCallback(): void {
    this.#ours = JSON.parse(this.dataset.curves ?? '[]')
    this.#part('controls').hidden = false
    this.#printed = new PrintedView(this.#part('printed'))
    // The second half of a double click does nothing: Stop lies where Run was.
    this.#button('run').onclick = ({ detail }) => detail < 2 && this.#run()
    this.#button('stop').onclick = ({ detail }) => detail < 2 && this.#stop('Stopped.')
    this.#button('reset').onclick = () => this.#reset()
    this.#inside = new InsidePanel({
      details: this.querySelector('details[data-part=inside]')!,
      view: this.#part('inside-view'),
      svg: this.querySelector('svg')!,
      mark: this.querySelector('path[data-part=at]')!,
      chart: () => this.#chart,
      inside: () => this.#insideNow,
    })
    this.#editor = new CellEditor({
      program: this.dataset.program!,
      label: this.dataset.label!,
      place: this.#part('editor'),
      buttons: { edit: this.#button('edit'), original: this.#button('original'), link: this.#button('link') },
      say: (text) => this.#say(text),
      run: () => this.#run(),
      showKept: (printed, status) => {
        if (printed) this.#printed.add(printed.split('\n'))
        if (status) this.#say(`This is your code from last time. Then: ${status}`)
      },
    })
  }

  disconnectedCallback(): void {
    this.#training?.stop()
  }

  #run(): void {
    this.#reset()
    this.#running(true)
    this.#say('Loading TensorFlow.js …')
    const prefer = this.querySelector<HTMLSelectElement>('[data-part=prefer]')?.value ?? 'auto'
    const address = (path?: string) => (path === undefined ? undefined : new URL(path, location.href).href)
    const start = {
      program: this.dataset.program!,
      seed: 0,
      prefer,
      epochs: Number(this.dataset.atMost ?? this.dataset.epochs),
      data: address(this.dataset.data),
      weights: address(this.dataset.weights),
    }
    const source = this.#editor?.changed
    const hear = (message: Message): void => this.#hear(message)
    this.#training = source === undefined ? startTraining(start, hear) : startChanged(start, source, hear)
  }

  #hear(message: Message): void {
    if (message.type === 'backend') {
      this.#say(`Training on ${message.name}.`)
      this.#explain(message.tried)
    } else if (message.type === 'say') {
      this.#say(message.text)
    } else if (message.type === 'print') {
      this.#printed.add(message.lines, message.dropped)
    } else if (message.type === 'epoch') {
      this.#hearEpoch(message)
    } else if (message.type === 'done') {
      this.#draw()
      this.#running(false)
      this.#progress(1)
      this.#compare(message.seconds)
      this.#part('results').replaceChildren(...viewResults(message.results))
      this.#editor?.keep(this.#printed.text, this.#part('status').textContent)
      this.dispatchEvent(new CustomEvent('dlw-done', { detail: message, bubbles: true }))
    } else if (message.type === 'error') {
      this.#running(false)
      this.#say('')
      const box = this.#part('error')
      box.hidden = false
      box.textContent = `It did not work: ${message.message}`
      this.#editor?.keep(this.#printed.text, box.textContent)
    }
  }

  get #insideNow(): Inside {
    const [ours, yours, snapshots] = [this.#ours, this.#yours, this.#snapshots]
    const epochs = yours.reduce((most, losses) => Math.max(most, losses?.length ?? 0), ours[0]!.length)
    return { names: this.#names, ours, yours, snapshots, epochs }
  }

  #hearEpoch({ training, epoch, epochs, loss, validation, kernels }: Extract<Message, { type: 'epoch' }>): void {
    const trainings = Number(this.dataset.trainings)
    const place = this.#names.slice(0, trainings).indexOf(training)
    if (epoch === 0) this.#snapshots = this.#snapshots.filter((snapshot) => snapshot.training !== place)
    if (kernels && place >= 0 && this.#snapshots.length < 2000)
      this.#snapshots.push({ training: place, epoch, kernels })
    this.#stretch(epochs)
    this.#add(training, epoch, loss)
    if (validation !== undefined) this.#add(`${training}, validation`, epoch, validation)
    const before = Math.max(0, place)
    this.#progress((epochs * before + epoch + 1) / (epochs * trainings))
    this.#tell(before, epoch + 1, epochs, loss)
    if (!this.#isDrawn) return
    // However many epochs there are between two frames, the curves are drawn once.
    this.#isDrawn = false
    requestAnimationFrame(() => this.#draw())
  }

  /** Adds a loss to the curve of that name, which a new training begins anew; a page has no place for other names. */
  #add(name: string, epoch: number, loss: number): void {
    const curve = this.#names.indexOf(name)
    if (curve < 0) return
    if (epoch === 0) this.#yours[curve] = []
    this.#yours[curve] ??= []
    this.#yours[curve].push(loss)
  }

  /** The names of the curves: those of the trainings, then those of their losses on validation data. */
  get #names(): string[] {
    return JSON.parse(this.dataset.labels ?? '[]')
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
    this.#snapshots = []
    this.#inside?.clear()
    this.#reported = -1
    this.#progress(0)
    this.#say('')
    this.#part('error').hidden = true
    this.#part('why').hidden = true
    this.#printed.clear()
    this.#part('results').replaceChildren()
    delete this.dataset.losses
    this.#stretch(0)
    for (const path of this.querySelectorAll('path.yours')) path.setAttribute('d', '')
  }

  #draw(): void {
    this.#isDrawn = true
    const chart = this.#chart
    for (const [curve, losses] of this.#yours.entries()) {
      const path = losses && this.querySelector(`path.yours[data-training="${curve}"]`)
      path?.setAttribute('d', curvePath(chart, losses))
    }
    this.#inside?.show()
  }

  get #chart(): Chart {
    return lossChart(this.#ours, Math.max(this.#epochs, Number(this.dataset.epochs)))
  }

  /** Makes room for a training of more epochs than the recorded one, or takes it back. */
  #stretch(epochs: number): void {
    const before = this.#chart
    this.#epochs = epochs
    if (this.#chart.x(1) === before.x(1)) return
    showDrawing(this.querySelector('[data-part=axes]')!, drawAxes(this.#chart))
    for (const [index, losses] of this.#ours.entries())
      this.querySelector(`path.ours[data-training="${index}"]`)?.setAttribute('d', curvePath(this.#chart, losses))
  }

  /** Tells readers who listen how it goes, at a rate that can be listened to. */
  #tell(training: number, epoch: number, epochs: number, loss: number): void {
    const quarter = training * 4 + Math.floor((4 * epoch) / epochs)
    if (quarter === this.#reported) return
    this.#reported = quarter
    this.#say(`Epoch ${epoch} of ${epochs}: loss ${digits(loss)}.`)
  }

  #compare(seconds: number): void {
    const names = this.#names
    const sentences = this.#yours.flatMap((losses, index) => {
      const yours = losses?.at(-1)
      if (yours === undefined) return []
      const ours = this.#ours[index]?.at(-1)
      if (ours === undefined) return []
      const of = names.length > 1 ? ` (${names[index]})` : ''
      const same = Math.abs(yours - ours) <= 1e-6 * Math.abs(ours)
      return `Last loss${of}: yours ${digits(yours)}, ours ${digits(ours)}${same ? ', the same' : ''}.`
    })
    const whose = this.#editor?.changed === undefined ? '' : ' with your code'
    this.#say(`Done in ${seconds.toFixed(1)} s${whose}. ${sentences.join(' ')}`)
    this.dataset.losses = JSON.stringify(Array.from(this.#yours, (losses) => losses?.at(-1)))
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
