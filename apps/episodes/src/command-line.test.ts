import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './command-line.ts'

describe('parseCommandLine', () => {
  it('reads every option', () => {
    const args = ['penguins', '--seed', '7', '--backend', 'cpu', '--out', 'here', '--json', '--quick']
    expect(parseCommandLine(args)).toEqual({
      episode: 'penguins',
      seed: 7,
      backend: 'cpu',
      out: 'here',
      data: undefined,
      backbone: undefined,
      weights: undefined,
      search: true,
      json: true,
      quick: true,
      help: false,
    })
  })

  it("has defaults: the lesson's seed 2, the best backend, nothing written", () => {
    expect(parseCommandLine(['penguins'])).toMatchObject({ seed: 2, backend: 'auto', out: undefined, json: false })
  })

  it('leaves out searches when asked to', () => {
    expect(parseCommandLine(['images', '--no-search']).search).toBe(false)
  })

  it.each([
    [[], /expected one of penguins.*received episode=\(none\)/],
    [['pinguins'], /expected one of penguins.*received episode=pinguins/],
    [['penguins', 'weather'], /expected one episode, received also weather/],
    [['penguins', '--seed', '1.5'], /--seed to be an integer from 0 to 4294967295, received seed=1.5/],
    [['penguins', '--seed=-1'], /received seed=-1/],
    [['penguins', '--seed', 'x'], /received seed=x/],
    [['penguins', '--seed', '4294967296'], /received seed=4294967296/],
    [['penguins', '--sede', '1'], /received --sede\. Did you mean --seed\?/],
    [['penguins', '--seed'], /argument missing.*--help/],
  ])('%j gets an error that teaches', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(message)
  })
})
