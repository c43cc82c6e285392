import { showExcerpt } from './safe-nodes.ts'

/** `<dlw-late>`: puts what its `<noscript>` holds into the page when it is about to be seen, or printed. */
class LateElement extends HTMLElement {
  #observer: IntersectionObserver | undefined

  connectedCallback(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.show()
      },
      { rootMargin: '300px' },
    )
    this.#observer.observe(this)
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect()
  }

  show(): void {
    this.#observer?.disconnect()
    const held = this.querySelector('noscript')
    if (held) showExcerpt(this, held.textContent)
  }
}

customElements.define('dlw-late', LateElement)
addEventListener('beforeprint', () => {
  for (const element of document.querySelectorAll<LateElement>('dlw-late')) element.show()
})
