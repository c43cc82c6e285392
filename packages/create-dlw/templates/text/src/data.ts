import { fileURLToPath } from 'node:url'
import { loadCsv, oneHot, type Table, trainValidationTestSplit } from '@dlw/data'
import { encodeText, makeVocabulary } from './vocabulary.ts'

/** Reads the messages: a CSV file with the columns `text` and `topic`. */
export function readMessages(): Promise<Table> {
  return loadCsv(fileURLToPath(new URL('../data/messages.csv', import.meta.url)))
}

/**
 * Splits the messages and turns them into rows of word numbers. The vocabulary comes from the training messages alone:
 * words that only occur in the others are unknown, as they will be in practice.
 */
export function prepare(messages: Table, { length = 24 } = {}) {
  const { values: y, classes } = oneHot(messages.labels('topic'))
  const parts = trainValidationTestSplit(
    { texts: messages.labels('text'), y },
    { validationSize: 0.2, testSize: 0.2, seed: 0, stratify: y },
  )
  const vocabulary = makeVocabulary(parts.train.texts)
  const encode = ({ texts, y }: typeof parts.train) => ({
    x: texts.map((text) => encodeText(text, { vocabulary, length })),
    y,
  })
  return {
    vocabulary,
    length,
    classes,
    train: encode(parts.train),
    validation: encode(parts.validation),
    test: encode(parts.test),
  }
}

export type Prepared = ReturnType<typeof prepare>
