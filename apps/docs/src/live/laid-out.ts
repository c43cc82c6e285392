/** Lays the whole page out, parts far from the window too: only then is each place where it will be. */
export function layOut(): void {
  document.documentElement.dataset.laidOut = ''
}

/** Scrolls to an element, and focuses nothing. */
export function bringTo(element: Element): void {
  layOut()
  element.scrollIntoView({ block: 'start' })
}
