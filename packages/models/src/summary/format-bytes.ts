const units = ['B', 'KB', 'MB', 'GB', 'TB']

/** Formats a number of bytes as in Keras's summary: `332.00 B`, `55.08 KB`, `6.96 MB`. */
export function formatBytes(bytes: number): string {
  const scale = bytes > 0 ? Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1) : 0
  return `${(bytes / 1024 ** scale).toFixed(2)} ${units[scale]}`
}
