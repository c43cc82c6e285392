import { useBackend } from '@dlw/backend'
import { loadPenguins, Table } from '@dlw/data'
import { denseNetwork, loadModel, parameterCount, saveModel, summary } from '@dlw/models'
import { accuracy, compareRuns, compile, experimentLog, fit, predict, predictClasses } from '@dlw/train'
import { historyPlot, scatterPlot } from '@dlw/viz'
import type { Episode } from '../episode.ts'
import { build, compare, learn, pairUp, prepare } from './steps.ts'

/** Beyond classes: a network that says how alike two things are, whom a model serves worse, and keeping track of it all. */
export const outlook: Episode = async ({ seed, device, quick, directory }, context) => {
  context.step('Formulate the problem')
  const backend = await useBackend(device)
  context.say(
    'Are two penguins of one species? A network for pairs also serves species that it has never been told of.',
  )
  context.backend(backend)

  context.step('Identify inputs and outputs')
  const penguins = loadPenguins().dropMissing()
  context.say('Inputs: four measurements of one penguin and four of another. Output: from −1, unlike, to 1, alike.')

  context.step('Prepare the data')
  const prepared = prepare(penguins)
  const { train, test, known, unseen, classes } = prepared
  const { pairs, unseenPairs } = pairUp(prepared)
  context.say(
    `${pairs.y.length} pairs to learn from, ${unseenPairs.y.length} pairs of penguins never seen to judge by.`,
  )

  context.step('Build an architecture from scratch')
  const network = build(seed)
  const { model } = network
  context.print('summary', summary(model))

  context.step('Choose a loss function and an optimizer')
  context.say('Loss: mean squared error between the cosine and 1 or −1. Optimizer: Adam.')

  context.step('Train the model')
  const epochs = quick ? 10 : 30
  const history = await learn(model, { pairs, unseenPairs }, { seed, epochs, progress: context.training('pairs') })
  await context.figure('training', 'Loss on known and on unseen pairs', () => historyPlot(history))

  context.step('Predict')
  const { likeness, vectors } = await compare(network, { unseen, unseenPairs })
  await context.figure('embedding', 'Where the base puts penguins it has never seen', () =>
    scatterPlot(
      { first: vectors.map(([x]) => x!), second: vectors.map(([, second]) => second!) },
      { x: 'first', y: 'second', hue: test.species },
    ),
  )

  context.step('Measure the performance')
  const same = mean(likeness.filter((_, pair) => unseenPairs.y[pair] === 1))
  const different = mean(likeness.filter((_, pair) => unseenPairs.y[pair] === -1))
  const pairAccuracy = mean(likeness.map((cosine, pair) => Number(Math.sign(cosine) === unseenPairs.y[pair])))
  context.say(`Mean cosine: ${same.toFixed(2)} for pairs of one species, ${different.toFixed(2)} for pairs of two.`)
  context.say(`Told apart rightly: ${(100 * pairAccuracy).toFixed(1)} % of the unseen pairs.`)

  context.step('Refine: look at each group')
  context.say(
    'One number for all can hide that a model serves some worse. Train a classifier and measure it group by group.',
  )
  const classifier = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed })
  compile(classifier, { optimizer: 'adam', loss: 'categoricalCrossentropy' })
  await fit(
    classifier,
    { x: known, y: train.y },
    { epochs: quick ? 30 : 100, seed, callbacks: [context.training('classifier')] },
  )
  // #region groups
  const predicted = await predictClasses(classifier, unseen, { classes })
  const groups = [...new Set(test.sex)].sort().map((group) => {
    const rows = test.sex.flatMap((value, row) => (value === group ? [row] : []))
    const score = accuracy(
      rows.map((row) => test.species[row]!),
      rows.map((row) => predicted[row]!),
    )
    return { group, penguins: rows.length, accuracy: score }
  })
  // #endregion
  context.print('groups', Table.fromRows(groups))

  context.step('Share the model, and keep track')
  await saveModel(model, `${directory}/siamese-model`)
  const reloaded = await loadModel(`${directory}/siamese-model`)
  const again = (await predict(reloaded, unseenPairs.x)).flat()
  const reloadedEqual = JSON.stringify(again) === JSON.stringify(likeness)
  context.say(
    `Saved, loaded again: ${reloadedEqual ? 'the same digits' : 'OTHER digits'} for all ${again.length} pairs.`,
  )
  // #region log
  const log = experimentLog(`${directory}/experiments.csv`)
  const testData = { x: unseen, y: test.y }
  const run = { metric: 'accuracy', testSet: 'penguins, 30 %', testData, seed }
  await log.append({ ...run, model: 'classifier', description: '4–10–3', value: accuracy(test.species, predicted) })
  const best = compareRuns(await log.runs())[0]!
  // #endregion
  context.say(`Logged as ${best.model}, ${best.metric} ${best.value.toFixed(3)}, commit ${best.commit || '(none)'}.`)

  return {
    pairs: pairs.y.length,
    parameters: parameterCount(model).total,
    cosineSame: round(same),
    cosineDifferent: round(different),
    cosineRange: [round(Math.min(...likeness)), round(Math.max(...likeness))],
    pairAccuracy: round(pairAccuracy),
    groups: groups.map((group) => ({ ...group, accuracy: round(group.accuracy) })),
    reloadedEqual,
    seed,
    backend: backend.name,
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const round = (value: number): number => Math.round(value * 1e4) / 1e4
