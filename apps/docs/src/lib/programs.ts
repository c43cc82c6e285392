/** A program that a page runs: regions of an episode, in order, and what they leave behind for the page. */
export interface Program {
  file: string
  regions: readonly string[]
  returns: readonly string[]
}

/** The programs by name. The regions are those that the pages show: what the reader sees is what runs. */
export const programs: Readonly<Record<string, Program>> = {
  penguins: {
    file: 'penguins/penguins.ts',
    regions: ['backend', 'load', 'prepare', 'build', 'compile', 'fit', 'predict', 'measure'],
    returns: ['history', 'matrix'],
  },
  'penguins-refined': {
    file: 'penguins/penguins.ts',
    regions: ['backend', 'load', 'prepare', 'build', 'compile', 'fit', 'predict', 'measure', 'refine'],
    returns: ['history', 'matrix', 'refinedHistory', 'refinedMatrix'],
  },
}
