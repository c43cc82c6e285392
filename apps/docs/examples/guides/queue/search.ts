import { build, data, space } from '../study.ts'

const directory = process.env.DIRECTORY!

// #region queue
import { bayesianSearch, tune } from '@dlw/train/tuner'

const result = await tune(build, data, {
  space,
  strategy: bayesianSearch({ initialTrials: 4, batch: 4 }),
  maxTrials: 8,
  objective: 'val_loss',
  epochs: 30,
  seed: 0,
  queue: process.env.QUEUE!, // redis://user:password@host:6379
  maxRetries: 1,
  directory,
})
console.log(`${result.table.select('trial', 'score', 'hidden', 'learningRate', 'epochs')}`)
// #endregion
