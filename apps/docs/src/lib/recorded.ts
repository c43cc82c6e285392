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
  },
  weather: {
    kind: 'episode',
    sources: 'episodes/src/weather/*.ts',
  },
  images: {
    kind: 'episode',
    sources: 'episodes/src/images/*.ts',
    data: 'sign-language-digits-64',
    search: false,
    slow: true,
  },
  transfer: {
    kind: 'episode',
    sources: 'episodes/src/{transfer/*,images/{load-images,networks,pictures,results,steps}}.ts',
    data: 'sign-language-digits-64',
    backbone: 'mobilenet_v1_0.5_160',
    slow: true,
  },
  'images-dropout': {
    kind: 'examples',
    sources: 'docs/examples/images-search/dropout-rates.ts',
    uses: 'episodes/src/images/{load-images,networks,pictures,searches,steps}.ts',
    slow: true,
  },
  'images-grids': {
    kind: 'examples',
    sources: 'docs/examples/images-search/grid-*.ts',
    uses: 'episodes/src/images/{load-images,networks,pictures,searches,steps}.ts',
    slow: true,
  },
  outlook: {
    kind: 'episode',
    sources: 'episodes/src/outlook/*.ts',
  },
  'images-examples': { kind: 'examples', sources: 'docs/examples/images/*.ts' },
  'transfer-examples': { kind: 'examples', sources: 'docs/examples/transfer/*.ts' },
  'outlook-examples': { kind: 'examples', sources: 'docs/examples/outlook/*.ts' },
  'images-synthetic': {
    kind: 'program',
    program: 'images-shapes',
    sources: 'episodes/src/{shapes/shapes,images/pictures}.ts',
    epochs: 8,
  },
  'transfer-synthetic': {
    kind: 'program',
    program: 'transfer-shapes',
    sources: 'episodes/src/{shapes/shapes,images/{pictures,steps}}.ts',
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
