import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { golden, temporaryDirectory } from '@dlw/testing'
import { expect, it } from 'vitest'
import { loadKeras } from './load-keras.ts'
import { saveKeras } from './save-keras.ts'

const { models } = golden<{ models: { name: string }[] }>('keras-models')
const testing = fileURLToPath(new URL('../../../testing/', import.meta.url))

/** A Python that has Keras: named by DLW_KERAS_PYTHON, since looking for one takes seconds. */
const python = process.env.DLW_KERAS_PYTHON

it.skipIf(!python)(
  'Keras itself loads what saveKeras writes and predicts the same (needs DLW_KERAS_PYTHON)',
  async () => {
    const folder = temporaryDirectory()
    for (const { name } of models) {
      const model = await loadKeras(join(testing, 'golden/keras-models', `${name}.keras`))
      for (const ending of ['keras', 'h5', 'weights.h5']) await saveKeras(model, join(folder, `${name}.${ending}`))
    }
    const answer = execFileSync(python!, [join(testing, 'oracle/keras_models.py'), 'check', folder], {
      encoding: 'utf8',
      stdio: 'pipe',
    })
    expect(answer).toContain('all files load and predict the same')
  },
  300_000,
)
