import { sources } from 'dlw:sources'
import type { EditorView } from 'codemirror'
import { keepCode, keptCode } from './kept-code.ts'
import { bringTo } from './laid-out.ts'
import { shareCode, sharedCode, unpackCode } from './share-link.ts'
import { whenNear } from './when-near.ts'

/** What the editor needs of its cell. */
export interface CellParts {
  program: string
  label: string
  /** Where the editor goes. */
  place: HTMLElement
  /** The buttons that only make sense with an editor. */
  buttons: Record<'edit' | 'original' | 'link', HTMLButtonElement>
  say(text: string): void
  run(): void
  /** Shows what the kept code had printed, and what the page had said of it. */
  showKept(printed: string | undefined, status: string | undefined): void
}

/** The code of a training cell, to be changed, put back, kept over a reload, and shared by the page's address. */
export class CellEditor {
  readonly #cell: CellParts
  #view: EditorView | undefined
  #opening: Promise<void> | undefined
  #original = ''
  /** Whether the code came with a link: then it is not kept as the reader's own. */
  #isShared = false

  constructor(cell: CellParts) {
    this.#cell = cell
    const { edit, original, link } = cell.buttons
    edit.onclick = () => this.#open()
    original.onclick = () => this.#restore()
    link.onclick = async () => cell.say(await shareCode('run', cell.program, this.#text))
    const packed = sharedCode('run', cell.program)
    const kept = keptCode('run', cell.program)
    if (packed !== undefined) void this.#openShared(packed)
    else if (kept) whenNear(cell.place.parentElement!, () => this.#openKept())
  }

  /** The code as the reader changed it; undefined where it is the lesson's own. */
  get changed(): string | undefined {
    return this.#view && this.#text !== this.#original ? this.#text : undefined
  }

  /** Keeps the changed code with what came of it. */
  keep(printed?: string, status?: string): void {
    if (this.#isShared) return
    const code = this.changed
    keepCode(
      'run',
      this.#cell.program,
      code === undefined ? undefined : { code, ...(printed && { printed }), ...(status && { status }) },
    )
  }

  #open(focus = true): Promise<void> {
    this.#opening ??= this.#load(focus)
    return this.#opening
  }

  async #load(focus: boolean): Promise<void> {
    const { program, label, place, buttons, say, run } = this.#cell
    say('Loading the editor …')
    try {
      const [{ openEditor, keyHelp }, { default: source }] = await Promise.all([
        import('./editor.ts'),
        sources[program]!(),
      ])
      this.#original = source
      this.#view = openEditor(place, { code: source, label: `Code: ${label}`, run, changed: () => this.keep() })
      say(`Change what you like, then press Run. ${keyHelp}`)
    } catch {
      this.#opening = undefined
      say('The editor could not be loaded. Is the site still reachable?')
      return
    }
    buttons.edit.hidden = true
    buttons.original.hidden = false
    buttons.link.hidden = false
    if (focus) this.#view.focus()
  }

  /** Someone else's code is shown and never run by itself. */
  async #openShared(packed: string): Promise<void> {
    const { say, place } = this.#cell
    this.#isShared = true
    await this.#open(false)
    try {
      this.#replace(await unpackCode(packed))
      say('This code came with the link and is not ours: read it before you press Run.')
    } catch (error) {
      say((error as Error).message)
    }
    bringTo(place.parentElement!)
    this.#view?.focus()
  }

  async #openKept(): Promise<void> {
    const kept = keptCode('run', this.#cell.program)
    await this.#open(false)
    if (!kept || !this.#view) return
    this.#replace(kept.code)
    this.#cell.say('This is your code from last time. “Original code” puts back ours.')
    this.#cell.showKept(kept.printed, kept.status)
    this.keep(kept.printed, kept.status)
  }

  #restore(): void {
    this.#isShared = false
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
