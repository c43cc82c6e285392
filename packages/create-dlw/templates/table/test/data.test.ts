import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prepare, readTable, target } from '../src/data.ts'

const table = await readTable()
const data = prepare(table)

test('every row is in one part', () => {
  const rows = table.dropMissing(target).shape[0]
  assert.equal(data.train.y.length + data.validation.y.length + data.test.y.length, rows)
})

test('the inputs are numbers without gaps', () => {
  for (const { x } of [data.train, data.validation, data.test]) {
    assert.ok(x.toArray().flat().every(Number.isFinite))
  }
})

test('each class has the same share in all parts', () => {
  const shares = [data.train, data.validation, data.test].map(({ y }) =>
    data.classes.map((_, place) => y.filter((row) => row[place] === 1).length / y.length),
  )
  for (const [place, name] of data.classes.entries()) {
    const all = shares.map((share) => share[place]!)
    assert.ok(Math.max(...all) - Math.min(...all) < 0.05, `${name}: ${all}`)
  }
})
