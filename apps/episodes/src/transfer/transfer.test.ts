import { sharedData } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../testing.ts'
import { principalAxes } from './principal-axes.ts'

const weights = sharedData('weights')
const digits = sharedData('datasets/sign-language-digits-64')
const needs = weights && digits ? '' : ' (left out: needs shared/weights and shared/datasets/sign-language-digits-64)'

describe.skipIf(!weights || !digits)(`pnpm episode transfer${needs}`, () => {
  it('reaches 85 % on unseen pictures with a small real ImageNet network, far beyond a network from scratch', () => {
    const backbone = 'mobilenet_v1_0.5_160'
    const run = runCommand(
      'transfer',
      '--data',
      digits!,
      '--backbone',
      backbone,
      '--weights',
      weights!,
      '--quick',
      '--json',
    )
    expect(run.stderr).toBe('')
    const numbers = run.numbers()
    expect(numbers).toMatchObject({
      backbone,
      totalParameters: 841_328,
      trainableParameters: 27_184,
      reloadedEqual: true,
    })
    const results = numbers.results as Record<'scratch' | 'transfer', { validationAccuracy: number }>
    expect(results.transfer.validationAccuracy).toBeGreaterThanOrEqual(0.85)
    expect(results.transfer.validationAccuracy).toBeGreaterThan(results.scratch.validationAccuracy + 0.1)
  }, 600_000)
})

describe('pnpm episode transfer without its weights', () => {
  it.each([
    [['--backbone', 'alexnet'], /--backbone to be one of densenet121, mobilenet, .*received backbone=alexnet/],
    [
      ['--backbone', 'mobilenet_v2_1.0_224'],
      /Name the folder that holds mobilenet_v2_1.0_224\/model.json with --weights/,
    ],
  ])('%j fails with one sentence that says what to do', (args, message) => {
    const run = runCommand('transfer', '--data', 'synthetic', '--json', ...args)
    expect(run.status).toBe(1)
    expect(run.stdout).toBe('')
    expect(run.stderr).toMatch(message)
  })
})

describe('principalAxes', () => {
  it('finds the line that points lie on', () => {
    const places = principalAxes([-2, -1, 0, 1, 2].map((step) => [3 * step, 4 * step, 0]))
    expect(places.map(([first]) => Math.abs(first!))).toEqual(
      [10, 5, 0, 5, 10].map((place) => expect.closeTo(place, 10)),
    )
    for (const [, second] of places) expect(second).toBeCloseTo(0, 10)
  })
})
