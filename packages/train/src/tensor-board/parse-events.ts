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

const all = (fields: readonly Field[], number: number): (number | Uint8Array)[] =>
  fields.filter((field) => field.number === number).map(({ value }) => value)

/** A value that must be bytes: a text, or a message in a message. */
function bytesOf(value: number | Uint8Array): Uint8Array {
  if (typeof value !== 'number') return value
  throw new RangeError(`parseEvents: expected bytes in a field, received ${value}. The file is damaged.`)
}

/** A value that must be a number; 0 where the field is left out. */
function numberOf(value: number | Uint8Array | undefined): number {
  if (typeof value !== 'object') return value ?? 0
  throw new RangeError(
    `parseEvents: expected a number in a field, received ${value.length} bytes. The file is damaged.`,
  )
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const texts = (fields: readonly Field[], number: number): string[] =>
  all(fields, number).map((value) => textOf(bytesOf(value)))
const text = (fields: readonly Field[], number: number): string => texts(fields, number)[0] ?? ''
const messages = (fields: readonly Field[], number: number): Field[][] =>
  all(fields, number).map((value) => parseMessage(bytesOf(value)))
const message = (fields: readonly Field[], number: number): Field[] => messages(fields, number)[0] ?? []
const number = (fields: readonly Field[], name: number): number => numberOf(all(fields, name)[0])

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
  if (!events[0] || text(events[0], 3) !== 'brain.Event:2') {
    throw new RangeError('parseEvents: expected an event file that begins with its version, received another file.')
  }
  const nodes = events.flatMap((event) => messages(event, 4)).flatMap((graph) => messages(graph, 1))
  return {
    events: events.flatMap((event) => messages(message(event, 5), 1).map((value) => eventOf(event, value))),
    graph: nodes.map((node) => ({ name: text(node, 1), operation: text(node, 2), inputs: texts(node, 3) })),
  }
}

function eventOf(event: readonly Field[], value: readonly Field[]): TensorBoardEvent {
  const tensor = message(value, 8)
  const shape = messages(message(tensor, 2), 2).map((size) => number(size, 1))
  const tag = text(value, 1)
  const wallTime = number(event, 1)
  if (!Number.isFinite(wallTime)) {
    throw new RangeError(
      `parseEvents: expected a time for tag ${tag}, received wallTime=${wallTime}. The file is damaged.`,
    )
  }
  return {
    wallTime,
    step: number(event, 2),
    tag,
    plugin: text(message(message(value, 9), 1), 1),
    shape,
    values: valuesOf(tensor, shape, tag),
  }
}

/** TensorFlow's numbers for the kinds of values: float, double and text. */
const [float, double, string] = [1, 2, 7]

function valuesOf(tensor: readonly Field[], shape: readonly number[], tag: string): number[] | Uint8Array[] {
  if (tensor.length === 0) return []
  const type = number(tensor, 1)
  const size = shape.reduce((product, length) => product * length, 1)
  const expectSize = <Value>(values: Value[]): Value[] => {
    if (values.length === size && shape.every((length) => length >= 0)) return values
    throw new RangeError(
      `parseEvents: expected ${size} values of shape [${shape.join(', ')}] for tag ${tag}, received ${values.length}. The file is damaged.`,
    )
  }
  if (type === string) return expectSize(all(tensor, 8).map(bytesOf))
  if (type !== float && type !== double) {
    throw new RangeError(
      `parseEvents: expected floats, doubles or text for tag ${tag}, received TensorFlow's type ${type}. Write another type as float.`,
    )
  }
  const listed = all(tensor, type === float ? 5 : 6)
  const [content] = all(tensor, 4).map(bytesOf)
  const values = (content?.length ? [content] : listed).flatMap((value) =>
    typeof value === 'number' ? [value] : numbersOf(value, type, tag),
  )
  return expectSize(values)
}

function numbersOf(bytes: Uint8Array, type: number, tag: string): number[] {
  const Numbers = type === float ? Float32Array : Float64Array
  if (bytes.length % Numbers.BYTES_PER_ELEMENT === 0) return Array.from(new Numbers(Uint8Array.from(bytes).buffer))
  throw new RangeError(
    `parseEvents: expected numbers of ${Numbers.BYTES_PER_ELEMENT} bytes for tag ${tag}, received ${bytes.length} bytes. The file is damaged.`,
  )
}
