import { loadPenguins } from '@dlw/data'
import { predict } from '@dlw/train'
import { conv2d, setBackend, tensor3d, tensor4d } from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import { edgeKernel } from '../../episodes/src/images/edges.ts'
import { ownPenguin } from '../../episodes/src/penguins/own-penguin.ts'
import { prepare, refine } from '../../episodes/src/penguins/steps.ts'
import { classify } from '../src/figures/classify.ts'
import { convolve, kernels } from '../src/figures/convolution.ts'
import { drawMask, everyNeuron, outputOf } from '../src/figures/dropout.ts'
import { mean } from '../src/figures/dropout-drawing.ts'
import { stopping } from '../src/figures/patience-drawing.ts'
import { seededRandom } from '../src/figures/seeded-random.ts'
import { greyShapes } from '../src/lib/grey-shapes.ts'
import { readRun } from '../src/lib/runs.ts'
import { useSite } from './browser.ts'

const page = 'reference/figures/'

describe('a convolution', () => {
  const picture = greyShapes(['star'], 12).star!

  it.each(Object.entries(kernels))('of the figure is that of TensorFlow.js: %s', async (_, kernel) => {
    await setBackend('cpu')
    const x = tensor3d([...picture.values], [12, 12, 1])
    const expected = conv2d(x, tensor4d([...kernel], [3, 3, 1, 1]), 1, 'valid')
    const { size, values } = convolve(picture, kernel)
    expect([size, size, 1]).toEqual(expected.shape)
    for (const [place, value] of expected.dataSync().entries()) expect(values[place]).toBeCloseTo(value, 5)
  })

  it('has the edge detector of the episode', () => {
    expect(kernels['horizontal edges']).toEqual(edgeKernel.flat())
  })
})

describe('dropout', () => {
  it('drops the share of its rate, and keeps the output on average', () => {
    const random = seededRandom(3)
    const masks = Array.from({ length: 20_000 }, () => drawMask(0.4, random))
    const hidden = masks.flatMap((mask) => mask.slice(1, -1).flat())
    expect(hidden.filter((takesPart) => !takesPart).length / hidden.length).toBeCloseTo(0.4, 2)
    const outputs = masks.map((mask) => outputOf(mask, 0.4))
    expect(mean(outputs) / outputOf(everyNeuron, 0)).toBeCloseTo(1, 1)
  })

  it('leaves inputs and output alone', () => {
    const [inputs, , , output] = drawMask(0.9, seededRandom(1))
    expect([...inputs!, ...output!]).toEqual([true, true, true, true])
  })
})

it('early stopping ends `patience` epochs after the best one', () => {
  expect(stopping([3, 2, 1, 2, 2, 2], 2)).toEqual({ end: 5, best: 3 })
  expect(stopping([3, 2, 1], 5)).toEqual({ end: 3, best: 3 })
})

it('the network that the page computes is the one that was trained', async () => {
  await setBackend('cpu')
  const penguins = prepare(loadPenguins())
  const { refined, scaler } = await refine(penguins, { seed: 1, epochs: 5, progress: {} })
  const network = ownPenguin(refined, scaler, penguins.complete, penguins.target.classes)
  expect(network.inputs.map(({ name }) => name)).toEqual(
    penguins.test.x.columns.map((name) => name.replaceAll('_', ' ')),
  )
  const expected = await predict(refined, scaler.transform(penguins.test.x))
  for (const [row, shares] of penguins.test.x
    .toArray()
    .map((bird) => classify(network, bird as number[]))
    .entries())
    for (const [species, share] of shares.entries()) expect(share).toBeCloseTo(expected[row]![species]!, 5)
  refined.dispose()
})

describe('in the page', () => {
  const site = useSite()

  it('the kernel moves, changes and slides by keyboard alone', async () => {
    const { figure, readout, close, press } = await open('dlw-convolution')
    await figure.locator('[name=row]').focus()
    await press('Home')
    expect(await readout()).toMatch(/^Row 1, column 10: the nine products sum to −?[\d.]+\.$/)
    const weights = figure.locator('[name=weight]')
    for (const [place, weight] of (await weights.all()).entries()) await weight.fill(place === 0 ? '2' : '0')
    expect(await figure.locator('[name=preset]').inputValue()).toBe('your own')
    const pixel = Number(await figure.locator('[data-pixel]').first().textContent())
    expect(Number(await figure.locator('[data-part=sum]').textContent())).toBeCloseTo(2 * pixel, 5)
    await figure.locator('[name=preset]').selectOption('blur')
    expect(await weights.nth(4).inputValue()).toBe('0.2')
    await figure.locator('[data-do=slide]').focus()
    await press('Enter')
    expect(await readout()).toMatch(/^Row 22, column 22/)
    await close()
  })

  it('a number that is none is said, and the picture stays', async () => {
    const { figure, readout, close } = await open('dlw-convolution')
    const before = await figure.locator('svg').innerHTML()
    await figure.locator('[name=weight]').first().fill('99')
    expect(await readout()).toBe('Each of the nine must be a number from −9 to 9.')
    expect(await figure.locator('svg').innerHTML()).toBe(before)
    await close()
  })

  it('a picture is drawn by pointer and by keyboard', async () => {
    const { figure, readout, close, press } = await open('dlw-convolution')
    await figure.locator('[name=preset]').selectOption('no change')
    await figure.locator('[name=picture]').selectOption('your own drawing')
    expect(await readout()).toMatch(/^Draw in the left picture/)
    await figure.locator('[data-do=paint]').focus()
    await press('Enter')
    expect(await readout()).toMatch(/sum to 1\.$/)
    await press('Enter')
    expect(await readout()).toMatch(/sum to 0\.$/)
    const box = (await figure.locator('svg').boundingBox())!
    await figure.locator('svg').click({ position: { x: box.width * 0.2, y: box.height * 0.5 } })
    expect(await readout()).toMatch(/sum to 1\.$/)
    await close()
  })

  it('dropout drops while it trains and not when it predicts', async () => {
    const { figure, readout, close, press } = await open('dlw-dropout')
    await figure.locator('[name=rate]').focus()
    await press('Home')
    expect(await readout()).toMatch(/^Rate 0: /)
    await figure.locator('[data-do=step]').click()
    expect(await readout()).toMatch(
      /step 1: 0 of 12 hidden neurons dropped, output (\S+)\. Mean of the steps so far \1\.$/,
    )
    await figure.locator('[name=rate]').fill('0.8')
    await figure.locator('[data-do=many]').focus()
    await press('Enter')
    expect(await readout()).toMatch(/step 50: \d+ of 12/)
    expect(await figure.locator('circle.dot').count()).toBe(50)
    await figure.locator('[data-do=predict]').click()
    expect(await figure.locator('.node-dropped').count()).toBe(0)
    await close()
  })

  it('early stopping follows its patience by keyboard', async () => {
    const { figure, readout, close, press } = await open('dlw-patience')
    await figure.locator('input').focus()
    await press('Home')
    const short = Number(/epoch (\d+)/.exec(await readout())![1])
    await press('End')
    expect(Number(/Stops after epoch (\d+)/.exec(await readout())?.[1] ?? 200)).toBeGreaterThan(short)
    await close()
  })

  it('an activation is computed at the chosen place, by keyboard', async () => {
    const { figure, readout, close, press } = await open('dlw-activation')
    await figure.locator('select').selectOption('tanh')
    await figure.locator('input').focus()
    await press('Home')
    expect(await readout()).toBe('tanh(−5) ≈ −1')
    await close()
  })

  it('thirty seeds trained here reach the recorded accuracies', async () => {
    const view = await site.open('episodes/02-penguins/')
    const figure = view.locator('dlw-seeds')
    await figure.locator('[data-do=run]').click()
    await figure.locator('[data-part=status]', { hasText: 'Your medians' }).waitFor()
    const { numbers } = readRun('penguins-examples')
    const scores = numbers.seedScores as Record<string, number[]>
    const places = (kind: string) =>
      figure.locator(kind).evaluateAll((circles) => circles.map((circle) => Number(circle.getAttribute('cx'))))
    const rings = await places('circle[fill=none]')
    const dots = await places('circle[opacity]')
    expect(rings.length).toBe(Object.values(scores).flat().length)
    // Recorded scores are kept to four decimals.
    expect(dots.map((at, index) => Math.abs(at - rings[index]!) < 0.2)).toEqual(rings.map(() => true))
    expect(site.troubles.splice(0)).toEqual([])
    await view.context().close()
  })

  it('without JavaScript each figure is a picture, and no dead control is shown', async () => {
    const view = await site.open(page, { javaScript: false })
    for (const name of ['neuron', 'activation', 'descent', 'patience', 'convolution', 'dropout']) {
      const figure = view.locator(`dlw-${name}`)
      expect((await figure.locator('svg').first().innerHTML()).length).toBeGreaterThan(500)
      for (const control of await figure.locator('button, input[type=range], select').all())
        expect(await control.isVisible()).toBe(false)
    }
    await view.context().close()
  })

  async function open(name: string) {
    const view = await site.open(page)
    const figure = view.locator(name)
    return {
      figure,
      press: (key: string) => view.keyboard.press(key),
      readout: async () => (await figure.locator('.readout').textContent())!,
      close: async () => {
        expect(site.troubles.splice(0)).toEqual([])
        await view.context().close()
      },
    }
  }
})
