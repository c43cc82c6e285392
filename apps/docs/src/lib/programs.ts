/** A program that a page runs: a function of a module of the episodes. The editor shows the whole module. */
export interface PageProgram {
  /** The module, from `episodes/src`. */
  file: string
  /** The function that it exports and the page runs, a `Program`. */
  run: string
}

/** The programs by name. They are made of the steps that the pages show and that Node runs. */
export const programs: Readonly<Record<string, PageProgram>> = {
  penguins: { file: 'penguins/steps.ts', run: 'rawFeatures' },
  'penguins-refined': { file: 'penguins/steps.ts', run: 'bothScales' },
  'penguins-seeds': { file: 'penguins/seeds.ts', run: 'manySeeds' },
  'weather-large': { file: 'weather/large-network.ts', run: 'largeNetwork' },
  'weather-small': { file: 'weather/small-network.ts', run: 'smallNetwork' },
  'weather-stopped': { file: 'weather/stopped-early.ts', run: 'stoppedEarly' },
  'images-pooling': { file: 'images/steps.ts', run: 'onPhotographs' },
  'images-shapes': { file: 'images/steps.ts', run: 'onShapes' },
  'transfer-head': { file: 'transfer/steps.ts', run: 'onPhotographs' },
  'transfer-shapes': { file: 'transfer/steps.ts', run: 'onShapes' },
  siamese: { file: 'outlook/steps.ts', run: 'siamese' },
}

/** A program by its name. @throws Error with the names there are. */
export function program(name: string): PageProgram {
  const found = programs[name]
  if (!found) throw new Error(`program: expected one of ${Object.keys(programs).join(', ')}, received name=${name}.`)
  return found
}
