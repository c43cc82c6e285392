import { loadPenguins, trainTestSplit } from '@dlw/data'

const species = loadPenguins().column('species') as string[]
const count = (labels: string[]) =>
  Object.fromEntries(['Adelie', 'Chinstrap', 'Gentoo'].map((name) => [name, labels.filter((l) => l === name).length]))

// #region stratify
const byChance = trainTestSplit({ species }, { testSize: 0.2, seed: 0 })
const inProportion = trainTestSplit({ species }, { testSize: 0.2, seed: 0, stratify: species })
console.log('by chance    ', count(byChance.test.species))
console.log('in proportion', count(inProportion.test.species))
// #endregion
