import {
  type OwnTableResults,
  readOwnTableResults,
  readTableOrder,
  readTableView,
  type TableOrder,
  type TableView,
} from '../own-table/table-messages.ts'
import {
  count,
  cut,
  fields,
  finite,
  flag,
  label,
  list,
  longText,
  most,
  name,
  number,
  optional,
  text,
} from './checked.ts'

/** What the page asks the worker of the lesson's own programs. */
export interface Start {
  program: string
  seed: number
  prefer: string
  epochs: number
  /** The address of the folder with the program's data, where the site has it. */
  data?: string | undefined
  /** The address of the `model.json` to build on, where the program does. */
  weights?: string | undefined
}

/**
 * What the page asks the worker of the reader's code: to train with a program as changed, to check an exercise, or to
 * look at the reader's own table and train on it.
 */
export type Order =
  | TableOrder
  | { kind: 'cell'; start: Start; source: string }
  | { kind: 'exercise'; exercise: string; source: string }

/** One device that was tried, and what became of it. */
export interface Attempt {
  name: string
  ok: boolean
  reason: string
  milliseconds: number
}

/** Who was taken for whom. */
export interface Matrix {
  classes: string[]
  counts: number[][]
}

/** A small classifier of dense layers, ReLU between them and softmax at the end, and the measurements that go in. */
export interface Network {
  inputs: { name: string; least: number; most: number; median: number; offset: number; scale: number }[]
  /** The weights of each layer: inputs × units, row by row, and one bias for each unit. */
  layers: { kernel: number[]; bias: number[] }[]
  classes: string[]
}

/** What a program leaves behind for the page to show. */
export interface Results {
  matrix?: Matrix
  refinedMatrix?: Matrix
  pictures?: { size: number; data: number[] }
  actual?: string[]
  predicted?: string[]
  places?: { x: number; y: number; label: string }[]
  network?: Network
  /** Of a training on the reader's own table. */
  own?: OwnTableResults
}

/** What a worker tells the page. */
export type Message =
  | { type: 'backend'; name: string; device: string; tried: readonly Attempt[] }
  | { type: 'say'; text: string }
  | { type: 'print'; lines: readonly string[]; dropped: number }
  | {
      type: 'epoch'
      /** The name of the training. */
      training: string
      epoch: number
      epochs: number
      loss: number
      validation?: number
      kernels?: number[][]
    }
  | { type: 'score'; training: string; seed: number; value: number }
  | { type: 'done'; seconds: number; results: Results }
  | { type: 'table'; view: TableView }
  | { type: 'outcome'; passed: boolean; message: string }
  | { type: 'error'; message: string }

/**
 * What a worker said, copied part by part; undefined where it is nothing that a worker says. The reader's code may post
 * whatever it likes, and the code may have come with a link.
 */
export function readMessage(value: unknown): Message | undefined {
  try {
    return messageOf(fields(value))
  } catch {
    return undefined
  }
}

/** What the page asks of the reader's worker. @throws TypeError if it is no such thing. */
export function readOrder(value: unknown): Order {
  const { kind, start, source, exercise } = fields(value)
  if (kind === 'exercise') return { kind, exercise: name(exercise), source: longText(source) }
  if (kind === 'table') return readTableOrder(fields(value))
  if (kind !== 'cell') throw new TypeError('no order')
  const { program, seed, prefer, epochs, data, weights } = fields(start)
  const given = {
    program: name(program),
    seed: count(seed),
    prefer: name(prefer),
    epochs: count(epochs),
    data: optional(data, text),
    weights: optional(weights, text),
  }
  return { kind, start: given, source: longText(source) }
}

function messageOf(of: Record<string, unknown>): Message | undefined {
  switch (of.type) {
    case 'backend':
      return { type: 'backend', name: name(of.name), device: cut(of.device), tried: list(of.tried, 20, attempt) }
    case 'say':
      return { type: 'say', text: cut(of.text) }
    case 'print':
      return { type: 'print', lines: list(of.lines, most.lines, cut), dropped: count(of.dropped) }
    case 'epoch':
      return epochOf(of)
    case 'score':
      return { type: 'score', training: label(of.training), seed: count(of.seed), value: finite(of.value) }
    case 'done':
      return { type: 'done', seconds: finite(of.seconds), results: results(fields(of.results)) }
    case 'table':
      return { type: 'table', view: readTableView(fields(of.view)) }
    case 'outcome':
      return { type: 'outcome', passed: flag(of.passed), message: cut(of.message) }
    case 'error':
      return { type: 'error', message: cut(of.message) }
    default:
      return undefined
  }
}

function epochOf({ training, epoch, epochs, loss, validation, kernels }: Record<string, unknown>): Message {
  const [place, all] = [count(epoch), count(epochs)]
  if (place >= all) throw new TypeError('an epoch after the last')
  return {
    type: 'epoch',
    training: label(training),
    epoch: place,
    epochs: all,
    loss: number(loss),
    ...(validation !== undefined && { validation: number(validation) }),
    ...(kernels !== undefined && { kernels: list(kernels, 20, (kernel) => list(kernel, most.weights, finite)) }),
  }
}

/** The parts that can be shown; a part that is not what it should be is left out, as the page would leave it out. */
function results(of: Record<string, unknown>): Results {
  const labels = (value: unknown): string[] => list(value, most.rows, label)
  return {
    ...part('matrix', of, matrixOf),
    ...part('refinedMatrix', of, matrixOf),
    ...part('pictures', of, (value) => picturesOf(fields(value))),
    ...part('actual', of, labels),
    ...part('predicted', of, labels),
    ...part('places', of, (value) => list(value, most.rows, placeOf)),
    ...part('own', of, (value) => readOwnTableResults(fields(value))),
    ...part('network', of, (value) => networkOf(fields(value))),
  }
}

function part<Name extends string, Part>(
  name: Name,
  of: Record<string, unknown>,
  read: (value: unknown) => Part,
): { [Key in Name]?: Part } {
  try {
    return of[name] === undefined ? {} : ({ [name]: read(of[name]) } as { [Key in Name]?: Part })
  } catch {
    return {}
  }
}

function matrixOf(value: unknown): Matrix {
  const of = fields(value)
  const classes = list(of.classes, most.classes, label)
  const counts = list(of.counts, most.classes, (row) => list(row, most.classes, finite))
  const square = counts.length === classes.length && counts.every((row) => row.length === classes.length)
  if (!square) throw new TypeError('no square')
  return { classes, counts }
}

function picturesOf({ size, data }: Record<string, unknown>): { size: number; data: number[] } {
  const side = count(size, 512)
  const pixels = list(data, most.pixels, finite)
  if (side === 0 || pixels.length % (3 * side * side) !== 0) throw new TypeError('half a picture')
  return { size: side, data: pixels }
}

function networkOf(of: Record<string, unknown>): Network {
  const inputs = list(of.inputs, 20, (value) => {
    const { name, least, most, median, offset, scale } = fields(value)
    const numbers = { least: finite(least), most: finite(most), median: finite(median), offset: finite(offset) }
    return { name: label(name), ...numbers, scale: finite(scale) }
  })
  const layers = list(of.layers, 20, (value) => {
    const { kernel, bias } = fields(value)
    return { kernel: list(kernel, most.weights, finite), bias: list(bias, most.classes, finite) }
  })
  const classes = list(of.classes, most.classes, label)
  const sizes = [inputs.length, ...layers.map(({ bias }) => bias.length)]
  const fits = layers.every(({ kernel, bias }, layer) => kernel.length === sizes[layer]! * bias.length)
  if (!fits || inputs.length === 0 || sizes.at(-1) !== classes.length) throw new TypeError('no network')
  return { inputs, layers, classes }
}

function placeOf(value: unknown): { x: number; y: number; label: string } {
  const of = fields(value)
  return { x: finite(of.x), y: finite(of.y), label: label(of.label) }
}

function attempt(value: unknown): Attempt {
  const of = fields(value)
  return { name: name(of.name), ok: flag(of.ok), reason: cut(of.reason), milliseconds: finite(of.milliseconds) }
}
