import { useBackend } from '@dlw/backend'
import { loadPenguins, oneHot, standardScaler, trainTestSplit } from '@dlw/data'
import { denseNetwork, loadKeras, toKeras } from '@dlw/models'
import { accuracy, compile, fit, predictClasses } from '@dlw/train'
import { historyPlot, toPng, toSvg } from '@dlw/viz'

/** The README's penguins, and one thing of each package. `png` asks for a picture file. */
export async function penguins({ png = false } = {}) {
  const backend = await useBackend()
  const table = loadPenguins().drop('island', 'sex').dropMissing()
  const species = table.labels('species')
  const x = standardScaler().fitTransform(table.drop('species'))
  const { values: y, classes } = oneHot(species)
  const { train, test } = trainTestSplit({ x, y, species }, { testSize: 0.2, seed: 0, stratify: y })
  const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 2 })
  compile(model, { optimizer: 'adam', loss: 'categoricalCrossentropy' })
  const history = await fit(model, train, { epochs: 100, seed: 2, verbose: 0 })
  const score = accuracy(test.species, await predictClasses(model, test.x, { classes }))
  const again = await loadKeras(await toKeras(model))
  const hasDocument =
    typeof document !== 'undefined' || (typeof window === 'undefined' && typeof importScripts === 'undefined')
  const figure = hasDocument && typeof WorkerGlobalScope === 'undefined' ? historyPlot(history) : undefined
  return {
    backend: backend.name,
    threads: backend.threads,
    accuracy: score,
    keras: again.layers.length === model.layers.length,
    svg: figure ? toSvg(figure).length : 0,
    png: figure && png ? (await toPng(figure)).length : 0,
    ...(backend.name === 'cpu' && { error: JSON.stringify(backend.tried) }),
  }
}
