/**
 * The first code of the worker that runs what the reader wrote. The frame that starts it has an origin of its own and a
 * policy without network, so the browser itself refuses every request, database and cache. Here the ways out that would
 * fail are taken away too, and what the page serves instead is put in their place: files of the packages, and addresses
 * of the site's data.
 *
 * It is loaded as a script, and imports nothing.
 */
type Asked = {
  files?: Record<string, string>
  status?: number
  statusText?: string
  body?: ArrayBuffer
  refused?: string
}
type Reader = { start(order: unknown, tell: (message: unknown) => void): Promise<void> }

const scope = globalThis as unknown as Record<string, unknown>

addEventListener('message', function begin(event: MessageEvent) {
  const [port] = event.ports
  if (!port) return
  removeEventListener('message', begin)
  // Held here alone: the reader's code cannot reach the page by another way.
  const post = MessagePort.prototype.postMessage.bind(port)
  const waiting = new Map<number, (answer: Asked) => void>()
  let asked = 0
  const ask = (request: object): Promise<Asked> =>
    new Promise((resolve) => {
      asked += 1
      waiting.set(asked, resolve)
      post({ ...request, id: asked })
    })
  const needs: Record<string, readonly string[]> = event.data.needs
  const load = loader(needs, ask)
  port.onmessage = ({ data }) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  }
  const nativeFetch = fetch
  closeWaysOut()
  scope.fetch = (input: RequestInfo | URL, init?: RequestInit) => {
    const address = input instanceof Request ? input.url : String(input)
    if (/^(data|blob):/.test(address)) return nativeFetch(input, init)
    return fetched(address, init?.method === 'HEAD', ask)
  }
  const fail = (message: string): void => post({ type: 'error', message })
  addEventListener('error', (failure) => fail(failure.message))
  load('./reader.js').then(
    (reader) => (reader as Reader).start(event.data.order, limited(post)),
    (error) => fail(error.message),
  )
})

/** CommonJS by the page's hands: `load` fetches a file with all it needs, `require` runs it once. */
function loader(
  needs: Record<string, readonly string[]>,
  ask: (request: object) => Promise<Asked>,
): (path: string) => Promise<unknown> {
  const texts = new Map<string, string>()
  const modules = new Map<string, { exports: unknown }>()
  const nameOf = (path: string): string => path.replace(/^\.\//, '')
  const requireFile = (path: string): unknown => {
    const name = nameOf(path)
    const known = modules.get(name)
    if (known) return known.exports
    const text = texts.get(name)
    if (text === undefined) throw new Error(`Cannot find ${name} here.`)
    const module = { exports: {} }
    modules.set(name, module)
    new Function('module', 'exports', 'require', 'load', `${text}\n//# sourceURL=${name}`)(
      module,
      module.exports,
      requireFile,
      load,
    )
    return module.exports
  }
  const load = async (path: string): Promise<unknown> => {
    const wanted = new Set([nameOf(path)])
    for (const name of wanted) for (const other of needs[name] ?? []) wanted.add(other)
    const names = [...wanted].filter((name) => !texts.has(name))
    if (names.length > 0) {
      const { files, refused } = await ask({ type: 'files', names })
      if (!files) throw new Error(refused ?? 'A part could not be fetched. Is the site still reachable?')
      for (const name of names) texts.set(name, files[name]!)
    }
    return requireFile(path)
  }
  return load
}

async function fetched(
  address: string,
  headOnly: boolean,
  ask: (request: object) => Promise<Asked>,
): Promise<Response> {
  const { refused, status = 200, statusText = '', body } = await ask({ type: 'fetch', address, headOnly })
  if (refused) throw new TypeError(refused)
  return new Response(headOnly || status === 204 ? null : body, { status, statusText })
}

/** What would fail for want of an origin or a network is not there at all: libraries then do without. */
function closeWaysOut(): void {
  const names = [
    'caches',
    'indexedDB',
    'importScripts',
    'postMessage',
    'Worker',
    'SharedWorker',
    'BroadcastChannel',
    'XMLHttpRequest',
    'WebSocket',
    'WebSocketStream',
    'WebTransport',
    'EventSource',
    'FontFace',
    'close',
  ]
  for (let holder: object | null = globalThis; holder; holder = Object.getPrototypeOf(holder))
    for (const name of names) Reflect.deleteProperty(holder, name)
  for (const name of names) if (name in globalThis) Object.defineProperty(globalThis, name, { value: undefined })
  for (const name of ['locks', 'storage', 'serviceWorker', 'sendBeacon'])
    Object.defineProperty(navigator, name, { value: undefined })
}

/** Lets at most a thousand messages pass in a second, and the last word always: a page that is busy cannot be stopped. */
function limited(post: (message: unknown) => void): (message: unknown) => void {
  let [since, passed] = [performance.now(), 0]
  const now = performance.now.bind(performance)
  return (message) => {
    if (now() - since > 1000) [since, passed] = [now(), 0]
    passed += 1
    if (passed <= 1000 || /^(done|outcome|table|error)$/.test(String((message as { type?: string }).type)))
      post(message)
  }
}
