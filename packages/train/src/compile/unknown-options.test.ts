import { denseNetwork } from '@dlw/models'
import { expect, it } from 'vitest'
import { compile, earlyStopping } from '../index.ts'

it('names the nearest option of compile and earlyStopping', () => {
  const model = denseNetwork({ inputs: 1, hidden: [], outputs: 1 })
  expect(() => compile(model, { loss: 'mse', optimiser: 'sgd' } as never)).toThrow(/^compile: .* mean optimizer\?$/)
  expect(() => earlyStopping({ patiense: 3 } as never)).toThrow(/^earlyStopping: .* mean patience\?$/)
  model.dispose()
})
