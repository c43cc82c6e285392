import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { pythonFormat } from './python-format.ts'

const { values, formats } = golden<{
  values: { value: string; isWhole: boolean }[]
  formats: { spec: string; texts: (string | null)[] }[]
}>('python-formats')
const numberOf = (text: string): number => ({ nan: Number.NaN, inf: Infinity, '-inf': -Infinity })[text] ?? Number(text)

describe.each(formats)("format(value, '$spec')", ({ spec, texts }) => {
  it.each(values.map((one, index) => ({ ...one, text: texts[index] ?? undefined })))(
    'writes $value as Python does',
    ({ value, isWhole, text }) => {
      expect(pythonFormat(numberOf(value), spec, isWhole)).toBe(text)
    },
  )
})

it('says where it does not follow Python', () => {
  expect(pythonFormat(1234.5, '012,.1f', false)).toBeUndefined()
  expect(pythonFormat(0.5, '.99f', false)).toBeUndefined()
})
