import { brokenGzip, encodingOf, isGzip, notEncoded, textDecoder } from './decode-text.ts'

/**
 * Decodes a stream of bytes to text as it arrives: unzips gzip, and decodes by the byte-order mark, by `encoding`, or
 * as UTF-8.
 *
 * @throws RangeError for bytes that are invalid in the encoding.
 */
export async function* decodeStream(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  encoding: string | undefined,
  caller: string,
): AsyncGenerator<string, void, void> {
  const { head, stream } = await peek(bytes)
  const packed = isGzip(head)
  const broken = (cause: unknown): never => {
    throw packed ? brokenGzip(caller, cause) : cause
  }
  const plain = packed
    ? await peek(stream.pipeThrough(new DecompressionStream('gzip'))).catch(broken)
    : { head, stream }
  const decoder = textDecoder(encoding ?? encodingOf(plain.head, caller), caller)
  const reader = plain.stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(broken)
      let text: string
      try {
        text = decoder.decode(value, { stream: !done })
      } catch (cause) {
        throw notEncoded(new Uint8Array(0), encoding, caller, cause)
      }
      if (text !== '') yield text
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Returns the first bytes, and the stream including them. */
async function peek(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<{ head: Uint8Array; stream: ReadableStream<Uint8Array<ArrayBuffer>> }> {
  const reader = stream.getReader()
  const first = await reader.read()
  return {
    head: first.value ?? new Uint8Array(0),
    stream: new ReadableStream({
      start(controller) {
        if (first.value) controller.enqueue(first.value)
        if (first.done) controller.close()
      },
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    }),
  }
}
