import { append, joinPath } from '@dlw/data/files'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { processName } from '#system'
import { modelGraph } from './model-graph.ts'
import { type MessageWriter, message } from './protobuf.ts'
import { formatRecord } from './records.ts'
import {
  endSummary,
  type HyperParameters,
  histogramSummary,
  imageSummary,
  scalarSummary,
  startSummary,
  textSummary,
} from './summaries.ts'

/** Writes values for TensorBoard; they are on the disk after {@link EventWriter.flush}. Made by {@link eventWriter}. */
export interface EventWriter {
  /** The file that is written. */
  readonly path: string
  /** A number at a step. */
  scalar(tag: string, value: number, step: number): void
  /** How values are spread at a step. */
  histogram(tag: string, values: ArrayLike<number>, step: number): void
  /** Text at a step, shown as Markdown. */
  text(tag: string, text: string, step: number): void
  /** A picture at a step, from the bytes of a PNG file. */
  image(tag: string, png: Uint8Array, step: number): void
  /** The layers of a model. */
  graph(model: LayersModel): void
  /** What the run is done with, for the table that compares runs. */
  hyperParameters(values: HyperParameters): void
  /** That the run ended well, for the same table. */
  end(): void
  /** Appends what was written since the last time to the file, which is whole after it. */
  flush(): Promise<void>
}

/**
 * Begins an event file for TensorBoard in a folder, which is made. Node only; needs neither TensorFlow nor Python.
 *
 * @param directory One run: TensorBoard tells runs apart by their folders.
 * @throws Error with the cause when the file cannot be written.
 * @see TensorFlow `tf.summary.create_file_writer`
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { eventWriter, parseEvents } from '@dlw/train'
 *
 * const writer = await eventWriter('logs/run')
 * writer.scalar('loss', 0.5, 1)
 * await writer.flush()
 * const { events } = parseEvents(await readFile(writer.path))
 * console.log(events[0]?.tag, events[0]?.step, events[0]?.values) // → loss 1 [0.5]
 * ```
 */
export async function eventWriter(directory: string): Promise<EventWriter> {
  const now = (): number => Date.now() / 1000
  const name = ['events.out.tfevents', Math.floor(now()), ...processName(), crypto.randomUUID().slice(0, 8), 'v2']
  const path = joinPath(directory, name.join('.'))
  let waiting: Uint8Array[] = []
  const add = (event: MessageWriter): void => void waiting.push(formatRecord(event.finish()))
  const at = (step: number): MessageWriter => message().double(1, now()).integer(2, step)
  const writing = async (action: () => Promise<unknown>): Promise<void> => {
    try {
      await action()
    } catch (cause) {
      throw new Error(`eventWriter: cannot write ${path}: ${(cause as Error).message}.`, { cause })
    }
  }
  const flush = (): Promise<void> =>
    writing(async () => {
      await append(path, new Uint8Array(await new Blob(waiting as Uint8Array<ArrayBuffer>[]).arrayBuffer()))
      waiting = []
    })

  add(message().double(1, now()).bytes(3, 'brain.Event:2'))
  await flush()
  return {
    path,
    scalar: (tag, value, step) => add(at(step).bytes(5, scalarSummary(tag, value))),
    histogram: (tag, values, step) => add(at(step).bytes(5, histogramSummary(tag, values))),
    text: (tag, text, step) => add(at(step).bytes(5, textSummary(tag, text))),
    image: (tag, png, step) => add(at(step).bytes(5, imageSummary(tag, png))),
    graph: (model) => add(at(0).bytes(4, modelGraph(model))),
    hyperParameters: (values) => add(at(0).bytes(5, startSummary(values, now()))),
    end: () => add(at(0).bytes(5, endSummary(now()))),
    flush,
  }
}
