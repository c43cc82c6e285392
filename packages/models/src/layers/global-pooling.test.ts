import { expect, it } from 'vitest'
import { type GlobalPooling2dOptions, globalPooling2d } from './global-pooling.ts'

it.each([
  [
    { pooling: 'sum' },
    "globalPooling2d: expected pooling 'avg' or 'max', received pooling=sum. Choose one of the two.",
  ],
  [{}, /expected pooling 'avg' or 'max', received pooling=undefined/],
  [{ pooling: 'avg', keepDims: true }, /received keepDims=true. Did you mean keepdims\?/],
])('does not accept %j', (options, message) => {
  expect(() => globalPooling2d(options as GlobalPooling2dOptions)).toThrow(message)
})
