import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { golden, temporaryDirectory } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { runCommand as episode, median } from '../testing.ts'

const withoutSeconds = ({ seconds: _, ...numbers }: Record<string, unknown>) => numbers
const withoutMachine = ({ seconds: _, backend: __, ...numbers }: Record<string, unknown>) => numbers

describe('pnpm episode penguins --json', () => {
  const first = episode('penguins', '--json')

  it('prints one JSON object and nothing else', () => {
    expect(first.stderr).toBe('')
    expect(first.status).toBe(0)
    expect(first.stdout.trim().split('\n')).toHaveLength(1)
  })

  it('has the exact numbers of the lesson', () => {
    expect(first.numbers()).toMatchObject({
      rows: 344,
      columns: 7,
      completeRows: 342,
      trainRows: 273,
      testRows: 69,
      testClassCounts: { Adelie: 30, Chinstrap: 14, Gentoo: 25 },
      parameters: 83,
      reloadedEqual: true,
      seed: 2,
    })
    const counts = first.numbers().confusionMatrix as number[][]
    expect(counts.map((row) => row.reduce((a, b) => a + b))).toEqual([30, 14, 25])
  })

  it('recognises at least 93 % of the test penguins with standardised features', () => {
    expect(first.numbers().scaledAccuracy).toBeGreaterThanOrEqual(0.93)
  })

  it('gives the same JSON on a second run', () => {
    expect(withoutSeconds(episode('penguins', '--json').numbers())).toEqual(withoutSeconds(first.numbers()))
  })

  it('gives the same JSON on cpu and on wasm', () => {
    const cpu = episode('penguins', '--json', '--backend', 'cpu').numbers()
    const wasm = episode('penguins', '--json', '--backend', 'wasm').numbers()
    expect([cpu.backend, wasm.backend]).toEqual(['cpu', 'wasm'])
    expect(withoutMachine(cpu)).toEqual(withoutMachine(wasm))
  })
})

describe('the accuracy over seeds 0 to 9', () => {
  const keras = golden<{ raw: { testAccuracy: number }[]; standardised: { testAccuracy: number }[] }>('penguins-keras')
  const ours = Array.from({ length: 10 }, (_, seed) => episode('penguins', '--json', '--seed', String(seed)).numbers())
  const spread = (values: number[]) => ({ low: Math.min(...values), high: Math.max(...values) })

  it("overlaps Keras's with raw features: each one's median lies within the other's range", () => {
    const [theirs, mine] = [keras.raw.map((run) => run.testAccuracy), ours.map((run) => run.accuracy as number)]
    expect(median(mine)).toBeGreaterThanOrEqual(spread(theirs).low)
    expect(median(mine)).toBeLessThanOrEqual(spread(theirs).high)
    expect(median(theirs)).toBeGreaterThanOrEqual(spread(mine).low)
    expect(median(theirs)).toBeLessThanOrEqual(spread(mine).high)
  })

  it('is at least 0.93 for every seed with standardised features, as with Keras', () => {
    expect(Math.min(...keras.standardised.map((run) => run.testAccuracy))).toBeGreaterThanOrEqual(0.93)
    expect(Math.min(...ours.map((run) => run.scaledAccuracy as number))).toBeGreaterThanOrEqual(0.93)
  })
})

describe('pnpm episode penguins --out', () => {
  it('writes a self-contained report and each figure as SVG and PNG', () => {
    const out = join(temporaryDirectory(), 'new', 'folder')
    const run = episode('penguins', '--quick', '--out', out)
    expect(run.status, run.stderr).toBe(0)
    expect(run.stdout).toMatch(/── 10\. Share the model/)
    const html = readFileSync(join(out, 'report.html'), 'utf8')
    expect(html.match(/<svg/g)!.length).toBeGreaterThanOrEqual(6)
    expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="(?!data:|#)/)
    for (const fact of ['seed', 'wasm', '4.22.0', '83']) expect(html).toContain(fact)
    const figures = readdirSync(join(out, 'figures'))
    for (const figure of [
      'pairs-by-species',
      'pairs-by-sex',
      'training-loss',
      'confusion-matrix',
      'confusion-matrix-scaled',
    ]) {
      expect(figures).toContain(`${figure}.svg`)
      expect(
        readFileSync(join(out, 'figures', `${figure}.png`))
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG')
    }
  })

  it('refuses a folder that cannot be written before anything runs, and leaves nothing behind', () => {
    const folder = temporaryDirectory()
    const blocked = join(fileURLToPath(import.meta.url), 'sub')
    const run = episode('penguins', '--out', blocked)
    expect(run.status).toBe(1)
    expect(run.stdout).toBe('')
    expect(run.stderr).toMatch(/episode: expected --out to be a folder that can be written, received out=/)
    expect(existsSync(blocked)).toBe(false)
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    [['penguins', '--backend', 'quantum'], /quantum/],
    [['penguins', '--seed', 'one'], /--seed/],
    [['birds'], /expected one of penguins/],
  ])('%j fails with one sentence on stderr and nothing on stdout', (args, message) => {
    const run = episode(...args)
    expect(run.status).toBe(1)
    expect(run.stderr).toMatch(message)
    expect(run.stderr).not.toMatch(/\n\s+at /)
  })
})
