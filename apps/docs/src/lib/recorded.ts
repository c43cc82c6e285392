import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cellCode } from './episode-programs.ts'
import { apps } from './paths.ts'

/** What is recorded for the pages: an episode, or the examples in a folder. */
export type Recorded =
  | {
      kind: 'episode'
      sources: string
      /** Names for what the episode prints: `<title of the step>/<which print of it, from 1>`. */
      outputs: Readonly<Record<string, string>>
      /** Names for its trainings, in order; `<name>, validation` is the loss on validation data. */
      trainings: readonly string[]
      /** The data set that it is recorded on, a folder under `DLW_DATA_HOME`; the episode's own when left out. */
      data?: string
      /** The pretrained network that it is recorded with, a folder under `DLW_WEIGHTS_HOME`. */
      backbone?: string
      /** False where its searches are recorded by themselves, or not at all. Defaults to true. */
      search?: boolean
      /** True where a recording takes many minutes: the checks then repeat it only when they are asked to. */
      slow?: true
    }
  | {
      kind: 'examples'
      sources: string
      /** Other files that the results depend on. */
      uses?: string
      slow?: true
    }
  | {
      /** A program of a page, by its name in lib/programs.ts: small enough for the checks to repeat. */
      kind: 'program'
      program: string
      sources: string
      trainings: readonly string[]
      epochs: number
      /** A `model.json`, as a path from the folder `apps`. */
      weights?: string
    }

export const recorded: Readonly<Record<string, Recorded>> = {
  introduction: { kind: 'examples', sources: 'docs/examples/introduction/*.ts' },
  'penguins-examples': { kind: 'examples', sources: 'docs/examples/penguins/*.ts' },
  penguins: {
    kind: 'episode',
    sources: 'episodes/src/penguins/*.ts',
    outputs: {
      backend: 'Formulate the problem/1',
      head: 'Identify inputs and outputs/1',
      describe: 'Identify inputs and outputs/2',
      summary: 'Build an architecture from scratch/1',
      predictions: 'Predict/1',
      'confusion-matrix': 'Measure the performance/1',
      report: 'Measure the performance/2',
      'confusion-matrix-scaled': 'Refine: give every feature the same scale/1',
    },
    trainings: ['raw features', 'standardised'],
  },
  weather: {
    kind: 'episode',
    sources: 'episodes/src/weather/*.ts',
    outputs: {
      head: 'Identify inputs and outputs/1',
      suspicious: 'Identify inputs and outputs/2',
      summary: 'Build an architecture from scratch/1',
      'summary-batch-norm': 'Refine the model/1',
      comparison: 'Refine the model/2',
    },
    trainings: [
      'large network',
      'small network',
      'early stopping',
      'batch normalization',
      'Basel, nine years',
      'all years',
      ...Array.from({ length: 10 }, (_, member) => `ensemble ${member + 1}`),
    ],
  },
  images: {
    kind: 'episode',
    sources: 'episodes/src/images/*.ts',
    outputs: {
      summary: 'Build an architecture from scratch/1',
      'summary-pooling': 'Build an architecture from scratch/2',
      'confusion-matrix': 'Measure the performance/1',
      comparison: 'Refine the model/1',
    },
    trainings: ['two blocks', 'dense layers only', 'three blocks', 'three blocks with dropout'],
    data: 'sign-language-digits-64',
    search: false,
    slow: true,
  },
  transfer: {
    kind: 'episode',
    sources: 'episodes/src/{transfer/*,images/{load-images,networks,pictures,results}}.ts',
    outputs: { report: 'Measure the performance/1' },
    trainings: ['new head', 'from scratch'],
    data: 'sign-language-digits-64',
    backbone: 'mobilenet_v1_0.5_160',
    slow: true,
  },
  'images-dropout': {
    kind: 'examples',
    sources: 'docs/examples/images-search/dropout-rates.ts',
    uses: 'episodes/src/images/{load-images,networks,pictures,searches}.ts',
    slow: true,
  },
  'images-grids': {
    kind: 'examples',
    sources: 'docs/examples/images-search/grid-*.ts',
    uses: 'episodes/src/images/{load-images,networks,pictures,searches}.ts',
    slow: true,
  },
  outlook: {
    kind: 'episode',
    sources: 'episodes/src/outlook/*.ts',
    outputs: {
      summary: 'Build an architecture from scratch/1',
      groups: 'Refine: look at each group/1',
    },
    trainings: ['pairs', 'classifier'],
  },
  'images-examples': { kind: 'examples', sources: 'docs/examples/images/*.ts' },
  'transfer-examples': { kind: 'examples', sources: 'docs/examples/transfer/*.ts' },
  'outlook-examples': { kind: 'examples', sources: 'docs/examples/outlook/*.ts' },
  'images-synthetic': {
    kind: 'program',
    program: 'images-shapes',
    sources: 'episodes/src/{shapes/shapes,images/pictures}.ts',
    trainings: ['two blocks'],
    epochs: 8,
  },
  'transfer-synthetic': {
    kind: 'program',
    program: 'transfer-shapes',
    sources: 'episodes/src/{shapes/shapes,images/pictures}.ts',
    trainings: ['new head'],
    epochs: 30,
    weights: 'episodes/src/shapes/base/model.json',
  },
  guides: { kind: 'examples', sources: 'docs/examples/guides/*.ts' },
  'training-examples': { kind: 'examples', sources: 'docs/examples/training/*.ts' },
  'weather-examples': { kind: 'examples', sources: 'docs/examples/weather/*.ts' },
}

/** A hash of the program's sources without their comments, which change no result; the same on every platform. */
export function sourceHash(name: string): string {
  const hash = createHash('sha256')
  const what = recorded[name]!
  if (what.kind === 'program') hash.update(cellCode(what.program))
  const sources = what.kind === 'examples' && what.uses ? [what.sources, what.uses] : what.sources
  const files = globSync(sources, { cwd: apps }).filter((file) => !file.endsWith('.test.ts'))
  for (const file of files.sort()) {
    const source = readFileSync(join(apps, file), 'utf8').replaceAll('\r\n', '\n')
    hash.update(source.replaceAll(/^[ \t]*(\/\/|\/\*|\*).*\n/gm, ''))
  }
  return hash.digest('hex').slice(0, 16)
}
