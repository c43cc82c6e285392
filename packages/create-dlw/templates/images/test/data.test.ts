import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prepare, readImages, size } from '../src/data.ts'

const images = await readImages()
const data = prepare(images)
const parts = [data.train, data.validation, data.test]

test('every image is in one part', () => {
  assert.equal(
    parts.reduce((sum, { y }) => sum + y.length, 0),
    images.labels.length,
  )
})

test('the inputs are numbers from 0 to 1', () => {
  for (const { x, y } of parts) {
    assert.deepEqual(x.shape, [y.length, size, size, 3])
    assert.ok(x.data.every((value) => value >= 0 && value <= 1))
  }
})

test('each part has all classes', () => {
  for (const { y } of parts) assert.equal(new Set(y).size, data.classes.length)
})
