import { type MessageWriter, message } from './protobuf.ts'

const types = { float: 1, double: 2, string: 7 } as const
const dataClasses = { scalars: 1, histograms: 2, text: 2, images: 3, hparams: 0 } as const

/** The plugins of TensorBoard that values are written for. */
export type Plugin = keyof typeof dataClasses

const tensor = (type: keyof typeof types, shape: readonly number[]): MessageWriter => {
  const dimensions = message()
  for (const size of shape) dimensions.bytes(2, message().integer(1, size))
  return message().integer(1, types[type]).bytes(2, dimensions)
}

function summary(
  tag: string,
  plugin: Plugin,
  value: MessageWriter,
  content: Uint8Array = new Uint8Array(),
): MessageWriter {
  const metadata = message().bytes(1, message().bytes(1, plugin).bytes(2, content)).integer(4, dataClasses[plugin])
  return message().bytes(1, message().bytes(1, tag).bytes(8, value).bytes(9, metadata))
}

/** A number. */
export const scalarSummary = (tag: string, value: number): MessageWriter =>
  summary(tag, 'scalars', tensor('float', []).float(5, value))

/** Text, which TensorBoard shows as Markdown. */
export const textSummary = (tag: string, text: string): MessageWriter =>
  summary(tag, 'text', tensor('string', []).bytes(8, text))

/** A picture from the bytes of a PNG file. */
export function imageSummary(tag: string, png: Uint8Array): MessageWriter {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  if (!(png.length > 24 && view.getUint32(0) === 0x89504e47)) {
    throw new TypeError('image: expected the bytes of a PNG file, received others. Make them with toPng of @dlw/viz.')
  }
  const size = [view.getUint32(16), view.getUint32(20)]
  const content = message().integer(1, 1).finish()
  const value = tensor('string', [3]).bytes(8, String(size[0])).bytes(8, String(size[1])).bytes(8, png)
  return summary(tag, 'images', value, content)
}

/** How values are spread: 30 buckets of one width. */
export function histogramSummary(tag: string, values: ArrayLike<number>): MessageWriter {
  const buckets = bucketsOf(Array.from(values).filter(Number.isFinite))
  const content = new Uint8Array(new Float64Array(buckets.flat()).buffer)
  return summary(tag, 'histograms', tensor('double', [buckets.length, 3]).bytes(4, content))
}

/** `[left, right, count]` of each bucket. */
function bucketsOf(values: readonly number[], count = 30): [number, number, number][] {
  if (values.length === 0) return []
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
  if (low === high) return [[low - 0.5, high + 0.5, values.length]]
  const width = (high - low) / count
  const counts = new Array<number>(count).fill(0)
  for (const value of values) counts[Math.min(count - 1, Math.floor((value - low) / width))]! += 1
  return counts.map((number, index) => [
    low + index * width,
    index === count - 1 ? high : low + (index + 1) * width,
    number,
  ])
}

/** Hyper-parameters, by which TensorBoard sorts and compares runs. */
export type HyperParameters = Readonly<Record<string, number | string | boolean>>

const noValue = (): MessageWriter => tensor('float', [0])
const hparams = (tag: string, field: number, value: MessageWriter): MessageWriter =>
  summary(`_hparams_/${tag}`, 'hparams', noValue(), message().bytes(field, value).finish())

/** What a run was started with. */
export function startSummary(values: HyperParameters, seconds: number): MessageWriter {
  const info = message()
  for (const [name, value] of Object.entries(values)) {
    const boxed =
      typeof value === 'number'
        ? message().double(2, value)
        : typeof value === 'string'
          ? message().bytes(3, value)
          : message().integer(4, Number(value))
    info.bytes(1, message().bytes(1, name).bytes(2, boxed))
  }
  return hparams('session_start_info', 3, info.double(5, seconds))
}

/** That a run ended well. */
export const endSummary = (seconds: number): MessageWriter =>
  hparams('session_end_info', 4, message().integer(1, 1).double(2, seconds))
