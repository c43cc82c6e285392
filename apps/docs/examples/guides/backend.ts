// #region backend
import { useBackend } from '@dlw/backend'

const { name, kind, tried } = await useBackend({ prefer: 'wasm' })
console.log(name, kind)
for (const attempt of tried) console.log(attempt.ok ? 'taken:' : 'passed over:', attempt.name, '-', attempt.reason)
// #endregion
