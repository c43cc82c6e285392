import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { loadJson, type ParseJsonOptions, parseJson } from '../index.ts'

const rows = [
  { name: 'a', mass: 1.5, ok: 1 },
  { name: null, mass: Number.NaN, ok: 0 },
]

describe('parseJson', () => {
  it.each<[string, string, ParseJsonOptions?]>([
    ['records', '[{"name": "a", "mass": 1.5, "ok": true}, {"name": null, "ok": false}]'],
    ['lines', '{"name": "a", "mass": 1.5, "ok": true}\r\n\n{"mass": null, "ok": false}\n'],
    ['columns', '{"name": ["a", null], "mass": [1.5, null], "ok": [true, false]}'],
    ['columns as pandas writes', '{"name":{"0":"a","1":null},"mass":{"0":1.5,"1":null},"ok":{"0":true,"1":false}}'],
    ['columns over lines', '\ufeff{\n"name": ["a", null],\n"mass": [1.5, null], "ok": [1, 0]}'],
  ])('reads %s', (_, text, options) => {
    expect(parseJson(text, options).toObjects()).toEqual(rows)
  })

  it('takes a single object of values for a row, and nothing for no rows', () => {
    expect(parseJson('{"a": 1, "b": "x"}').toObjects()).toEqual([{ a: 1, b: 'x' }])
    expect(parseJson('[]').shape).toEqual([0, 0])
  })

  it('keeps the digits of integers above 2**53', () => {
    const text = '[{"id": 1234567890123456789, "t": "id 1234567890123456789"}, {"id": 7, "t": "\\"1234567890123456"}]'
    expect(parseJson(text).toObjects()).toEqual([
      { id: '1234567890123456789', t: 'id 1234567890123456789' },
      { id: '7', t: '"1234567890123456' },
    ])
    expect(parseJson('[{"x": 12345678901234567890.5}, {"x": 1e300}]').numbers('x')[1]).toBe(1e300)
    const long = [0.8414709848078965, -1234.5678901234567, Math.sin(1e-7), 1e21]
    expect([...parseJson(JSON.stringify(long.map((x) => ({ x })))).numbers('x')]).toEqual(long)
  })

  it('reads a file', async () => {
    const path = join(temporaryDirectory(), 'rows.json')
    writeFileSync(path, '[{"a": 1}]')
    expect((await loadJson(path)).toObjects()).toEqual([{ a: 1 }])
    await expect(loadJson('nowhere.json')).rejects.toThrow('loadJson: expected a readable file')
  })

  it.each<[string, ParseJsonOptions, string]>([
    ['[{"a": 1', {}, 'expected JSON, received'],
    ['{"a": 1}\n{"a": ', { orient: 'lines' }, 'expected JSON in line 2'],
    ['[1, 2]', {}, 'expected an object for each row, received 1 in row 0'],
    ['{"a": [1]}', { orient: 'records' }, 'expected an array of rows, received an object'],
    ['[{"a": 1}]', { orient: 'columns' }, 'expected an object of columns, received an array'],
    ['{"a": 1}', { orient: 'columns' }, 'expected an array of values in a, received 1'],
    ['[{"a": [1]}]', {}, 'received an array in row 0 of a. Flatten nested values first.'],
    ['[{"a": 1}, {"a": "x"}]', {}, 'column "a", received numbers and texts mixed'],
    ['[]', { orient: 'split' as never }, 'received orient="split"'],
    ['[]', { orientation: 'lines' } as never, 'received orientation="lines". Did you mean orient?'],
  ])('refuses %j with %j', (text, options, message) => {
    expect(() => parseJson(text, options)).toThrow(message)
  })
})
