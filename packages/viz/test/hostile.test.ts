import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFigure } from './hostile/check-figure.ts'
import { names, numbers } from './hostile/inputs.ts'
import { plots } from './hostile/plots.ts'

/** Draws and checks a figure; an error must be one of ours, from the function that was called. */
async function draw(plot: string, values: readonly number[], name: (index: number) => string): Promise<string> {
  let figure: Element
  try {
    figure = await plots[plot]!([...values], name)
  } catch (error) {
    expect(error, String((error as Error).stack)).toSatisfy(
      (each) => each instanceof RangeError || each instanceof TypeError,
    )
    const caller = plot.split(' ')[0]!
    expect((error as Error).message).toMatch(
      new RegExp(`^(${caller}|rocCurve|precisionRecallCurve|calibrationCurve): expected `),
    )
    return ''
  }
  return checkFigure(figure)
}

describe.each(Object.keys(plots))('%s', (plot) => {
  it.each(Object.entries(numbers))('of %s', async (_, values) => {
    const svg = await draw(plot, values, names.plain!)
    expect(svg).not.toMatch(/to NaN|undefined|\[object/)
  })

  it.each(Object.entries(names))('with %s names', async (_, name) => {
    expect(await draw(plot, numbers.shares!, name)).not.toBe('')
  })
})

/** Whatever a double holds, and lists that most plots can draw. */
const anyNumbers = fc.oneof(
  fc.array(fc.double(), { maxLength: 30 }),
  fc.array(fc.float(), { maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 }),
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }),
)

it('any plot of any numbers with any names', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(plots)),
      anyNumbers,
      fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { minLength: 40, maxLength: 40 }),
      async (plot, values, words) => {
        await draw(plot, values, (index) => `${words[index % words.length]}${index}`)
      },
    ),
    { numRuns: 150, seed: 12 },
  )
})
