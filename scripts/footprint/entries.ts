/** What a program imports, and what that may cost it. */
export type Entry = {
  name: string
  /** The program: it uses what it imports, so that a bundler keeps it. */
  code: string
  /**
   * Kilobytes, gzipped and minified, that may be loaded at once; TensorFlow.js is not counted. About a quarter above
   * what was measured: raise one only together with a reason in the commit.
   */
  ceiling: number
  /** Modules that must not be loaded at once. */
  without?: RegExp
}

const heavy = /tinypool|ml-matrix|h5wasm|linkedom|resvg|viz-js|bullmq|ioredis/
const tuner = /\/tuner\/|tinypool|ml-matrix/
const all = (from: string): string => `export * from '${from}'`
const some = (names: string, from: string): string => `export { ${names} } from '${from}'`

/** Every entry of every package, and ten typical imports. */
export const entries: readonly Entry[] = [
  { name: '@dlw/backend', code: all('@dlw/backend'), ceiling: 36, without: heavy },
  { name: '@dlw/backend/runtime', code: all('@dlw/backend/runtime'), ceiling: 1, without: /tensorflow/ },
  { name: '@dlw/data', code: all('@dlw/data'), ceiling: 68, without: /sharp|fast-png|jpeg-js/ },
  { name: '@dlw/data/arguments', code: all('@dlw/data/arguments'), ceiling: 1.5, without: /tensorflow|papaparse/ },
  { name: '@dlw/data/files', code: all('@dlw/data/files'), ceiling: 6, without: /tensorflow|papaparse/ },
  { name: '@dlw/models', code: all('@dlw/models'), ceiling: 90, without: heavy },
  { name: '@dlw/models/onnx', code: all('@dlw/models/onnx'), ceiling: 24, without: heavy },
  { name: '@dlw/models/pytorch', code: all('@dlw/models/pytorch'), ceiling: 30, without: heavy },
  { name: '@dlw/models/weights', code: all('@dlw/models/weights'), ceiling: 3, without: heavy },
  { name: '@dlw/train', code: all('@dlw/train'), ceiling: 78, without: tuner },
  { name: '@dlw/train/baselines', code: all('@dlw/train/baselines'), ceiling: 16, without: /tensorflow|tinypool/ },
  { name: '@dlw/train/reports', code: all('@dlw/train/reports'), ceiling: 6, without: /tensorflow|tinypool|ml-matrix/ },
  {
    name: '@dlw/train/schedules',
    code: all('@dlw/train/schedules'),
    ceiling: 2,
    without: /tensorflow|tinypool|ml-matrix/,
  },
  { name: '@dlw/train/tuner', code: all('@dlw/train/tuner'), ceiling: 73, without: /bullmq|ioredis|tinypool/ },
  { name: '@dlw/viz', code: all('@dlw/viz'), ceiling: 130, without: heavy },
  { name: '@dlw/viz/live-history', code: all('@dlw/viz/live-history'), ceiling: 2.5, without: /observablehq|d3-/ },
  { name: '{ useBackend }', code: some('useBackend', '@dlw/backend'), ceiling: 3, without: /doctor/ },
  {
    name: '{ Table, parseCsv }',
    code: some('Table, parseCsv', '@dlw/data'),
    ceiling: 28,
    without: /penguins-data|fflate/,
  },
  { name: '{ trainTestSplit }', code: some('trainTestSplit', '@dlw/data'), ceiling: 23, without: /papaparse|fflate/ },
  {
    name: '{ loadPenguins, oneHot, standardScaler }',
    code: some('loadPenguins, oneHot, standardScaler', '@dlw/data'),
    ceiling: 33,
    without: /fflate/,
  },
  {
    name: '{ denseNetwork }',
    code: some('denseNetwork', '@dlw/models'),
    ceiling: 4,
    without: /imagenet|fflate|h5wasm/,
  },
  { name: '{ loadModel }', code: some('loadModel', '@dlw/models'), ceiling: 55, without: /h5wasm|imagenet-classes/ },
  { name: '{ fit }', code: some('fit', '@dlw/train'), ceiling: 40, without: tuner },
  {
    name: '{ compile, fit, predictClasses, accuracy }',
    code: some('compile, fit, predictClasses, accuracy', '@dlw/train'),
    ceiling: 45,
    without: tuner,
  },
  { name: '{ tune }', code: some('tune', '@dlw/train/tuner'), ceiling: 52, without: /bullmq|ioredis|tinypool/ },
  { name: '{ historyPlot, toSvg }', code: some('historyPlot, toSvg', '@dlw/viz'), ceiling: 100, without: heavy },
]
