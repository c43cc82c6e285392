import { type Numeric, Table, toTensor } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { isByName, type PerName } from '../rows/by-name.ts'
import { isStream, type LabelledData, type LabelledStream } from '../rows/labelled-data.ts'

type Parts = Numeric | PerName<Numeric>

/** Packs rows for another thread. */
export interface DataCarrier {
  /** What to move: the buffers of all that was packed. */
  readonly buffers: Set<ArrayBuffer>
  /** Rows as typed arrays with their shapes. */
  pack(data: LabelledData, what: string): Promise<LabelledData>
  /** Something for each output, or one for all. */
  packPart(parts: Parts, what: string, names: readonly string[]): Promise<Parts>
}

/**
 * Packs rows so that they move to another thread and nothing is copied: typed arrays that fill their buffer move as they
 * are, unless `keepData`; lists, tables and tensors become typed arrays. What lies in shared memory is shared.
 */
export function dataCarrier(model: LayersModel, { keepData }: { keepData: boolean }): DataCarrier {
  const buffers = new Set<ArrayBuffer>()

  const moved = <View extends ArrayBufferView>(view: View, what: string, isOurs = false): View => {
    const { buffer, byteLength } = view
    if (!(buffer instanceof ArrayBuffer)) return view
    if ((buffer as { detached?: boolean }).detached) throw alreadyMoved(what)
    const stays = !isOurs && (keepData || byteLength !== buffer.byteLength)
    const own = stays ? (view as unknown as Float32Array).slice() : view
    buffers.add(own.buffer as ArrayBuffer)
    return own as unknown as View
  }

  const packOne = async (value: Numeric, what: string): Promise<Numeric> => {
    if (ArrayBuffer.isView(value)) return moved(value, what)
    if (ArrayBuffer.isView((value as { data?: unknown } | undefined)?.data)) {
      const { data, ...rest } = value as { data: Float32Array; shape: number[] }
      return { ...rest, data: moved(data, what) } as Numeric
    }
    const tensor = toTensor(value)
    try {
      const values = await tensor.data()
      // A tensor of the caller's may be read again; the one made of a list or table is nobody else's.
      const isShared = value instanceof tf.Tensor
      const data = moved((isShared ? values.slice() : values) as Float32Array, what, true)
      const columns = value instanceof Table && { columns: [...value.columns] }
      return { shape: [...tensor.shape], data, ...columns }
    } finally {
      tensor.dispose()
    }
  }

  const packPart = async (parts: Parts, what: string, names: readonly string[]): Promise<Parts> => {
    if (isByName<Numeric>(parts)) {
      const packed: Record<string, Numeric> = {}
      for (const [name, part] of Object.entries(parts)) packed[name] = await packOne(part, what)
      return packed
    }
    // With several inputs or outputs a list holds one thing for each of them.
    const isList =
      names.length > 1 && Array.isArray(parts) && parts.length === names.length && typeof parts[0] === 'object'
    if (!isList) return packOne(parts as Numeric, what)
    const packed: Numeric[] = []
    for (const part of parts as Numeric[]) packed.push(await packOne(part, what))
    return packed
  }

  return {
    buffers,
    packPart,
    async pack(data, what) {
      if (isStream(data as LabelledData | LabelledStream)) {
        throw new TypeError(
          `fitInWorker: expected ${what} that memory holds, received a stream, whose functions cannot cross to a worker. Call fit in a worker of your own.`,
        )
      }
      const { inputNames, outputNames } = model
      const { x, y, sampleWeight } = data
      return {
        x: await packPart(x, 'x', inputNames),
        y: await packPart(y, 'y', outputNames),
        ...(sampleWeight !== undefined && {
          sampleWeight: await packPart(sampleWeight, 'sampleWeight', outputNames),
        }),
      }
    },
  }
}

const alreadyMoved = (what: string): TypeError =>
  new TypeError(
    `fitInWorker: expected ${what} with its values, received an array that an earlier call moved to a worker. Load it again, or pass keepData: true to each call.`,
  )
