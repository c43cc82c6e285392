import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { loadParquet } from './index.ts'

const { parquet } = golden<{ parquet: [name: string, values: (number | string | null)[]][] }>('tables')
const path = (name: string) => fileURLToPath(new URL(`../../test/parquet/${name}.parquet`, import.meta.url))
const plain = (value: number | string | null) => (Number.isNaN(value) ? null : value)

describe('loadParquet', () => {
  it.each(['plain', 'snappy', 'gzip', 'zstd'])('reads what pandas wrote: %s', async (codec) => {
    const table = await loadParquet(path(`birds-${codec}`))
    expect([...table.columns].map((name) => [name, [...table.column(name)].map(plain)])).toEqual(parquet)
  })

  it('reads chosen columns in their order', async () => {
    const table = await loadParquet(new Blob([readFileSync(path('birds-snappy'))]), { columns: ['year', 'mass'] })
    expect(table.columns).toEqual(['year', 'mass'])
    expect(table.numbers('year')).toEqual(Float64Array.of(2007, 2008, 2009))
  })

  it('never leaves out rows of a damaged file, or hangs', async () => {
    for (const codec of ['plain', 'snappy']) {
      const whole = readFileSync(path(`birds-${codec}`))
      const rows = (await loadParquet(new Blob([whole]))).shape[0]
      for (let at = 0; at < whole.length; at += 7) {
        const damaged = Uint8Array.from(whole)
        damaged[at]! ^= 1 << (at % 8)
        const found = await loadParquet(new Blob([damaged])).catch((error: Error) => error)
        if (found instanceof Error) expect(found.message).toMatch(/^loadParquet: expected /)
        else expect(found.shape[0]).toBe(rows)
      }
    }
  })

  it('refuses what it cannot read', async () => {
    await expect(loadParquet('nowhere.parquet')).rejects.toThrow('loadParquet: expected a readable file')
    await expect(loadParquet(new Blob(['a,b\n1,2\n3,4\n']))).rejects.toThrow(
      'expected a Parquet file, received source=a Blob',
    )
    await expect(loadParquet(path('nested'))).rejects.toThrow('received a list in row 0 of a')
    await expect(loadParquet(path('birds-plain'), { columns: ['masse'] })).rejects.toThrow('Did you mean "mass"?')
    await expect(loadParquet(path('birds-plain'), { column: 'mass' } as never)).rejects.toThrow('Did you mean columns?')
  })
})
