import { encodingOf, isGzip, textDecoder } from './decode-text.ts'

/**
 * The text of a stream of bytes as it comes: unpacked where it is gzip, decoded by its byte-order mark, by `encoding`, or
 * as UTF-8.
 *
 * @throws RangeError for bytes that are not of the encoding.
 */
export async function* decodeStream(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  encoding: string | undefined,
  caller: string,
): AsyncGenerator<string, void, void> {
  const { head, stream } = await peek(bytes)
  const plain = isGzip(head) ? await peek(stream.pipeThrough(new DecompressionStream('gzip'))) : { head, stream }
  const decoder = textDecoder(encoding ?? encodingOf(plain.head, caller), caller)
  const reader = plain.stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      let text: string
      try {
        text = decoder.decode(value, { stream: !done })
      } catch (cause) {
        throw new RangeError(
          `${caller}: expected text in ${encoding ?? 'UTF-8'}, received other bytes. ${encoding === undefined ? "Pass { encoding: 'latin1' } for files of Excel and older programs, or save the file as UTF-8." : 'Pass the encoding that the file was written in.'}`,
          { cause },
        )
      }
      if (text !== '') yield text
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** The first bytes, and the stream with them. */
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
