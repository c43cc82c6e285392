import type { EditorView } from 'codemirror'
import type { ReaderRun } from '../reader/run-reader-code.ts'
import { keepCode, keptCode } from './kept-code.ts'
import { bringTo } from './laid-out.ts'
import type { Message } from './messages.ts'
import { PrintedView } from './printed-view.ts'
import { shareCode, sharedCode, unpackCode } from './share-link.ts'
import { startReaderCode } from './start-reader-code.ts'
import { whenNear } from './when-near.ts'

const patience = 20_000

/** `<dlw-exercise>`: code for the reader to complete, and a button that checks it in a worker. */
class ExerciseElement extends HTMLElement {
  #editor: EditorView | undefined
  #opening: Promise<void> | undefined
  #run: ReaderRun | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #printed!: PrintedView
  /** Whether the code came with a link: then it is not kept as the reader's own. */
  #isShared = false

  connectedCallback(): void {
    this.#printed = new PrintedView(this.#part('printed'))
    this.#part('controls').hidden = false
    this.#on('edit', () => this.#edit(this.dataset.start!))
    this.#on('check', () => this.#check())
    this.#on('stop', () => this.#end('Stopped.'))
    this.#on('reset', () => this.#reset())
    this.#on('link', () => this.#copyLink())
    const packed = sharedCode('try', this.dataset.exercise!)
    if (packed !== undefined) void this.#editShared(packed)
    else if (keptCode('try', this.dataset.exercise!)) whenNear(this, () => this.#editKept())
  }

  disconnectedCallback(): void {
    this.#run?.stop()
  }

  #edit(code: string, focus = true): Promise<void> {
    this.#opening ??= this.#open(code, focus)
    return this.#opening
  }

  async #open(code: string, focus: boolean): Promise<void> {
    this.#say('Loading the editor …')
    try {
      const { openEditor, keyHelp } = await import('./editor.ts')
      const place = this.#part('editor')
      place.replaceChildren()
      const label = `Your code for ${this.dataset.label}`
      this.#editor = openEditor(place, { code, label, run: () => this.#check(), changed: () => this.#keep() })
      this.#part('edit').hidden = true
      for (const name of ['check', 'reset', 'link']) this.#part(name).hidden = false
      this.#say(keyHelp)
    } catch {
      this.#opening = undefined
      this.#say('The editor could not be loaded. Is the site still reachable?')
      return
    }
    if (focus) this.#editor.focus()
  }

  /** Someone else's code is shown and never run by itself. */
  async #editShared(packed: string): Promise<void> {
    this.#isShared = true
    const unpacked = await unpackCode(packed).then(
      (code) => ({ code, note: 'This code came with the link and is not ours: read it before you press Check.' }),
      (error: Error) => ({ code: this.dataset.start!, note: error.message }),
    )
    await this.#edit(unpacked.code, false)
    this.#say(unpacked.note)
    bringTo(this)
    this.#editor?.focus()
  }

  async #editKept(): Promise<void> {
    const kept = keptCode('try', this.dataset.exercise!)
    if (!kept) return
    await this.#edit(kept.code, false)
    if (kept.printed) this.#printed.add(kept.printed.split('\n'))
    this.#say(`This is your code from last time.${kept.status ? ` Then: ${kept.status}` : ''}`)
  }

  #check(): void {
    this.#run?.stop()
    clearTimeout(this.#timer)
    this.#printed.clear()
    this.removeAttribute('data-passed')
    this.#say('Running …')
    this.#running(true)
    this.#timer = setTimeout(() => this.#end(`It ran for ${patience / 1000} seconds without an end.`), patience)
    const order = { kind: 'exercise', exercise: this.dataset.exercise!, source: this.#code } as const
    this.#run = startReaderCode(
      order,
      (message) => this.#hear(message),
      () => this.#end('The code could not be loaded. Is the site still reachable?'),
    )
  }

  #hear(message: Message): void {
    if (message.type === 'print') this.#printed.add(message.lines, message.dropped)
    else if (message.type === 'error') this.#end(`Not yet. ${message.message}`)
    else if (message.type === 'outcome') {
      const { passed, message: what } = message
      this.toggleAttribute('data-passed', passed)
      this.#end(passed ? 'Right. Compare with the solution, if you like.' : `Not yet. ${what}`)
    }
  }

  #end(text: string): void {
    clearTimeout(this.#timer)
    this.#run?.stop()
    this.#running(false)
    this.#say(text)
    this.#keep(text)
  }

  #running(running: boolean): void {
    const had = this.#part(running ? 'check' : 'stop') === document.activeElement
    this.toggleAttribute('data-running', running)
    this.#part('check').hidden = running
    this.#part('stop').hidden = !running
    if (had) this.#part(running ? 'stop' : 'check').focus({ preventScroll: true })
  }

  #reset(): void {
    this.#isShared = false
    this.#run?.stop()
    this.#running(false)
    clearTimeout(this.#timer)
    this.#editor!.dispatch({ changes: { from: 0, to: this.#editor!.state.doc.length, insert: this.dataset.start! } })
    this.removeAttribute('data-passed')
    this.#printed.clear()
    this.#say('')
  }

  #keep(status?: string): void {
    if (this.#isShared || !this.#editor) return
    const code = this.#code
    const isChanged = code !== this.dataset.start
    const printed = this.#printed.text
    keepCode('try', this.dataset.exercise!, isChanged ? { code, ...(status && { status, printed }) } : undefined)
  }

  async #copyLink(): Promise<void> {
    this.#say(await shareCode('try', this.dataset.exercise!, this.#code))
  }

  get #code(): string {
    return this.#editor!.state.doc.toString()
  }

  #say(text: string): void {
    this.#part('status').textContent = text
  }

  /** The second half of a double click does nothing. */
  #on(name: string, act: () => void): void {
    this.#part(name).onclick = ({ detail }) => detail < 2 && act()
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!
  }
}

customElements.define('dlw-exercise', ExerciseElement)
