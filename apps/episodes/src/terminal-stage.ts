import { progressBar } from '@dlw/train'
import type { Report } from './report.ts'
import type { Stage } from './stage.ts'

/** How a terminal stage behaves. */
export interface TerminalStageOptions {
  /** Prints nothing (for `--json`); progress goes to stderr either way. */
  silent: boolean
  /** Also collects everything for a report. */
  report: Report | undefined
}

/** A stage that prints to stdout, shows progress on stderr and passes everything on to the report. */
export function terminalStage({ silent, report }: TerminalStageOptions): Stage {
  const print = (text: string): void => {
    if (!silent) process.stdout.write(`${text}\n`)
  }
  let steps = 0
  return {
    step(title) {
      steps += 1
      print(`\n── ${steps}. ${title} ${'─'.repeat(Math.max(0, 76 - title.length))}\n`)
      report?.step(`${steps}. ${title}`)
    },
    say(sentence) {
      print(sentence)
      report?.say(sentence)
    },
    print(value) {
      const text = String(value).replace(/^\n+|\n+$/g, '')
      print(`\n${text}\n`)
      report?.print(text)
    },
    async figure(name, caption, draw) {
      if (!report) return
      const path = await report.figure(name, caption, draw())
      print(`Figure: ${caption} → ${path}`)
    },
    progress() {
      return silent ? {} : progressBar()
    },
  }
}
