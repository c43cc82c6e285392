/** A piece of a program: a region of an episode's file, or a line that joins two regions. */
export type Piece = { file: string; region: string } | { code: string }

/** A program that a page runs: regions of an episode, in order, and what they leave behind for the page. */
export interface Program {
  pieces: readonly Piece[]
  returns: readonly string[]
}

const from = (file: string, ...regions: string[]): Piece[] => regions.map((region) => ({ file, region }))

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
  { code: 'const backend = await useBackend(device)\nstage.backend(backend)' },
  ...from('weather/weather.ts', 'load'),
  { code: 'const { train, validation } = daysOf(table, { days: 1096 })' },
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
}
