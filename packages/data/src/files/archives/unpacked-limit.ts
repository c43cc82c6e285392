/** Up to here, any ratio is fine. */
const harmless = 2 ** 27

/**
 * Returns how many bytes a compressed file may become: a hundred times its size, and always 128 MiB. Real data stay far
 * below; a file made to exhaust memory does not.
 */
export const unpackedLimit = (packed: number): number => Math.max(harmless, 100 * packed)
