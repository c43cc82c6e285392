import { build, callbacks, data, space } from './study.ts'
import { temporaryFolder } from './temporary-folder.ts'

const study = new URL('./study.ts', import.meta.url)
const directory = `${temporaryFolder()}/trials`

// #region here
import { bayesianSearch, tune } from '@dlw/train/tuner'

const search = {
  space,
  strategy: bayesianSearch({ initialTrials: 4, batch: 4 }),
  maxTrials: 8,
  objective: 'val_loss',
  epochs: 30,
  seed: 0,
} as const
const here = await tune(build, data, { ...search, callbacks })
console.log(`${here.table.select('trial', 'score', 'hidden', 'learningRate', 'epochs')}`)
// #endregion

console.log('--- workers')
// #region workers
const byWorkers = await tune(build, data, { ...search, worker: study, workers: 2, backend: 'wasm' })
const same = (trial: { score?: number }, id: number) => trial.score === here.trials[id]!.score
console.log(byWorkers.trials.every(same))
// #endregion

console.log('--- resume')
// #region resume
const stop = new AbortController()
const onTrial = ({ trial }: { trial: { id: string } }) => {
  console.log('finished', trial.id)
  if (trial.id === '0002') stop.abort(new Error('someone pressed Ctrl-C'))
}
const options = { ...search, callbacks, directory }
await tune(build, data, { ...options, onTrial, signal: stop.signal }).catch((error) => console.log(error.message))

const whole = await tune(build, data, { ...options, onTrial: ({ trial }) => console.log('finished', trial.id) })
console.log(whole.trials.every(same))
// #endregion
