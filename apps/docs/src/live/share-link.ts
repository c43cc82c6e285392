/** The most characters of code that a link carries. */
const longest = 20_000

/** Code as a short text for an address: deflated, in the letters that need no escape there. */
export async function packCode(code: string): Promise<string> {
  if (code.length > longest) {
    throw new RangeError(`The code has ${code.length} characters; a link carries ${longest} at most.`)
  }
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(code))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/**
 * The code that a text of {@link packCode} stands for.
 *
 * @throws Error if it is no such text, or stands for more than a link may carry.
 */
export async function unpackCode(text: string): Promise<string> {
  try {
    if (text.length > longest) throw new RangeError('too long')
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    )
    const plain = await through(new DecompressionStream('deflate-raw'), bytes, 4 * longest)
    const code = new TextDecoder('utf-8', { fatal: true }).decode(plain)
    if (code.length > longest) throw new RangeError('too long')
    return code
  } catch (cause) {
    throw new Error('The code in this link cannot be read: it was cut off or changed on its way.', { cause })
  }
}

/** Puts code into the page's address under a kind and a name, and copies that; says what became of it. */
export async function shareCode(kind: string, name: string, code: string): Promise<string> {
  let packed: string
  try {
    packed = await packCode(code)
  } catch (error) {
    return (error as Error).message
  }
  history.replaceState(null, '', `#${kind}=${name}=${packed}`)
  const copied = await navigator.clipboard?.writeText(location.href).then(
    () => true,
    () => false,
  )
  return copied ? 'The link with your code is copied.' : 'The address of this page now holds your code: copy it.'
}

/** The packed code that the page's address carries for a kind and a name. */
export function sharedCode(kind: string, name: string): string | undefined {
  const [sharedKind, sharedName, packed] = location.hash.slice(1).split('=', 3)
  return sharedKind === kind && sharedName === name && packed ? packed : undefined
}

/** All bytes that come out of a stream; the rest is left in it where there are more than `most`. */
async function through(
  transform: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
  most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value)
    length += part.value.length
    if (length > most) {
      await reader.cancel()
      throw new RangeError('too long')
    }
  }
  const all = new Uint8Array(length)
  let place = 0
  for (const chunk of chunks) {
    all.set(chunk, place)
    place += chunk.length
  }
  return all
}
