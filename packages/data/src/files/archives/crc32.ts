const table = /*#__PURE__*/ Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})

/** Returns the CRC-32 of bytes, as in zip and PNG. */
export function crc32(bytes: Uint8Array): number {
  let sum = -1
  for (let index = 0; index < bytes.length; index++) sum = (sum >>> 8) ^ table[(sum ^ bytes[index]!) & 255]!
  return ~sum >>> 0
}
