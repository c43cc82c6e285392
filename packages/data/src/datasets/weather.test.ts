import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { golden, sharedData } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { loadWeather, nextDay, slidingWindows, type Table, trainValidationTestSplit, validateTable } from '../index.ts'
import { weatherFile } from './weather-file.ts'

interface Part {
  rows: [number, number, number]
  features: number
  persistenceTestRmse: number
  trainMean: number
  firstTestTargets: number[]
}
const parts = Object.entries(golden<{ weather: Record<string, Part> }>('statistics').weather)
const through: Record<string, number> = { threeYears: 1095, eightYears: 2920, nineYears: 3285, nineYearsBasel: 3285 }

const directory = sharedData('datasets/weather')

describe.skipIf(!directory)('the weather of the lesson (needs shared/datasets/weather)', () => {
  const load = (): Promise<Table> => loadWeather({ directory: directory! })

  it('has 3654 days and 91 columns', async () => {
    const weather = await load()
    expect(weather.shape).toEqual([3654, 91])
    expect(
      weather.select('DATE', 'MONTH', 'BASEL_cloud_cover', 'BASEL_humidity', 'BASEL_pressure').head().toArray(),
    ).toEqual([
      [20000101, 1, 8, 0.89, 1.0286],
      [20000102, 1, 8, 0.87, 1.0318],
      [20000103, 1, 5, 0.81, 1.0314],
      [20000104, 1, 7, 0.79, 1.0262],
      [20000105, 1, 5, 0.9, 1.0246],
    ])
  })

  it.each(parts)(
    '%s: the rows, the persistence baseline and the mean are those of scikit-learn',
    async (name, expected) => {
      const weather = (await load()).drop('DATE', 'MONTH')
      const basel = weather.columns.filter((column) => column.startsWith('BASEL_'))
      const features = name.endsWith('Basel') ? weather.select(...basel) : weather
      const last = through[name]
      const { x, y } = nextDay(features, { target: 'BASEL_sunshine', ...(last && { through: last }) })
      const split = trainValidationTestSplit({ x, y }, { seed: 0 })
      expect([split.train, split.validation, split.test].map((part) => part.y.length)).toEqual(expected.rows)
      expect(x.shape[1]).toBe(expected.features)
      expect([...split.test.y.slice(0, 5)]).toEqual(expected.firstTestTargets)
      const today = split.test.x.numbers('BASEL_sunshine')
      const squares = split.test.y.map((value, row) => (value - today[row]!) ** 2)
      expect(Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)).toBeCloseTo(
        expected.persistenceTestRmse,
        12,
      )
      expect(split.train.y.reduce((sum, value) => sum + value, 0) / split.train.y.length).toBeCloseTo(
        expected.trainMean,
        12,
      )
    },
  )

  it('tells the naive baseline of the lesson to its last digit', async () => {
    const { x, y } = nextDay((await load()).drop('DATE', 'MONTH'), { target: 'BASEL_sunshine', through: 365 * 3 })
    expect(x.shape).toEqual([1096, 89])
    const { test } = trainValidationTestSplit({ x, y }, { seed: 0 })
    const today = test.x.numbers('BASEL_sunshine')
    const errors = test.y.map((value, row) => (value - today[row]!) ** 2)
    expect(Math.sqrt(errors.reduce((sum, square) => sum + square) / errors.length)).toBeCloseTo(3.877323350410224, 13)
  })

  it('windows of the last days tell the same targets', async () => {
    const weather = (await load()).select('BASEL_sunshine', 'BASEL_temp_mean')
    const { y } = nextDay(weather, { target: 'BASEL_sunshine' })
    const windows = slidingWindows(weather, { target: 'BASEL_sunshine', length: 7, padding: 'edge' })
    expect(windows.x.shape).toEqual([3653, 7, 2])
    expect(windows.y).toEqual(y)
    const whole = slidingWindows(weather, { target: 'BASEL_sunshine', length: 7 })
    expect(whole.rows[0]).toBe(6)
    expect(whole.y).toEqual(y.slice(6))
  })

  it('holds one value that cannot be true, and one that is: the flood of Dresden on 12 August 2002', async () => {
    const report = validateTable(await load(), { ranges: { '*_pressure': [0.85, 1.1], '*_humidity': [0, 1] } })
    expect(`\n${report}`).toMatchInlineSnapshot(`
      "
      3654 rows × 91 columns: 3 things to look at
        DRESDEN_precipitation: 15.8 in 1 row (row 954) is far from all other values
        TOURS_pressure: 0.0003 in 1 row (row 3286) is far from all other values
        TOURS_pressure: 1 value out of range (row 3286)"
    `)
  })
})

describe('loadWeather', () => {
  it('fetches the file of the card', () => {
    const card = JSON.parse(readFileSync(new URL('../../../../datasets/weather/card.json', import.meta.url), 'utf8'))
    const { name, bytes, sha256, urls } = card.files[0]
    expect(weatherFile).toEqual({ caller: 'loadWeather', folder: card.name, name, bytes, sha256, urls })
  })

  it('says what to download where its folder lacks the file', async () => {
    const nowhere = join('no', 'such', 'folder')
    await expect(loadWeather({ directory: nowhere })).rejects.toThrow(
      `loadWeather: expected weather_prediction_dataset_light.csv in directory=${nowhere}, received none. Download https://zenodo.org/record/5071376/`,
    )
  })
})
