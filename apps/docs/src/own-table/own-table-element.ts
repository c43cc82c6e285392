import { curvePath, drawAxes, lossChart } from '../live/chart.ts'
import type { Message } from '../live/messages.ts'
import { viewResults } from '../live/results-view.ts'
import { showDrawing } from '../live/safe-nodes.ts'
import { startReaderCode } from '../live/start-reader-code.ts'
import { showPairs, showPredictions } from './own-plots.ts'
import { readingIn } from './reading-in.ts'
import type { OwnTableResults, Reading, TableView } from './table-messages.ts'
import { downloads, list, tableOfColumns, tableOfRows } from './table-parts.ts'

const mostBytes = 50_000_000

/**
 * `<dlw-own-table>`: the reader's own CSV file, looked at and trained on in a worker that has no network, so that the
 * file cannot leave the page.
 */
class OwnTableElement extends HTMLElement {
  #file: Blob | undefined
  #view: TableView | undefined
  #run: { stop(): void } | undefined
  #losses: [training: number[], validation: number[]] = [[], []]
  #isDrawn = true

  connectedCallback(): void {
    this.#part('choose').hidden = false
    const input = this.querySelector<HTMLInputElement>('input[type=file]')!
    input.onchange = () => {
      const [file] = input.files ?? []
      if (file) this.#open(file, file.name)
      // The same file may be chosen again, after a change.
      input.value = ''
    }
    this.#button('example').onclick = () => void this.#openExample()
    const zone = this.#part('choose')
    zone.ondragover = (event) => {
      event.preventDefault()
      zone.toggleAttribute('data-over', true)
    }
    zone.ondragleave = () => zone.toggleAttribute('data-over', false)
    zone.ondrop = (event) => {
      event.preventDefault()
      zone.toggleAttribute('data-over', false)
      const [file] = event.dataTransfer?.files ?? []
      if (file) this.#open(file, file.name)
      else this.#fail('Drop one file with a table, such as a .csv file.')
    }
    this.#part('reading').onchange = () => this.#file && this.#look()
    this.#target.onchange = () => {
      this.#clear('outcome')
      void this.#drawPairs()
    }
    this.#button('train').onclick = ({ detail }) => detail < 2 && this.#train()
    this.#button('stop').onclick = ({ detail }) => detail < 2 && this.#stop()
  }

  disconnectedCallback(): void {
    this.#run?.stop()
  }

  async #openExample(): Promise<void> {
    try {
      const response = await fetch(this.dataset.example!)
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      this.#open(await response.blob(), 'passengers.csv')
    } catch {
      this.#fail('The example could not be fetched. Is the site still reachable?')
    }
  }

  #open(file: Blob, name: string): void {
    this.#file = undefined
    this.#part('name').textContent = name
    if (file.size > mostBytes) {
      this.#clear('table')
      const size = `${Math.round(file.size / 1e6)} MB`
      this.#fail(
        `A page reads files of at most 50 MB, and ${name} has ${size}. Read larger files in Node: streamCsv takes them in parts.`,
      )
      return
    }
    this.#file = file
    this.#look()
  }

  #look(): void {
    this.#clear('table')
    this.#say('Reading the table …')
    this.#order({ file: this.#file!, reading: readingIn(this) })
  }

  #train(): void {
    this.#clear('outcome')
    this.#losses = [[], []]
    this.#training(true)
    this.#say('Loading TensorFlow.js …')
    this.#order({ file: this.#file!, reading: readingIn(this), target: this.#target.value })
  }

  #order(order: { file: Blob; reading: Reading; target?: string }): void {
    this.#run?.stop()
    this.#hideError()
    this.#run = startReaderCode(
      { kind: 'table', ...order },
      (message) => this.#hear(message),
      () => this.#fail('A part could not be fetched. Is the site still reachable?'),
    )
  }

  #hear(message: Message): void {
    if (message.type === 'table') this.#show(message.view)
    else if (message.type === 'backend') this.#say('Training …')
    else if (message.type === 'epoch') this.#hearEpoch(message)
    else if (message.type === 'error') this.#fail(message.message)
    else if (message.type === 'done') {
      this.#training(false)
      this.#draw()
      const { own, ...rest } = message.results
      this.#part('results').replaceChildren(...viewResults(rest))
      if (own) void this.#showOutcome(own, message.seconds)
      else this.#fail('The training left nothing behind.')
    }
  }

  #show(view: TableView): void {
    this.#view = view
    const { rows, columns } = view
    this.#say(`${rows.toLocaleString('en')} rows, ${columns.length} columns.`)
    this.#part('table').hidden = false
    this.#part('head').replaceChildren(tableOfRows(view), tableOfColumns(view))
    this.#part('warnings').replaceChildren(...list('What to look at', view.warnings, 'Nothing suspicious.'))
    this.#target.replaceChildren(
      ...columns.map(({ name }) => new Option(name, name, name === view.suggested, name === view.suggested)),
    )
    void this.#drawPairs()
    this.dataset.state = 'table'
  }

  async #drawPairs(): Promise<void> {
    const view = this.#view
    if (!view) return
    const place = this.#part('pairs')
    try {
      const nodes = await showPairs(view.sample, this.#target.value)
      if (view === this.#view) place.replaceChildren(...nodes)
    } catch (error) {
      place.replaceChildren(`There is no pair plot: ${(error as Error).message}`)
    }
  }

  async #showOutcome(own: OwnTableResults, seconds: number): Promise<void> {
    this.#say(`Done in ${seconds.toFixed(1)} s. ${own.score}`)
    this.#part('notes').replaceChildren(...list('What was done', own.notes))
    this.#part('saved').replaceChildren(...downloads(own))
    if (own.predictions) {
      this.#part('results').replaceChildren(...(await showPredictions(own.predictions, this.#target.value)))
    }
    this.dataset.state = 'trained'
    this.dispatchEvent(new CustomEvent('dlw-done', { bubbles: true }))
  }

  #hearEpoch({ epoch, epochs, loss, validation }: Extract<Message, { type: 'epoch' }>): void {
    this.#part('curve').hidden = false
    this.#losses[0].push(loss)
    if (validation !== undefined) this.#losses[1].push(validation)
    this.querySelector('progress')!.value = (epoch + 1) / epochs
    if (epoch % 20 === 0) this.#say(`Epoch ${epoch + 1}: loss ${loss.toPrecision(4)}.`)
    if (!this.#isDrawn) return
    this.#isDrawn = false
    requestAnimationFrame(() => this.#draw())
  }

  #draw(): void {
    this.#isDrawn = true
    const epochs = Math.max(10, this.#losses[0].length)
    const chart = lossChart(this.#losses, epochs)
    showDrawing(this.querySelector('[data-part=axes]')!, this.#losses[0].length > 0 ? drawAxes(chart) : '')
    for (const [place, path] of this.querySelectorAll('path.yours').entries())
      path.setAttribute('d', curvePath(chart, this.#losses[place] ?? []))
  }

  #stop(): void {
    this.#run?.stop()
    this.#training(false)
    this.#say('Stopped.')
  }

  #fail(message: string): void {
    this.#run?.stop()
    this.#training(false)
    this.#say('')
    const box = this.#part('error')
    box.hidden = false
    box.textContent = message
    // A file that cannot be read may be written in another way.
    if (!this.#view) this.querySelector('details')!.open = true
    this.dataset.state = 'error'
  }

  #hideError(): void {
    const box = this.#part('error')
    box.hidden = true
    box.textContent = ''
  }

  /** Hides what is out of date: the outcome of a training, or the table too. */
  #clear(what: 'table' | 'outcome'): void {
    this.#run?.stop()
    this.#training(false)
    this.#hideError()
    this.#part('curve').hidden = true
    for (const part of ['results', 'notes', 'saved']) this.#part(part).replaceChildren()
    delete this.dataset.state
    if (what === 'outcome') return
    this.#view = undefined
    this.#part('table').hidden = true
  }

  #training(isRunning: boolean): void {
    const had = this.#part('bar').contains(document.activeElement)
    this.#button('train').hidden = isRunning
    this.#button('stop').hidden = !isRunning
    const progress = this.querySelector('progress')!
    progress.hidden = !isRunning
    if (isRunning) progress.value = 0
    if (had && document.activeElement !== this.#target)
      this.#button(isRunning ? 'stop' : 'train').focus({ preventScroll: true })
  }

  #say(text: string): void {
    this.#part('status').textContent = text
  }

  get #target(): HTMLSelectElement {
    return this.querySelector<HTMLSelectElement>('[data-part=target]')!
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!
  }

  #button(name: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`button[data-do=${name}]`)!
  }
}

customElements.define('dlw-own-table', OwnTableElement)
