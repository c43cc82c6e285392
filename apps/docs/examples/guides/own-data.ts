// #region parse
import { parseCsv } from '@dlw/data'

const table = parseCsv(`species,bill,mass
Adelie,39.1,3750
Gentoo,46.1,
Gentoo,50.0,5700
`)
console.log(`${table}`)
console.log(table.missingCount())
console.log(table.drop('species').dropMissing().toArray())
// #endregion
