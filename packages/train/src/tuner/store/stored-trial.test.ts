import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import { expect, it } from 'vitest'
import { directoryStore } from './directory-store.ts'
import { storedTrial } from './stored-trial.ts'

const execution = { score: 0.5, bestEpoch: 1, metrics: { val_loss: 0.5, auc: null }, epochs: 2 }
const whole = {
  id: '0003',
  values: { units: 3, rate: 0.1, kind: 'relu', bias: true },
  status: 'completed',
  score: 0.5,
  metrics: { val_loss: 0.5, auc: null },
  executions: [execution],
  reports: [{ epoch: 0, value: null }],
  unread: ['bias'],
  seconds: 1.5,
  epochs: 3,
  hyperband: { iteration: 0, bracket: 2, round: 1, from: '0001' },
}
const place = { id: '0003', path: 'trials/trial-0003.json' }

it('reads what a search keeps, with NaN where JSON has null', () => {
  const metrics = { val_loss: 0.5, auc: Number.NaN }
  expect(storedTrial(whole, place)).toEqual({
    ...whole,
    metrics,
    executions: [{ ...execution, metrics }],
    reports: [{ epoch: 0, value: Number.NaN }],
  })
  const running = { id: '0003', status: 'running', values: {}, enqueued: true }
  expect(storedTrial(running, place)).toEqual(running)
})

it.each<[string, unknown, string]>([
  ['no trial', null, 'content=null'],
  ['a list', [], 'content=a list of 0'],
  ['another trial', { ...whole, id: '0004' }, "id='0004'"],
  ['a status', { ...whole, status: 'done' }, "status='done'"],
  ['a score of text', { ...whole, score: '0.5' }, "score='0.5'"],
  ['no score', { ...whole, score: undefined }, 'score=undefined'],
  ['no executions', { ...whole, executions: [] }, 'executions=a list of 0'],
  ['nested values', { ...whole, values: { units: {} } }, 'units=an object'],
  ['metrics of text', { ...whole, metrics: { val_loss: 'low' } }, "val_loss='low'"],
  ['a wrong place', { ...whole, hyperband: { iteration: -1 } }, 'iteration=-1'],
])('refuses %s, and names the file', (_, stored, received) => {
  expect(() => storedTrial(stored, place)).toThrow(
    `in trials/trial-0003.json, received ${received}. Remove the file to run its trial again.`,
  )
})

it('keeps trials in the order of their numbers, beyond the ten-thousandth too', async () => {
  const directory = temporaryDirectory()
  const store = await directoryStore(directory, {})
  for (const id of ['10000', '2000', '9999']) await store.save({ id, status: 'running', values: {} })
  await store.close()
  const again = await directoryStore(directory, {})
  expect(again.trials.map(({ id }) => id)).toEqual(['2000', '9999', '10000'])
  await again.close()
})

it('refuses settings that are damaged, or missing beside trials', async () => {
  const damaged = temporaryDirectory()
  writeFileSync(join(damaged, 'search.json'), '{"id": 7}')
  await expect(directoryStore(damaged, {})).rejects.toThrow('tune: expected the settings of a search in')
  const headless = temporaryDirectory()
  writeFileSync(join(headless, 'trial-0000.json'), '{}')
  await expect(directoryStore(headless, {})).rejects.toThrow('tune: expected search.json beside the trials')
})
