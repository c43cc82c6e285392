/** What the reader's code has printed and the page has not been told yet. */
export interface Printer {
  print(line: string): void
  /** Tells the page what is left: at the end. */
  flush(): void
}

/** Some lines for the page, and how many there were in all that it will not see. */
export type TellLines = (message: { type: 'print'; lines: string[]; dropped: number }) => void

const limits = { lines: 1000, letters: 200_000, wait: 50 }

/**
 * Gathers lines and tells them together, twenty times a second at most: code that prints in an endless loop then cannot
 * keep the page from hearing a click on Stop. The first thousand lines are kept; of the rest only their number.
 */
export function createPrinter(tell: TellLines, now: () => number = () => performance.now()): Printer {
  let waiting: string[] = []
  let [lines, letters, dropped, told, last] = [0, 0, 0, 0, Number.NEGATIVE_INFINITY]
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0 && dropped === told) return
    const message = { type: 'print' as const, lines: waiting, dropped }
    waiting = []
    told = dropped
    last = now()
    tell(message)
  }
  return {
    print(text) {
      for (const line of splitLines(text)) {
        if (lines >= limits.lines || letters >= limits.letters) {
          dropped += 1
          continue
        }
        const kept = shortened(line, limits.letters - letters)
        lines += 1
        letters += kept.length
        waiting.push(kept)
      }
      // An endless loop lets no timer run, so the clock is looked at here too.
      if (now() - last >= limits.wait) flush()
      else timer ??= setTimeout(flush, limits.wait)
    },
    flush,
  }
}

/** A text of very many lines is not taken apart to its end. */
function splitLines(text: string): string[] {
  return text.includes('\n') ? text.split('\n', 2 * limits.lines) : [text]
}

function shortened(line: string, room: number): string {
  const most = Math.min(10_000, room)
  return line.length <= most ? line : `${line.slice(0, most)} … (${line.length - most} more letters)`
}
