/** Header of a `.npy` file. */
export interface NpyHeader {
  shape: number[]
  fortranOrder: boolean
  /** NumPy's type code: `i`, `u`, `f` or `b`. */
  kind: string
  /** Bytes per value. */
  bytes: number
  littleEndian: boolean
  /** Number of values. */
  count: number
  /** Byte offset of the values. */
  offset: number
}

const readable = new Set(['i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'f2', 'f4', 'f8', 'b1'])

/** NumPy's limit. */
const mostAxes = 64

/** Parses the header of a `.npy` file and checks it against the length of the content. It evaluates no code. */
export function parseNpyHeader(content: Uint8Array): NpyHeader {
  const { text, offset } = headerText(content)
  const descr = /'descr':\s*(?:'([^']*)'|([[(]))/.exec(text)
  const order = /'fortran_order':\s*(True|False)/.exec(text)
  const shape = /'shape':\s*\(([\d\s,L]*)\)/.exec(text)
  if (!/^\{.*\}\s*$/s.test(text) || !descr || !order || !shape) {
    throw new RangeError(
      `parseNpy: expected a header with descr, fortran_order and shape, received ${JSON.stringify(text.slice(0, 80))}. Save the array again with numpy.save.`,
    )
  }
  const type = /^([<>|=])([a-zA-Z])(\d+)$/.exec(descr[1] ?? '')
  if (!type || !readable.has(`${type[2]}${type[3]}`)) {
    throw new TypeError(
      `parseNpy: expected integers, floats or booleans, received descr=${descr[1] ?? 'a record'}. Convert with astype before numpy.save.`,
    )
  }
  const lengths = (shape[1]!.match(/\d+/g) ?? []).map(Number)
  if (lengths.length > mostAxes) {
    throw new RangeError(
      `parseNpy: expected at most ${mostAxes} axes as in NumPy, received ${lengths.length}. Save the array again with numpy.save.`,
    )
  }
  const count = lengths.reduce((product, length) => product * length, 1)
  const bytes = Number(type[3])
  if (!(Number.isSafeInteger(count) && offset + count * bytes <= content.length)) {
    throw new RangeError(
      `parseNpy: expected ${count * bytes} bytes of values for shape=(${lengths.join(', ')}), received ${content.length - offset}. The file is cut short: fetch it again.`,
    )
  }
  return {
    shape: lengths,
    fortranOrder: order[1] === 'True',
    kind: type[2]!,
    bytes,
    littleEndian: type[1] !== '>',
    count,
    offset,
  }
}

function headerText(content: Uint8Array): { text: string; offset: number } {
  const magic = String.fromCharCode(...content.subarray(0, 6))
  const version = content[6] ?? 0
  if (magic !== '\x93NUMPY' || version < 1 || version > 3 || content.length < 12) {
    throw new RangeError(
      `parseNpy: expected a .npy file of version 1 to 3, received ${content.length} bytes beginning ${JSON.stringify(magic)}. Save the array with numpy.save.`,
    )
  }
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const start = version === 1 ? 10 : 12
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const offset = start + length
  if (offset > content.length) {
    throw new RangeError(
      `parseNpy: expected a header of ${length} bytes, received ${content.length - start}. The file is cut short: fetch it again.`,
    )
  }
  return { text: new TextDecoder().decode(content.subarray(start, offset)), offset }
}
