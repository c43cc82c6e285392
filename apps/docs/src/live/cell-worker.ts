import { cells } from 'dlw:cells'
import type { Start } from './messages.ts'
import { moduleByName } from './modules.ts'
import { perform, tell } from './perform.ts'
import { runCell } from './run-cell.ts'

/** Trains with a program that the reader has changed: it is compiled here, and may import all of every package. */
self.onmessage = ({ data }: MessageEvent<Start>) =>
  perform(data, async ({ program, source }) => {
    const { run, modules } = await cells[program]!()
    const loadModule = (name: string): Promise<unknown> => moduleByName(name, modules)
    const print = (line: string): void => tell({ type: 'print', line })
    return (options, context) => runCell({ source: source!, run, options, context, loadModule, print })
  })
