import { type Field, parseMessage } from './protobuf.ts'
import { parseRecords } from './records.ts'

/** What an event file holds of one tag at one step. */
export interface TensorBoardEvent {
  /** Seconds since 1970. */
  wallTime: number
  step: number
  tag: string
  /** Which part of TensorBoard shows it: `scalars`, `histograms`, `text`, `images`, `hparams`. */
  plugin: string
  /** The shape of `values`. */
  shape: number[]
  /** Numbers, or for text and pictures their bytes. */
  values: number[] | Uint8Array[]
}

/** What {@link parseEvents} found in a file. */
export interface EventFile {
  events: TensorBoardEvent[]
  /** For each layer of a graph its name, kind and what flows into it. */
  graph: { name: string; operation: string; inputs: string[] }[]
}

const text = (bytes: Uint8Array | number | undefined): string => new TextDecoder().decode(bytes as Uint8Array)
const all = (fields: readonly Field[], number: number): (number | Uint8Array)[] =>
  fields.filter((field) => field.number === number).map(({ value }) => value)
const message = (fields: readonly Field[], number: number): Field[] =>
  parseMessage((all(fields, number)[0] as Uint8Array | undefined) ?? new Uint8Array())

/**
 * Reads an event file of TensorBoard, of ours or of TensorFlow 2, with its checksums. What a crash cut off is left out.
 *
 * @throws RangeError when the file is damaged, or no event file.
 * @see TensorBoard `EventFileLoader`
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { eventWriter, parseEvents } from '@dlw/train'
 *
 * const writer = await eventWriter('logs/run')
 * writer.text('note', 'lower rate', 3)
 * await writer.flush()
 * console.log(parseEvents(await readFile(writer.path)).events[0]?.plugin) // → text
 * ```
 */
export function parseEvents(bytes: Uint8Array): EventFile {
  const events = parseRecords(bytes).map(parseMessage)
  if (text(all(events[0] ?? [], 3)[0]) !== 'brain.Event:2') {
    throw new RangeError('parseEvents: expected an event file that begins with its version, received another file.')
  }
  const graph = events.flatMap((event) => all(event, 4)).flatMap((one) => all(parseMessage(one as Uint8Array), 1))
  return {
    events: events.flatMap((event) => all(message(event, 5), 1).map((value) => parseValue(event, value as Uint8Array))),
    graph: graph.map((node) => {
      const fields = parseMessage(node as Uint8Array)
      return { name: text(all(fields, 1)[0]), operation: text(all(fields, 2)[0]), inputs: all(fields, 3).map(text) }
    }),
  }
}

function parseValue(event: readonly Field[], bytes: Uint8Array): TensorBoardEvent {
  const value = parseMessage(bytes)
  const tensor = message(value, 8)
  const sizes = all(message(tensor, 2), 2).map((size) => Number(all(parseMessage(size as Uint8Array), 1)[0] ?? 0))
  return {
    wallTime: Number(all(event, 1)[0]),
    step: Number(all(event, 2)[0] ?? 0),
    tag: text(all(value, 1)[0]),
    plugin: text(all(message(message(value, 9), 1), 1)[0]),
    shape: sizes,
    values: valuesOf(tensor),
  }
}

function valuesOf(tensor: readonly Field[]): number[] | Uint8Array[] {
  const [type] = all(tensor, 1)
  const [content] = all(tensor, 4) as Uint8Array[]
  if (content?.length) {
    const own = Uint8Array.from(content).buffer
    return Array.from(type === 1 ? new Float32Array(own) : new Float64Array(own))
  }
  if (type === 7) return all(tensor, 8) as Uint8Array[]
  return all(tensor, type === 1 ? 5 : 6).flatMap((value) =>
    typeof value === 'number'
      ? [value]
      : Array.from(
          type === 1
            ? new Float32Array(Uint8Array.from(value).buffer)
            : new Float64Array(Uint8Array.from(value).buffer),
        ),
  )
}
