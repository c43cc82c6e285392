import type { EditorView } from 'codemirror'
import type { Outcome } from './run-exercise.ts'
import { shareCode, sharedCode, unpackCode } from './share-link.ts'

const patience = 20_000

/** `<dlw-exercise>`: code for the reader to complete, and a button that checks it in a worker. */
class ExerciseElement extends HTMLElement {
  #editor: EditorView | undefined
  #worker: Worker | undefined

  connectedCallback(): void {
    this.#part('controls').hidden = false
    this.#on('edit', () => this.#edit(this.dataset.start!))
    this.#on('check', () => this.#check())
    this.#on('reset', () => this.#replace(this.dataset.start!))
    this.#on('link', () => this.#copyLink())
    const packed = sharedCode('try', this.dataset.exercise!)
    if (packed !== undefined) void this.#editShared(packed)
  }

  disconnectedCallback(): void {
    this.#worker?.terminate()
  }

  async #edit(code: string): Promise<void> {
    this.#say('Loading the editor …')
    const { openEditor } = await import('./editor.ts')
    const place = this.#part('editor')
    place.replaceChildren()
    this.#editor = openEditor(place, code, `Your code for ${this.dataset.label}`)
    this.#part('edit').hidden = true
    for (const name of ['check', 'reset', 'link']) this.#part(name).hidden = false
    this.#say('Press Escape, then Tab, to leave the editor.')
    this.#editor.focus()
  }

  /** Someone else's code is shown and never run by itself. */
  async #editShared(packed: string): Promise<void> {
    const unpacked = await unpackCode(packed).then(
      (code) => ({ code, note: 'This code came with the link and is not ours: read it before you press Check.' }),
      (error: Error) => ({ code: this.dataset.start!, note: error.message }),
    )
    await this.#edit(unpacked.code)
    this.#say(unpacked.note)
  }

  #check(): void {
    this.#worker?.terminate()
    this.#say('Running …')
    this.#part('printed').hidden = true
    const worker = new Worker(new URL('./exercise-worker.ts', import.meta.url), { type: 'module' })
    this.#worker = worker
    const end = (outcome: Outcome): void => {
      clearTimeout(timer)
      worker.terminate()
      this.#show(outcome)
    }
    const failed = (message: string): void => end({ passed: false, message, printed: '' })
    const timer = setTimeout(() => failed(`It ran for ${patience / 1000} seconds without an end.`), patience)
    worker.onmessage = ({ data }: MessageEvent<Outcome>) => end(data)
    worker.onerror = (event) => failed(event.message || 'The code could not be loaded.')
    worker.postMessage({ exercise: this.dataset.exercise, source: this.#editor!.state.doc.toString() })
  }

  #show({ passed, message, printed }: Outcome): void {
    this.toggleAttribute('data-passed', passed)
    this.#say(passed ? 'Right. Compare with the solution, if you like.' : `Not yet. ${message}`)
    const output = this.#part('printed')
    output.hidden = printed === ''
    output.querySelector('samp')!.textContent = printed
  }

  #replace(code: string): void {
    this.#editor!.dispatch({ changes: { from: 0, to: this.#editor!.state.doc.length, insert: code } })
    this.removeAttribute('data-passed')
    this.#part('printed').hidden = true
    this.#say('')
  }

  async #copyLink(): Promise<void> {
    this.#say(await shareCode('try', this.dataset.exercise!, this.#editor!.state.doc.toString()))
  }

  #say(text: string): void {
    this.#part('status').textContent = text
  }

  #on(name: string, act: () => void): void {
    this.#part(name).onclick = act
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!
  }
}

customElements.define('dlw-exercise', ExerciseElement)
