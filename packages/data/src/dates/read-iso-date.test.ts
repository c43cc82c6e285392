import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readIsoDate } from './read-iso-date.ts'

it('reads every date that exists as JavaScript does', () => {
  const dates = fc.date({
    min: new Date('0100-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(dates, (date) => {
      const written = date.toISOString()
      expect(readIsoDate(written.slice(0, 10))).toBe(Date.parse(`${written.slice(0, 10)}T00:00:00Z`))
      expect(readIsoDate(written.slice(0, 16))).toBe(Date.parse(`${written.slice(0, 16)}:00Z`))
      expect(readIsoDate(written.slice(0, 19).replace('T', ' '))).toBe(Date.parse(`${written.slice(0, 19)}Z`))
    }),
  )
})

it.each([
  '2023-02-29',
  '1900-02-29',
  '2024-02-30',
  '2024-04-31',
  '2024-00-10',
  '2024-13-10',
  '2024-01-00',
  '2024/01/31',
  '2024-01-31 24:00',
  '2024-01-31 12:60',
  '2024-01-31 12:30:60',
  '2024-01-31x12:30',
  '2024-01-31 12.30',
  '2024-01-31 1a:30',
  '0024-01-31',
  '',
])('leaves %j to others', (text) => expect(readIsoDate(text)).toBeUndefined())
