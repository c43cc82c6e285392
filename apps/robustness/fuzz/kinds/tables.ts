import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { loadCsv, loadJson, loadPenguins, type Table } from '@dlw/data'
import { loadParquet } from '@dlw/data/parquet'
import { damageInPlace, damageText } from '../damage.ts'
import { damageJson } from '../damage-json.ts'
import type { Kind } from '../kind.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const blob = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>])
const csv = encode(
  'species,mass,"body ""length""",sex\nAdelie,3750,39.1,Male\nGentoo,NA,"1,5",\n"Chin\nstrap",4e3,-0.5,Female\n',
)
const penguins = loadPenguins()
const rows = penguins.toObjects().slice(0, 20)

/** Every column has all rows, each a number or a text. */
function wrongTable(result: unknown): string | undefined {
  const table = result as Table
  const [count] = table.shape
  const short = table.columns.find((name) => table.column(name).length !== count)
  return short === undefined ? undefined : `the column ${short} has not ${count} rows`
}

export const csvFiles = (): Kind => ({
  files: [csv, encode(penguins.head(30).toCsv())],
  damage: [damageText],
  read: (bytes) => loadCsv(blob(bytes)),
  wrong: wrongTable,
})

/** Their text is damaged, or what it was compressed to. */
export const gzipFiles = (): Kind => ({
  files: [gzipSync(csv)],
  damage: [(file, random) => gzipSync(damageText(gunzipSync(file), random))],
  read: (bytes) => loadCsv(blob(bytes)),
  wrong: wrongTable,
})

export const jsonFiles = (): Kind => ({
  files: [
    encode(JSON.stringify(rows)),
    encode(rows.map((row) => JSON.stringify(row)).join('\n')),
    encode('{"a":{"0":1,"1":null},"b":{"0":"x","1":"y"}}'),
  ],
  damage: [damageText, (file, random) => (file[0] === 0x5b ? damageJson : damageText)(file, random)],
  read: (bytes) => loadJson(blob(bytes)),
  wrong: wrongTable,
})

export const parquetFiles = (): Kind => ({
  files: ['plain', 'snappy', 'gzip', 'zstd'].map((codec) =>
    readFileSync(
      fileURLToPath(new URL(`../../../../packages/data/test/parquet/birds-${codec}.parquet`, import.meta.url)),
    ),
  ),
  damage: [damageInPlace, damageInPlace],
  read: (bytes) => loadParquet(blob(bytes)),
  wrong: wrongTable,
})
