const most = { lines: 1000, letters: 300_000 }

/** The box in which the page shows what code has printed. It grows by what is new, up to a thousand lines. */
export class PrintedView {
  readonly #box: HTMLElement
  #lines = 0
  #letters = 0
  #cut = 0

  /** @param box A figure with a `samp` and, for what is left out, a `figcaption`. */
  constructor(box: HTMLElement) {
    this.#box = box
  }

  /** Adds lines; `dropped` says how many the worker has left out so far. */
  add(lines: readonly string[], dropped = 0): void {
    const room = Math.max(0, most.lines - this.#lines)
    const kept = this.#letters > most.letters ? [] : lines.slice(0, room)
    this.#cut += lines.length - kept.length
    if (kept.length > 0) {
      const text = kept.join('\n')
      this.#samp.append(this.#lines > 0 ? `\n${text}` : text)
      this.#lines += kept.length
      this.#letters += text.length
    }
    const left = dropped + this.#cut
    const caption = this.#box.querySelector('figcaption')!
    caption.hidden = left === 0
    caption.textContent =
      left === 0 ? '' : `${left.toLocaleString('en')} more ${left === 1 ? 'line is' : 'lines are'} not shown.`
    this.#box.hidden = false
  }

  clear(): void {
    this.#lines = this.#letters = this.#cut = 0
    this.#samp.replaceChildren()
    this.#box.querySelector('figcaption')!.hidden = true
    this.#box.hidden = true
  }

  /** What is shown, as one text. */
  get text(): string {
    return this.#samp.textContent ?? ''
  }

  get #samp(): HTMLElement {
    return this.#box.querySelector('samp')!
  }
}
