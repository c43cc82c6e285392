import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeText, makeVocabulary, wordsOf } from '../src/vocabulary.ts'

test('a text becomes words without punctuation', () => {
  assert.deepEqual(wordsOf('Where is MY parcel?'), ['where', 'is', 'my', 'parcel'])
  assert.deepEqual(wordsOf('¿Größe 42?'), ['größe'])
})

test('words that occur once are left out of the vocabulary', () => {
  assert.deepEqual(makeVocabulary(['a parcel', 'a card']), ['a'])
})

test('short texts are filled up, long ones are cut, unknown words are 1', () => {
  const options = { vocabulary: ['card', 'my'], length: 3 }
  assert.deepEqual(encodeText('My card', options), [3, 2, 0])
  assert.deepEqual(encodeText('My old card is lost', options), [3, 1, 2])
  assert.deepEqual(encodeText('', options), [0, 0, 0])
})
