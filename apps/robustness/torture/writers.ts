import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadCsv, Table } from '@dlw/data'
import { writeAtomically } from '@dlw/data/files'
import { denseNetwork, loadKeras, loadModel, loadWeights, saveKeras, saveModel, saveWeights } from '@dlw/models'
import { compile, csvLogger, eventWriter, experimentLog, fit, parseEvents } from '@dlw/train'
import { htmlReport } from '@dlw/viz'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** Something that the packages write. What is written is a version: one number throughout. */
export interface Writer {
  name: string
  /** Whether writes add to what is there, and do not replace it. */
  appends: boolean
  write(folder: string, version: number): Promise<void>
  /** The versions that are there whole; throws when something is not. */
  read(folder: string): Promise<number[]>
}

const network = (): LayersModel => denseNetwork({ inputs: 30, hidden: [40], outputs: 3, seed: 0 })

function filled(version: number): LayersModel {
  const model = network()
  tf.tidy(() => {
    for (const weight of model.weights) weight.write(tf.fill(weight.shape as number[], version))
  })
  return model
}

/** The one number in all weights of a model, which is disposed. */
function versionOf(model: LayersModel): number[] {
  const found = new Set(model.getWeights().flatMap((weight) => [...weight.dataSync()]))
  model.dispose()
  if (found.size !== 1) throw new Error(`weights of ${found.size} versions in one model`)
  return [...found]
}

async function withModel(version: number, save: (model: LayersModel) => Promise<unknown>): Promise<void> {
  const model = filled(version)
  try {
    await save(model)
  } finally {
    model.dispose()
  }
}

const unlessAbsent = async (path: string, read: () => Promise<number[]>): Promise<number[]> =>
  existsSync(path) ? read() : []

const keras = (file: string): Writer => ({
  name: `saveKeras ${file}`,
  appends: false,
  write: (folder, version) => withModel(version, (model) => saveKeras(model, join(folder, file))),
  read: (folder) => unlessAbsent(join(folder, file), async () => versionOf(await loadKeras(join(folder, file)))),
})

/** Everything that is written to files. */
export const writers: readonly Writer[] = [
  {
    name: 'saveModel',
    appends: false,
    write: (folder, version) => withModel(version, (model) => saveModel(model, join(folder, 'model'))),
    read: (folder) =>
      unlessAbsent(join(folder, 'model'), async () =>
        versionOf((await loadModel(join(folder, 'model'))) as LayersModel),
      ),
  },
  keras('model.keras'),
  keras('model.h5'),
  {
    name: 'saveWeights',
    appends: false,
    write: (folder, version) => withModel(version, (model) => saveWeights(model, join(folder, 'weights'))),
    read: (folder) =>
      unlessAbsent(join(folder, 'weights'), async () => {
        const model = network()
        await loadWeights(model, join(folder, 'weights'))
        return versionOf(model)
      }),
  },
  {
    name: 'table',
    appends: false,
    write: (folder, version) =>
      writeAtomically(
        join(folder, 'table.csv'),
        Table.fromColumns({ version: new Float64Array(4000).fill(version) }).toCsv(),
      ),
    read: (folder) =>
      unlessAbsent(join(folder, 'table.csv'), async () => {
        const values = (await loadCsv(join(folder, 'table.csv'))).numbers('version')
        if (values.length !== 4000 || values.some((value) => value !== values[0])) throw new Error('half a table')
        return [values[0]!]
      }),
  },
  {
    name: 'report',
    appends: false,
    write(folder, version) {
      const blocks = Array.from({ length: 300 }, () => ({ text: `version ${version}.` }))
      const html = htmlReport({ title: 'Run', sections: [{ heading: 'Result', blocks }] })
      return writeAtomically(join(folder, 'report.html'), html)
    },
    read: (folder) =>
      unlessAbsent(join(folder, 'report.html'), async () => {
        const found = [...readFileSync(join(folder, 'report.html'), 'utf8').matchAll(/version (\d+)\./g)]
        const versions = new Set(found.map(([, version]) => Number(version)))
        if (found.length !== 300 || versions.size !== 1) throw new Error('half a report')
        return [...versions]
      }),
  },
  {
    name: 'experimentLog',
    appends: true,
    async write(folder, version) {
      const texts = { model: 'm', description: `"${'x, \n'.repeat(80)}`, metric: 'rmse', testSet: 't' }
      await experimentLog(join(folder, 'runs.csv')).append({ ...texts, value: version, testData: { x: [[1]], y: [1] } })
    },
    read: async (folder) => (await experimentLog(join(folder, 'runs.csv')).runs()).map(({ value }) => value),
  },
  {
    name: 'csvLogger',
    appends: true,
    write: (folder, version) =>
      withModel(0, async (model) => {
        compile(model, { loss: 'meanSquaredError' })
        const data = { x: [new Array<number>(30).fill(0)], y: [[version, version, version]] }
        const callbacks = [csvLogger(join(folder, 'log.csv'), { append: true })]
        await fit(model, data, { epochs: 1, seed: 0, callbacks })
      }),
    read: (folder) =>
      unlessAbsent(join(folder, 'log.csv'), async () => {
        const text = readFileSync(join(folder, 'log.csv'), 'utf8')
        const whole = text.slice(0, text.lastIndexOf('\n') + 1)
        if (whole === '') return []
        const lines = whole.trimEnd().split('\r\n')
        const broken = lines.find((line) => line.split(',').length !== lines[0]!.split(',').length)
        if (broken !== undefined) throw new Error(`a broken line: ${broken}`)
        return lines.slice(1).map((line) => Math.round(Math.sqrt(Number(line.split(',')[1]))))
      }),
  },
  {
    name: 'eventWriter',
    appends: true,
    async write(folder, version) {
      const writer = await eventWriter(join(folder, 'events'))
      writer.histogram('spread', new Float32Array(2000).fill(version), 0)
      writer.scalar('version', version, 0)
      await writer.flush()
    },
    read: (folder) =>
      unlessAbsent(join(folder, 'events'), async () =>
        readdirSync(join(folder, 'events')).flatMap((name) => {
          const bytes = readFileSync(join(folder, 'events', name))
          // A writer that was killed before its first flush has ended leaves an empty file.
          if (bytes.length === 0) return []
          return parseEvents(bytes).events.flatMap(({ tag, values }) => (tag === 'version' ? (values as number[]) : []))
        }),
      ),
  },
]
