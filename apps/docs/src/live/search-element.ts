import { type FoundPage, plain, rankPages, termsOf, weights } from './rank-pages.ts'
import { showExcerpt } from './safe-nodes.ts'

interface Fragment {
  url: string
  excerpt: string
  content: string
  meta: { title: string }
  sub_results: { url: string; title: string; excerpt: string }[]
}
interface Hit {
  id: string
  score: number
  data(): Promise<Fragment>
}
interface Pagefind {
  init(): Promise<void>
  search(words: string, options: { filters: { kind: string } }): Promise<{ results: Hit[] }>
}
interface Page extends FoundPage {
  fragment: Fragment
}

/** How many pages of a kind are looked at for one list. */
const perKind = 8
const perList = 8

/** `<dlw-search>`: its index is loaded when it is opened for the first time. Enter opens the first page found. */
class SearchElement extends HTMLElement {
  #pagefind: Promise<Pagefind> | undefined
  #asked = 0
  #pages: Page[] = []
  #shown = perList

  connectedCallback(): void {
    const dialog = this.#part('dialog')
    this.#part('button').onclick = () => this.#open()
    const input = this.#part('input')
    input.oninput = () => this.#find(input.value)
    this.#part('form').onsubmit = (event) => {
      const isClosing = (event.submitter as HTMLButtonElement | null)?.value === 'close'
      if (!isClosing) event.preventDefault()
    }
    input.onkeydown = (event) => {
      if (event.key === 'Enter') {
        event.preventDefault()
        void this.#openFirst(input.value)
      }
    }
    dialog.onkeydown = (event) => this.#move(event)
    dialog.onclick = ({ target }) => {
      if (target === dialog || (target as HTMLElement).closest('a')) (dialog as HTMLDialogElement).close()
    }
    this.#more.onclick = () => {
      const first = this.#shown
      this.#shown += perList
      this.#list()
      this.querySelectorAll<HTMLElement>('li')[first]?.querySelector('a')?.focus()
    }
    document.addEventListener('keydown', (event) => {
      if ((event.metaKey || event.ctrlKey) && event.key === 'k') {
        event.preventDefault()
        this.#open()
      }
    })
  }

  #open(): void {
    const folder = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/pagefind/pagefind.js`
    this.#pagefind ??= import(/* @vite-ignore */ folder)
    this.querySelector('dialog')!.showModal()
    this.querySelector('input')!.select()
  }

  async #find(words: string): Promise<void> {
    this.#asked += 1
    const asked = this.#asked
    const say = (text: string): void => {
      this.querySelector('[role=status]')!.textContent = text
    }
    this.#shown = perList
    if (words.trim() === '') {
      this.#pages = []
      this.#list()
      return say('')
    }
    await new Promise((resolve) => setTimeout(resolve, 120))
    if (asked !== this.#asked) return
    try {
      const pages = await this.#search(words)
      // The reader has typed on meanwhile.
      if (asked !== this.#asked) return
      this.#pages = pages
      this.#list()
      say(pages.length === 0 ? 'Nothing found.' : `${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`)
    } catch {
      say(import.meta.env.DEV ? 'The index is made by the build.' : 'The index could not be loaded.')
    }
  }

  async #search(words: string): Promise<Page[]> {
    const pagefind = await this.#pagefind!
    // The site spells as in Britain, and readers as they like.
    const spellings = [...new Set([termsOf(words).join(' '), words.trim()])]
    const pages = await Promise.all(
      spellings.flatMap((spelling) =>
        Object.keys(weights).map(async (kind): Promise<Page[]> => {
          const { results } = await pagefind.search(spelling, { filters: { kind } })
          return Promise.all(results.slice(0, perKind).map(async (hit) => pageOf(await hit.data(), kind, hit.score)))
        }),
      ),
    )
    const byAddress = new Map(pages.flat().map((page) => [page.url, page]))
    return rankPages(words, [...byAddress.values()])
  }

  #list(): void {
    this.querySelector('ol')!.replaceChildren(...this.#pages.slice(0, this.#shown).map((page) => item(page)))
    this.#more.hidden = this.#pages.length <= this.#shown
  }

  /** Opens the best page for what is in the box now, also where the list is still that of a word before. */
  async #openFirst(words: string): Promise<void> {
    await this.#find(words)
    const first = this.#pages[0]
    if (first) location.href = first.parts[0] && isBetter(first, words) ? first.parts[0].url : first.url
  }

  /** Arrow keys go from the box through the pages found and back. */
  #move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const stops = [this.querySelector('input')!, ...this.querySelectorAll<HTMLElement>('li a')]
    const at = stops.indexOf(document.activeElement as HTMLInputElement)
    stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus()
  }

  get #more(): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>('[data-do=more]')!
  }

  #part<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
    return this.querySelector(name)!
  }
}

/** Whether a part of the page, and not the page, is named what was searched for. */
const isBetter = ({ title, parts }: Page, words: string): boolean => {
  const terms = termsOf(words)
  const has = (text: string): boolean => terms.every((term) => text.toLowerCase().includes(term))
  return !has(title) && has(parts[0]!.title)
}

const texts = new Map<string, string>()

function textOf(url: string, content: string): string {
  const text = texts.get(url) ?? plain(content)
  texts.set(url, text)
  return text
}

function pageOf(fragment: Fragment, kind: string, score: number): Page {
  const { url, meta, sub_results, content } = fragment
  const parts = sub_results.filter((part) => part.title !== meta.title)
  return { url, title: meta.title, kind, score, parts, text: textOf(url, content), fragment }
}

function item({ url, title, kind, parts, fragment }: Page): HTMLElement {
  const item = document.createElement('li')
  const link = (href: string, text: string, found: string, of?: string): HTMLElement => {
    const anchor = Object.assign(document.createElement('a'), { href })
    const quote = document.createElement('span')
    showExcerpt(quote, found)
    const name = Object.assign(document.createElement('strong'), { textContent: text })
    anchor.append(name)
    if (of) anchor.append(Object.assign(document.createElement('small'), { textContent: of }))
    anchor.append(quote)
    return anchor
  }
  const excerptOf = (part: { url: string }): string =>
    fragment.sub_results.find((each) => each.url === part.url)?.excerpt ?? ''
  const shown = parts.slice(0, 3).map((part) => link(part.url, part.title, excerptOf(part)))
  item.append(link(url, title, fragment.excerpt, kind), ...shown)
  return item
}

customElements.define('dlw-search', SearchElement)
