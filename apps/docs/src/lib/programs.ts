/** A piece of a program: a region of an episode's file, or lines that join two regions. */
export type Piece = { file: string; region: string; indent?: number } | { code: string }

/** A program that a page runs: regions of an episode, in order, and what they leave behind for the page. */
export interface Program {
  pieces: readonly Piece[]
  returns: readonly string[]
  /** Import statements that the joining lines need. Defaults to none. */
  imports?: readonly string[]
}

const from = (file: string, ...regions: string[]): Piece[] => regions.map((region) => ({ file, region }))
const code = (...lines: string[]): Piece => ({ code: lines.join('\n') })

const device = code('const backend = await useBackend(device)')

const penguins = from(
  'penguins/penguins.ts',
  'backend',
  'load',
  'prepare',
  'build',
  'compile',
  'fit',
  'predict',
  'measure',
)

const weatherDays: Piece[] = [
  device,
  ...from('weather/weather.ts', 'load'),
  code('const { train, validation } = daysOf(table, { days: 1096 })'),
]

const images = 'images/images.ts'
const pictureSizes = [
  'const { train: known, test: unseen, classes } = pictures',
  'const [, height, width, channels] = known.images.shape as [number, number, number, number]',
]
const actual = code('const actual = [...unseen.labels].map((label) => classes[label]!)')

/** What a program about pictures leaves behind. */
const ofPictures = ['matrix', 'unseen', 'actual', 'predicted']

const imagesPooling: Piece[] = [
  code(...pictureSizes),
  ...from(images, 'prepare'),
  code('', 'const networks = {'),
  { file: 'images/networks.ts', region: 'pooling', indent: 2 },
  code('}', '', 'function compiled(model: LayersModel) {'),
  { file: 'images/networks.ts', region: 'compile', indent: 2 },
  code(
    '  return model',
    '}',
    '',
    'const pooling = networks.pooling({ inputs: [height, width, channels], outputs: classes.length, seed })',
    'const model = pooling',
  ),
  ...from(images, 'fit', 'predict'),
  actual,
  ...from(images, 'measure'),
]

const transferHead: Piece[] = [
  code('const [train, validation] = [scaled(known.images, black), scaled(unseen.images, black)]', ''),
  ...from('transfer/transfer.ts', 'build', 'compile'),
  code('', "stage.say('The base looks at every picture once …')"),
  ...from('transfer/transfer.ts', 'features', 'fit', 'predict'),
  actual,
  code('const matrix = confusionMatrix(actual, predicted, { classes })'),
]

/** The programs by name. The regions are those that the pages show: what the reader sees is what runs. */
export const programs: Readonly<Record<string, Program>> = {
  penguins: { pieces: penguins, returns: ['matrix'] },
  'penguins-refined': {
    pieces: [...penguins, ...from('penguins/penguins.ts', 'refine')],
    returns: ['matrix', 'refinedMatrix'],
  },
  'weather-large': {
    pieces: [...weatherDays, ...from('weather/weather.ts', 'build', 'compile', 'fit')],
    returns: [],
  },
  'weather-small': { pieces: [...weatherDays, ...from('weather/refine.ts', 'small')], returns: [] },
  'weather-stopped': { pieces: [...weatherDays, ...from('weather/refine.ts', 'early-stopping')], returns: [] },
  'images-pooling': { pieces: [device, ...from(images, 'load'), ...imagesPooling], returns: ofPictures },
  'images-shapes': {
    pieces: [
      device,
      code('const pictures = drawShapes(knownShapes, { perShape: 100, size: 32, seed: 0 })'),
      ...imagesPooling,
    ],
    returns: ofPictures,
    imports: ["import { drawShapes, knownShapes } from '../shapes/shapes.ts'"],
  },
  siamese: {
    pieces: [
      device,
      code(
        'const penguins = loadPenguins().dropMissing()',
        "const species = penguins.labels('species')",
        "const features = penguins.drop('species', 'island', 'sex')",
        'const { train, test } = trainTestSplit({ x: features, species }, { testSize: 0.3, seed: 0, stratify: species })',
        'const scaler = standardScaler().fit(train.x)',
        'const [known, unseen] = [scaler.transform(train.x), scaler.transform(test.x)]',
        '',
      ),
      ...from('outlook/outlook.ts', 'pairs', 'siamese', 'compile', 'fit', 'predict'),
      code('const places = vectors.map(([x, y], row) => ({ x, y, label: test.species[row]! }))'),
    ],
    returns: ['places'],
  },
  'transfer-head': {
    pieces: [
      device,
      code(
        'const pictures = await loadImages(data)',
        ...pictureSizes,
        "const backbone = await loadBackbone(weights!, { cut: 'conv_pw_13_relu', pooling: 'max' })",
        'const black = -1',
      ),
      ...transferHead,
    ],
    returns: ofPictures,
    imports: ["import { loadBackbone } from '@dlw/models'"],
  },
  'transfer-shapes': {
    pieces: [
      device,
      code(
        'const pictures = drawShapes(newShapes, { perShape: 40, seed: 0 })',
        ...pictureSizes,
        "const backbone = await loadBackbone(weights!, { pooling: 'max' })",
        'const black = 0',
      ),
      ...transferHead,
    ],
    returns: ofPictures,
    imports: [
      "import { loadBackbone } from '@dlw/models'",
      "import { drawShapes, newShapes } from '../shapes/shapes.ts'",
    ],
  },
}
