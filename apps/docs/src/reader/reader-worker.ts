import { cells } from 'dlw:cells'
import type { ProgramContext, ProgramOptions } from '../../../episodes/src/program.ts'
import { type Message, readOrder } from '../live/messages.ts'
import { moduleByName } from '../live/modules.ts'
import { perform } from '../live/perform.ts'
import { runCell } from '../live/run-cell.ts'
import { type Check, runExercise } from '../live/run-exercise.ts'
import { createPrinter } from './printer.ts'
import { readerConsole } from './reader-console.ts'

const checks = import.meta.glob<{ default: Check }>('../../exercises/*/*/check.ts')

/**
 * Runs what the reader wrote: a program of the lesson as changed, or an exercise, which may import all of every package;
 * or trains on the reader's own table.
 */
export async function start(given: unknown, tell: (message: Message) => void): Promise<void> {
  const order = readOrder(given)
  const printer = createPrinter(tell)
  const console = readerConsole(printer.print)
  globalThis.console = console as Console
  const last = (message: Message): void => {
    if (message.type === 'done' || message.type === 'error') printer.flush()
    tell(message)
  }
  if (order.kind === 'table') {
    const { answerTableOrder } = await import('../own-table/answer-table-order.ts')
    return answerTableOrder(order, tell)
  }
  if (order.kind === 'exercise') {
    const { default: check } = await checks[`../../exercises/${order.exercise}/check.ts`]!()
    const { passed, message } = await runExercise(order.source, { check, loadModule: loadForExercise, console })
    printer.flush()
    tell({ type: 'outcome', passed, message })
    return
  }
  const find = async ({ program }: { program: string }) => {
    const { run, modules } = await cells[program]!()
    const loadModule = (name: string): Promise<unknown> => moduleByName(name, modules)
    return (options: ProgramOptions, context: ProgramContext) =>
      runCell({ source: order.source, run, options, context, loadModule, console })
  }
  await perform(order.start, find, last)
}

async function loadForExercise(name: string): Promise<unknown> {
  const module = moduleByName(name)
  // Tensors need a backend; plain JavaScript is enough for the small ones of an exercise.
  const [tf] = await Promise.all([import('@tensorflow/tfjs-core'), import('@tensorflow/tfjs-backend-cpu'), module])
  await tf.setBackend('cpu')
  return module
}
