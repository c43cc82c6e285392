import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareRuns, experimentLog } from '@dlw/train'

const folder = await mkdtemp(join(tmpdir(), 'log-'))
const log = experimentLog(join(folder, 'experiments.csv'))

// #region refuse
const run = { description: 'all places', metric: 'rmse', testSet: 'weather', seed: 0 }
await log.append({ ...run, model: 'three years', value: 3.9, testData: { x: [[1], [2]], y: [3, 4] } })
await log.append({ ...run, model: 'ten years', value: 3.2, testData: { x: [[5], [6]], y: [7, 8] } })
try {
  compareRuns(await log.runs())
} catch (error) {
  console.log((error as Error).message)
}
// #endregion

await rm(folder, { recursive: true })
