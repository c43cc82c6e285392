import { loadPenguins, trainTestSplit } from '@dlw/data'
import { accuracy } from '@dlw/train'

const species = loadPenguins().drop('island', 'sex').dropMissing().column('species') as string[]
const { test } = trainTestSplit({ species }, { testSize: 0.2, seed: 0, stratify: species })

// #region baseline
const alwaysAdelie = test.species.map(() => 'Adelie')
const baseline = accuracy(test.species, alwaysAdelie)
console.log(baseline)
// #endregion

export const numbers = { baseline }
