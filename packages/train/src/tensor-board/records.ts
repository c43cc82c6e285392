import { maskedCrc32c } from './crc32c.ts'

/** Frames data as one TFRecord: its length and the checksum of that, the data and its checksum. */
export function formatRecord(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 16)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, BigInt(data.length), true)
  view.setUint32(8, maskedCrc32c(bytes.subarray(0, 8)), true)
  bytes.set(data, 12)
  view.setUint32(12 + data.length, maskedCrc32c(data), true)
  return bytes
}

/**
 * The data of each TFRecord in a file. A last record that a crash cut off is left out.
 *
 * @throws RangeError when a checksum does not fit: the file is damaged, or no such file.
 */
export function parseRecords(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const records: Uint8Array[] = []
  let at = 0
  while (at + 12 <= bytes.length) {
    check(bytes.subarray(at, at + 8), view.getUint32(at + 8, true), at)
    const length = Number(view.getBigUint64(at, true))
    const end = at + 12 + length + 4
    if (end > bytes.length) break
    const data = bytes.subarray(at + 12, at + 12 + length)
    check(data, view.getUint32(end - 4, true), at)
    records.push(data)
    at = end
  }
  return records
}

function check(bytes: Uint8Array, sum: number, at: number): void {
  if (maskedCrc32c(bytes) === sum) return
  throw new RangeError(
    `parseEvents: expected a record with its checksum at byte ${at}, received another. The file is damaged.`,
  )
}
