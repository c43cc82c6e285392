// #region one-hot
import { oneHot } from '@dlw/data'

const target = oneHot(['Adelie', 'Chinstrap', 'Gentoo', 'Adelie'])
console.log(target.classes)
console.log(target.values)
// #endregion
