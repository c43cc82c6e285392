import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { denseNetwork } from '@dlw/models'
import { compile, fit, tensorBoard } from '@dlw/train'

const folder = await mkdtemp(join(tmpdir(), 'logs-'))
const x = Array.from({ length: 64 }, (_, i) => [i / 64])
const y = x.map(([value]) => [2 * value!])
const train = { x: x.slice(0, 48), y: y.slice(0, 48) }
const validation = { x: x.slice(48), y: y.slice(48) }
const model = denseNetwork({ inputs: 1, hidden: [4], outputs: 1, seed: 0 })
compile(model, { optimizer: 'adam', loss: 'mse' })

// #region board
const logs = join(folder, 'first-try')
await fit(model, train, { epochs: 20, validation, seed: 0, callbacks: [tensorBoard(logs, { histogramFrequency: 1 })] })
console.log((await readdir(logs)).sort())
// #endregion

await rm(folder, { recursive: true })
