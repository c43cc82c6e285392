const signature = [...'GCOL'].map((letter) => letter.charCodeAt(0))

/**
 * Checks the global heaps of an HDF5 file, which hold its texts of variable length: the objects of each must fill it.
 * The library follows their sizes without looking, and a size of zero leads it to the same object for ever.
 *
 * @returns Whether they do.
 * @see HDF5 file format specification 3.0, section III.E
 */
export function haveSoundGlobalHeaps(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = bytes.indexOf(signature[0]!); at >= 0; at = bytes.indexOf(signature[0]!, at + 1)) {
    if (at + 16 > bytes.length) return true
    // Version 1, and three zeros: numbers that happen to spell the signature go on in another way.
    if (signature.some((byte, place) => bytes[at + place] !== byte) || view.getUint32(at + 4, true) !== 1) continue
    const end = at + Number(view.getBigUint64(at + 8, true))
    if (!(end <= bytes.length) || !fills(view, at + 16, end)) return false
  }
  return true
}

/** Whether the objects from one place to another fill it. Object 0 is the free space at the end. */
function fills(view: DataView, from: number, end: number): boolean {
  for (let at = from; at + 16 <= end; ) {
    const size = Number(view.getBigUint64(at + 8, true))
    if (view.getUint16(at, true) === 0) return at + size === end
    at += 16 + Math.ceil(size / 8) * 8
    if (at > end) return false
  }
  return true
}
