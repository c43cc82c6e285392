import { sources } from 'dlw:sources'
import type { EditorView } from 'codemirror'
import { shareCode, sharedCode, unpackCode } from './share-link.ts'

/** What the editor needs of its cell. */
export interface CellParts {
  program: string
  label: string
  /** Where the editor goes. */
  place: HTMLElement
  /** The buttons that only make sense with an editor. */
  buttons: Record<'edit' | 'original' | 'link', HTMLButtonElement>
  say(text: string): void
}

/** The code of a training cell, to be changed, put back, and shared by the page's address. */
export class CellEditor {
  readonly #cell: CellParts
  #view: EditorView | undefined
  #original = ''

  constructor(cell: CellParts) {
    this.#cell = cell
    const { edit, original, link } = cell.buttons
    edit.onclick = () => this.#open()
    original.onclick = () => this.#restore()
    link.onclick = async () => cell.say(await shareCode('run', cell.program, this.#text))
    const packed = sharedCode('run', cell.program)
    if (packed !== undefined) void this.#openShared(packed)
  }

  /** The code as the reader changed it; undefined where it is the lesson's own. */
  get changed(): string | undefined {
    return this.#view && this.#text !== this.#original ? this.#text : undefined
  }

  async #open(): Promise<void> {
    const { program, label, place, buttons, say } = this.#cell
    say('Loading the editor …')
    try {
      const [{ openEditor }, { default: source }] = await Promise.all([import('./editor.ts'), sources[program]!()])
      this.#original = source
      this.#view = openEditor(place, source, `Code: ${label}`)
    } catch {
      say('The editor could not be loaded. Is the site still reachable?')
      return
    }
    buttons.edit.hidden = true
    buttons.original.hidden = false
    buttons.link.hidden = false
    say('Change what you like, then press Run. Escape, then Tab, leaves the editor.')
    this.#view.focus()
  }

  /** Someone else's code is shown and never run by itself. */
  async #openShared(packed: string): Promise<void> {
    const { say, place } = this.#cell
    await this.#open()
    try {
      this.#replace(await unpackCode(packed))
      say('This code came with the link and is not ours: read it before you press Run.')
      place.scrollIntoView({ block: 'center' })
    } catch (error) {
      say((error as Error).message)
    }
  }

  #restore(): void {
    this.#replace(this.#original)
    if (sharedCode('run', this.#cell.program)) history.replaceState(null, '', location.pathname + location.search)
    this.#cell.say('This is the code of the lesson again.')
  }

  #replace(code: string): void {
    this.#view?.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: code } })
  }

  get #text(): string {
    return this.#view?.state.doc.toString() ?? this.#original
  }
}
