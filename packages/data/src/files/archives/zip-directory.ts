/** An entry of a zip archive, as its directory describes it. */
export interface ZipEntry {
  name: string
  /** Bytes in the archive. */
  packed: number
  /** Bytes once unpacked. */
  size: number
  crc: number
  /** 0: stored, 8: deflate. */
  method: number
  /** Byte offset of its local header. */
  offset: number
}

const [endMark, end64Mark, locatorMark, entryMark] = [0x06054b50, 0x06064b50, 0x07064b50, 0x02014b50]

/**
 * Reads the directory of a zip archive, which says where each entry is and how large; also of zip64.
 *
 * @throws Error whose message is a clause: what is wrong with the archive.
 * @see PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16
 */
export function zipDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { start, end, count } = directoryPlace(view)
  const entries: ZipEntry[] = []
  let at = start
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entryMark) throw new Error('its directory is damaged')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true))
    const extra = at + 46 + nameLength!
    const next = extra + extraLength! + commentLength!
    if (next > bytes.length) throw new Error('its directory is cut short')
    if (view.getUint16(at + 8, true) & 1) throw new Error('it is encrypted')
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, extra)),
      crc: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
      ...places(view, at, extra, extra + extraLength!),
    })
    at = next
  }
  if (at !== end) throw new Error('its directory is damaged')
  return entries
}

/** Finds the directory: the record behind it says where it starts and how many entries it has. */
function directoryPlace(view: DataView): { start: number; end: number; count: number } {
  // A comment of up to 65,535 bytes may follow.
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--) {
    if (view.getUint32(at, true) !== endMark) continue
    const [count, size, start] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ]
    const isLarge = at >= 20 && view.getUint32(at - 20, true) === locatorMark
    if (count < 0xffff && size < 0xffffffff && start < 0xffffffff) {
      // Nothing but the records of zip64 stands between the directory and its end.
      if (start + size !== at && !isLarge) break
      return { start, end: start + size, count }
    }
    const record = isLarge ? Number(view.getBigUint64(at - 12, true)) : Number.NaN
    if (!(record + 56 <= view.byteLength && view.getUint32(record, true) === end64Mark)) break
    const field = (place: number): number => Number(view.getBigUint64(record + place, true))
    return { start: field(48), end: field(48) + field(40), count: field(32) }
  }
  throw new Error('it is not a whole zip archive')
}

/** Reads an entry's sizes and place; those that do not fit into 32 bits are in its zip64 field. */
function places(view: DataView, at: number, from: number, to: number): Pick<ZipEntry, 'size' | 'packed' | 'offset'> {
  const [packed, size, offset] = [20, 24, 42].map((field) => view.getUint32(at + field, true)) as [
    number,
    number,
    number,
  ]
  let [field, fieldEnd] = [0, 0]
  for (let next = from; next + 4 <= to; next += 4 + view.getUint16(next + 2, true)) {
    if (view.getUint16(next, true) !== 1) continue
    field = next + 4
    fieldEnd = Math.min(field + view.getUint16(next + 2, true), to)
  }
  const whole = (value: number): number => {
    if (value < 0xffffffff || field === 0) return value
    if (field + 8 > fieldEnd) throw new Error('its directory is damaged')
    field += 8
    return Number(view.getBigUint64(field - 8, true))
  }
  // The field has them in this order.
  const unpacked = whole(size)
  return { size: unpacked, packed: whole(packed), offset: whole(offset) }
}
