/** What the device keeps of a cell or an exercise over a reload. */
export interface Kept {
  code: string
  /** What it printed and what the page said of it, when it ran last. */
  printed?: string
  status?: string
}

const most = 60_000
const keyOf = (kind: string, name: string): string => `dlw-code:${kind}:${name}`

/** Keeps the reader's code on this device. Where there is no room or no storage, it is not kept, and nothing else happens. */
export function keepCode(kind: string, name: string, kept: Kept | undefined): void {
  try {
    if (kept === undefined || kept.code.length > most) localStorage.removeItem(keyOf(kind, name))
    else localStorage.setItem(keyOf(kind, name), JSON.stringify({ ...kept, printed: kept.printed?.slice(0, most) }))
  } catch {
    // Private windows and full disks have none.
  }
}

/** What was kept, or undefined. */
export function keptCode(kind: string, name: string): Kept | undefined {
  try {
    const { code, printed, status } = JSON.parse(localStorage.getItem(keyOf(kind, name)) ?? '{}')
    if (typeof code !== 'string') return undefined
    return {
      code,
      ...(typeof printed === 'string' && printed !== '' && { printed }),
      ...(typeof status === 'string' && { status }),
    }
  } catch {
    return undefined
  }
}
