import { progressBar } from '@dlw/train'
import type { Report } from './report.ts'
import type { RunContext } from './run-context.ts'
import { whyThisBackend } from './why-this-backend.ts'

/** How a terminal shows an episode. */
export interface TerminalContextOptions {
  /** Prints nothing (for `--json`); progress goes to stderr either way. */
  silent: boolean
  /** Also collects everything for a report. */
  report: Report | undefined
}

/** Prints to stdout, shows progress on stderr and passes everything on to the report. */
export function terminalContext({ silent, report }: TerminalContextOptions): RunContext {
  const write = (text: string): void => {
    if (!silent) process.stdout.write(`${text}\n`)
  }
  const say = (sentence: string): void => {
    write(sentence)
    report?.say(sentence)
  }
  const print = (value: string | { toString(): string }): void => {
    const text = String(value).replace(/^\n+|\n+$/g, '')
    write(`\n${text}\n`)
    report?.print(text)
  }
  let steps = 0
  return {
    step(title) {
      steps += 1
      write(`\n── ${steps}. ${title} ${'─'.repeat(Math.max(0, 76 - title.length))}\n`)
      report?.step(`${steps}. ${title}`)
    },
    say,
    backend(backend) {
      say(`Training runs on ${backend.name}: ${backend.device}.`)
      print(whyThisBackend(backend))
    },
    print: (_name, value) => print(value),
    async figure(name, caption, draw) {
      if (!report) return
      const path = await report.figure(name, caption, draw())
      write(`Figure: ${caption} → ${path}`)
    },
    training: () => (silent ? {} : progressBar()),
  }
}
