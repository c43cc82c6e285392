import { expect, it } from 'vitest'
import { modelCheckpoint } from './model-checkpoint.ts'
import { pathTemplate } from './path-template.ts'

const values = { epoch: 7, val_loss: 0.625, val_accuracy: 0.98765 }

it.each([
  ['{epoch:02}', '07'],
  ['{epoch:d}', '7'],
  ['{epoch}', '7'],
  ['{val_loss:.2f}', '0.62'],
  ['{val_loss:.4e}', '6.2500e-01'],
  ['{val_accuracy:.2%}', '98.77%'],
  ['{val_loss}', '0.625'],
  ['runs/{{x}}/{epoch:03d}-{val_loss:.1f}.h5', 'runs/{x}/007-0.6.h5'],
  ['plain', 'plain'],
])('%s becomes %s', (path, expected) => {
  expect(pathTemplate(path)(values)).toBe(expected)
})

it.each(['{epoch:.2d}', '{epoch:q}', '{val_loss:d}', '{val_loss:02d}', '{epoch', 'a}', '{}', '{val_loss!r}'])(
  'modelCheckpoint refuses %s before anything is trained',
  (path) => {
    expect(() => modelCheckpoint(path)).toThrow(/^modelCheckpoint: expected .* received /)
  },
)

it('names the values there are', () => {
  expect(() => pathTemplate('{acc}')(values)).toThrow(/names among epoch, val_loss, val_accuracy, received acc/)
})
