/*
 * Makes datasets/penguins/penguins.csv and src/penguins-csv.ts from the npm package `vega-datasets`.
 * Run: node packages/data/scripts/make-penguins.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** seaborn's names of the columns. */
const columns: Record<string, string> = {
  species: 'Species',
  island: 'Island',
  bill_length_mm: 'Beak Length (mm)',
  bill_depth_mm: 'Beak Depth (mm)',
  flipper_length_mm: 'Flipper Length (mm)',
  body_mass_g: 'Body Mass (g)',
  sex: 'Sex',
}
/** "." is the one sex that nobody could tell. */
const words: Record<string, string> = { MALE: 'Male', FEMALE: 'Female', '.': '' }

/** CSV text of the penguins in the npm package. */
export function makePenguins(): string {
  const source = new URL('../node_modules/vega-datasets/data/penguins.json', import.meta.url)
  const birds = JSON.parse(readFileSync(source, 'utf8')) as Record<string, string | number | null>[]
  const lines = birds.map((bird) =>
    Object.values(columns)
      .map((name) => String(bird[name] ?? ''))
      .map((cell) => words[cell] ?? cell)
      .join(','),
  )
  return `${[Object.keys(columns).join(','), ...lines].join('\n')}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const csv = makePenguins()
  writeFileSync(new URL('../../../datasets/penguins/penguins.csv', import.meta.url), csv)
  writeFileSync(
    new URL('../src/datasets/penguins-csv.ts', import.meta.url),
    `/** Written by scripts/make-penguins.ts from the npm package vega-datasets: see datasets/penguins/card.json. */\nexport const penguinsCsv: string = \`\\\n${csv}\`\n`,
  )
}
