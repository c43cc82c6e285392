import { showExcerpt } from './safe-nodes.ts'
import { whenNear } from './when-near.ts'

/** `<dlw-late>`: puts what its `<noscript>` holds into the page when it is about to be seen, or printed. */
class LateElement extends HTMLElement {
  #forget: (() => void) | undefined

  connectedCallback(): void {
    this.#forget = whenNear(this, () => this.show())
  }

  disconnectedCallback(): void {
    this.#forget?.()
  }

  show(): void {
    this.#forget?.()
    const held = this.querySelector('noscript')
    if (held) showExcerpt(this, held.textContent)
  }
}

customElements.define('dlw-late', LateElement)
addEventListener('beforeprint', () => {
  for (const element of document.querySelectorAll<LateElement>('dlw-late')) element.show()
})
