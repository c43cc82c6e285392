import { Table } from '@dlw/data'
import { manySeeds } from '../../../episodes/src/penguins/seeds.ts'

const scores: Record<string, number[]> = {}
await manySeeds(
  { seed: 0, device: { prefer: 'wasm' }, epochs: 100, data: undefined, weights: undefined },
  {
    backend() {},
    say() {},
    training: () => ({}),
    score(training, seed, value) {
      scores[training] ??= []
      scores[training][seed] = value
    },
  },
)

/** Four decimals: what every backend agrees on. */
const round = (value: number): number => Math.round(value * 1e4) / 1e4
const spread = Table.fromColumns(scores).describe()
const spreadOf = (training: string) => {
  const [, , , least, lower, median, upper, most] = spread.numbers(training).map(round)
  return { least, lower, median, upper, most }
}
export const numbers = {
  seedScores: Object.fromEntries(Object.entries(scores).map(([training, values]) => [training, values.map(round)])),
  seeds: { raw: spreadOf('raw features'), standardised: spreadOf('standardised') },
}
console.log(spread.toString())
