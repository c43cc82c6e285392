import { useBackend } from '@dlw/backend'
import { validateTable } from '@dlw/data'
import { loadModel, parameterCount, saveModel, summary } from '@dlw/models'
import { compareRuns, experimentLog, predict } from '@dlw/train'
import { historyPlot, pairPlot, predictionPlot, runsPlot } from '@dlw/viz'
import type { Episode } from '../episode.ts'
import { baselines } from './baselines.ts'
import { comparison, errorsByName, resultsOf } from './comparison.ts'
import { daysOf } from './days.ts'
import { errorsOf } from './errors-of.ts'
import { build, learn } from './large-network.ts'
import { load } from './load.ts'
import { measure } from './measure.ts'
import { refine } from './refine.ts'

/** How many hours will the sun shine in Basel tomorrow? Regression, and how to watch a network while it trains. */
export const weather: Episode = async ({ seed, device, quick, data, directory }, context) => {
  const epochs = quick ? 20 : 200

  context.step('Formulate the problem')
  context.say(
    'From today’s weather in eleven European places, tell how long the sun will shine in Basel tomorrow: regression.',
  )
  const backend = await useBackend(device)
  context.backend(backend)

  context.step('Identify inputs and outputs')
  const table = await load(data)
  context.say(`${table.shape[0]} days, ${table.shape[1]} columns: the date, the month and 89 measurements.`)
  context.print('head', table.select('DATE', 'MONTH', 'BASEL_cloud_cover', 'BASEL_humidity', 'BASEL_pressure').head())
  // #region validate
  const suspicious = validateTable(table.drop('DATE', 'MONTH'))
  // #endregion
  context.print('suspicious', suspicious)
  await context.figure('pairs', 'Four measurements of Basel against each other, three years', () =>
    pairPlot(table.rows(0, 1096).select('BASEL_cloud_cover', 'BASEL_humidity', 'BASEL_temp_mean', 'BASEL_sunshine')),
  )

  context.step('Prepare the data')
  const threeYears = daysOf(table, { days: 1096 })
  const { train, validation, test } = threeYears
  context.say(
    `Three years: ${train.y.length} days to train on, ${validation.y.length} to choose by, ${test.y.length} to judge by.`,
  )

  context.step('Build an architecture from scratch')
  const large = build(seed)
  context.print('summary', summary(large))

  context.step('Choose a loss function and an optimizer')
  context.say('Loss: mean squared error. Metric: its root, which is in hours. Optimizer: Adam, with its defaults.')

  context.step('Train the model')
  const history = await learn(large, threeYears, { seed, epochs, progress: context.training('large network') })
  await context.figure('training-curve', 'Error on the training days, epoch by epoch (hours)', () =>
    historyPlot({ epochs: history.epochs, metrics: { error: history.metrics.root_mean_squared_error! } }),
  )

  context.step('Predict')
  // #region predict
  const known = await predict(large, train.x)
  const unseen = await predict(large, test.x)
  // #endregion
  await context.figure('predictions-train', 'Predicted against true hours, days it was trained on', () =>
    predictionPlot({ truth: train.y, predictions: known.flat() }, { label: 'sunshine (hours)' }),
  )
  await context.figure('predictions-test', 'Predicted against true hours, days it has never seen', () =>
    predictionPlot({ truth: test.y, predictions: unseen.flat() }, { label: 'sunshine (hours)' }),
  )

  context.step('Measure the performance')
  const first = await measure('large', large, { days: threeYears, epochs: history.epochs.length })
  const rules = baselines(threeYears)
  const baselineRmse = rules[0]!.testRmse
  const judged = [first, ...rules]
  const ratio = (first.testRmse / first.trainRmse).toFixed(1)
  context.say(
    `The network errs by ${hours(first.trainRmse)} on days it knows, by ${hours(first.testRmse)} on new ones: ${ratio} times as much.`,
  )
  context.say(`“Tomorrow will be like today” errs by ${hours(baselineRmse)} on the same new days.`)

  context.step('Refine the model')
  context.say('The validation error shows when learning turns into memorising.')
  await context.figure('validation-curve', 'Error on training and validation days, large network (hours)', () =>
    historyPlot(errorsOf(history)),
  )
  const refined = await refine({ table, threeYears, seed, epochs, quick }, context)
  const entries = [...judged, ...refined.entries]
  context.print('comparison', comparison(entries))
  await context.figure('comparison', 'Errors of all models on the three years’ days (hours)', () =>
    runsPlot(errorsByName(entries, threeYears), {
      label: 'Root mean squared error (hours)',
      baseline: { name: 'tomorrow is like today', value: baselineRmse },
    }),
  )

  context.step('Share the model')
  // #region share
  await saveModel(refined.tuned, `${directory}/my-tuned-weather-model`)
  const reloaded = await loadModel(`${directory}/my-tuned-weather-model`)
  // #endregion
  const [before, after] = [await predict(refined.tuned, test.x), await predict(reloaded, test.x)]
  const reloadedEqual = JSON.stringify(before) === JSON.stringify(after)
  context.say(
    `Saved, loaded again: ${reloadedEqual ? 'the same digits' : 'OTHER digits'} for all ${after.length} test days.`,
  )
  context.say(
    'Each result goes into the log, with the commit, the seed and a fingerprint of the days it was judged on.',
  )
  // #region log
  const log = experimentLog(`${directory}/experiments.csv`)
  for (const { name, days, testRmse: value } of entries) {
    const testData = { x: days.test.date, y: days.test.y }
    const description = `${days.features} inputs`
    await log.append({ model: name, description, metric: 'rmse', value, testSet: days.name, testData, seed })
  }
  const best = compareRuns((await log.runs()).filter(({ testSet }) => testSet === threeYears.name))[0]!
  // #endregion
  context.say(`Best on the ${best.testSet}: ${best.model}, ${hours(best.value)}.`)

  return {
    rows: table.shape[0],
    columns: table.shape[1],
    trainRows: train.y.length,
    validationRows: validation.y.length,
    testRows: test.y.length,
    parameters: {
      large: parameterCount(large).total,
      ...refined.parameters,
    },
    baselineRmse,
    trainRmse: first.trainRmse,
    testRmse: first.testRmse,
    results: resultsOf(entries),
    reloadedEqual,
    seed,
    backend: backend.name,
  }
}

const hours = (value: number): string => `${value.toFixed(2)} hours`
