// #region table
import { loadPenguins } from '@dlw/data'

const table = loadPenguins()
console.log(table.shape, table.columns.length - 1, 'features')
console.log(table.groupCount('species'))
console.log(table.missingCount())
// #endregion
