import { answerTo, type GreyPicture, kernels, patchAt } from '../figures/convolution.ts'
import { drawConvolution, pictureBox } from '../figures/convolution-drawing.ts'
import { shown } from '../figures/neuron-drawing.ts'
import { showDrawing } from './safe-nodes.ts'

const drawing = 'your own drawing'

/** `<dlw-convolution>`: a kernel that the reader moves over a picture, changes, and lets slide. */
class ConvolutionElement extends HTMLElement {
  #pictures: Record<string, GreyPicture> = {}
  #filled: number | undefined
  #frame = 0

  connectedCallback(): void {
    this.#pictures = JSON.parse(this.dataset.pictures!)
    const { size } = Object.values(this.#pictures)[0]!
    this.#pictures[drawing] = { size, values: Array.from({ length: size * size }, () => 0) }
    this.oninput = (event) => this.#changed(event.target as HTMLInputElement)
    this.onchange = (event) => this.#tell(event.target as HTMLInputElement)
    this.#button('slide').onclick = () => this.#slide()
    this.#button('paint').onclick = () => this.#paint()
    this.#button('clear').onclick = () => this.#draw(this.#paintable.fill(0))
    const svg = this.querySelector('svg')!
    svg.onpointerdown = (event) => this.#point(event)
    svg.onpointermove = (event) => event.buttons === 1 && this.#point(event)
    this.#show()
  }

  disconnectedCallback(): void {
    cancelAnimationFrame(this.#frame)
  }

  #changed(control: HTMLInputElement): void {
    this.#stop()
    if (control.name === 'preset' && kernels[control.value]) {
      for (const [place, input] of this.#kernelInputs.entries()) input.value = String(kernels[control.value]![place])
    }
    if (control.name === 'weight') this.#select('preset').value = this.#presetOf(this.#kernel)
    this.#show()
  }

  /** Draws everything anew, unless one of the nine is no number: then says so. */
  #show(): void {
    const wrong = this.#kernelInputs.filter((input) => !input.checkValidity() || input.value === '')
    for (const input of this.#kernelInputs) input.ariaInvalid = String(wrong.includes(input))
    if (wrong.length > 0) {
      this.#say('Each of the nine must be a number from −9 to 9.')
      return
    }
    const [picture, kernel, row, column] = [this.#picture, this.#kernel, this.#place('row'), this.#place('column')]
    const state = { picture, kernel, row, column, ...(this.#filled !== undefined && { filled: this.#filled }) }
    showDrawing(this.querySelector('svg')!, drawConvolution(state))
    const patch = patchAt(picture, row, column)
    for (const [place, cell] of [...this.querySelectorAll('[data-pixel]')].entries())
      cell.textContent = shown(patch[place]!)
    for (const name of ['row', 'column']) this.#range(name).nextElementSibling!.textContent = this.#range(name).value
    const isOwn = this.#select('picture').value === drawing
    this.toggleAttribute('data-drawing', isOwn)
    for (const name of ['paint', 'clear']) this.#button(name).hidden = !isOwn
    this.querySelector<HTMLElement>('[data-part=sum]')!.textContent = shown(answerTo(patch, kernel))
  }

  #tell(changed?: HTMLInputElement): void {
    if (this.#kernelInputs.some((input) => input.ariaInvalid === 'true')) return
    if (changed?.name === 'picture' && changed.value === drawing) {
      this.#say('Draw in the left picture, or choose a place by row and column and press “Paint this pixel”.')
      return
    }
    const [row, column] = [this.#place('row') + 1, this.#place('column') + 1]
    this.#say(
      `Row ${row}, column ${column}: the nine products sum to ${this.querySelector('[data-part=sum]')!.textContent}.`,
    )
  }

  /** Moves the kernel over all places, a row in a few frames; at once for readers who want no motion. */
  #slide(): void {
    this.#stop()
    const side = this.#picture.size - 2
    const last = side * side
    const step = matchMedia('(prefers-reduced-motion: reduce)').matches ? last : 4
    this.#filled = 0
    const go = (): void => {
      this.#filled = Math.min(last, this.#filled! + step)
      const at = this.#filled - 1
      this.#range('row').value = String(Math.floor(at / side) + 1)
      this.#range('column').value = String((at % side) + 1)
      this.#show()
      if (this.#filled < last) this.#frame = requestAnimationFrame(go)
      else this.#tell()
    }
    go()
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#filled = undefined
  }

  #point(event: PointerEvent): void {
    const svg = this.querySelector('svg')!
    const { left, top, width } = svg.getBoundingClientRect()
    const scale = 640 / width
    const { size } = this.#picture
    const place = (at: number, start: number): number => Math.floor(((at * scale - start) * size) / pictureBox.side)
    const [x, y] = [place(event.clientX - left, pictureBox.left), place(event.clientY - top, pictureBox.top)]
    if (Math.min(x, y) < 0 || Math.max(x, y) >= size) return
    event.preventDefault()
    this.#stop()
    // The pixel that is pointed at lies under the middle of the kernel.
    this.#range('row').value = String(y)
    this.#range('column').value = String(x)
    if (this.#select('picture').value === drawing) this.#draw(this.#paintable.with(y * size + x, 1))
    else this.#show()
    this.#tell()
  }

  /** By keyboard: turns the pixel under the middle of the kernel white, or black again. */
  #paint(): void {
    const place = (this.#place('row') + 1) * this.#picture.size + this.#place('column') + 1
    this.#draw(this.#paintable.with(place, 1 - this.#paintable[place]!))
    this.#tell()
  }

  #draw(values: number[]): void {
    this.#stop()
    this.#pictures[drawing] = { size: this.#picture.size, values }
    this.#show()
  }

  #presetOf(kernel: readonly number[]): string {
    const found = Object.entries(kernels).find(([, weights]) => weights.every((weight, at) => weight === kernel[at]))
    return found?.[0] ?? 'your own'
  }

  get #paintable(): number[] {
    return [...this.#pictures[drawing]!.values]
  }

  get #picture(): GreyPicture {
    return this.#pictures[this.#select('picture').value]!
  }

  get #kernelInputs(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('[name=weight]')]
  }

  get #kernel(): number[] {
    return this.#kernelInputs.map((input) => Number(input.value))
  }

  #place(name: string): number {
    return Number(this.#range(name).value) - 1
  }

  #say(text: string): void {
    this.querySelector('.readout')!.textContent = text
  }

  #range(name: string): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`[name=${name}]`)!
  }

  #select(name: string): HTMLSelectElement {
    return this.querySelector<HTMLSelectElement>(`select[name=${name}]`)!
  }

  #button(name: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`[data-do=${name}]`)!
  }
}

customElements.define('dlw-convolution', ConvolutionElement)
