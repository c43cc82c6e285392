import { strFromU8, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { crc32 } from './crc32.ts'
import { readZip } from './read-zip.ts'

const text = strToU8('the same words, the same words, the same words')
const [deflated, stored] = [
  zipSync({ 'a.txt': text, 'b/c.txt': strToU8('c') }),
  zipSync({ 'a.txt': text }, { level: 0 }),
]
/** The archive with bytes changed. */
const changed = (bytes: Uint8Array, change: (view: DataView, directory: number, end: number) => void): Uint8Array => {
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  change(view, view.getUint32(copy.length - 6, true), copy.length - 22)
  return copy
}

describe('readZip', () => {
  it('unpacks stored and deflated entries, by name', () => {
    expect([...readZip(deflated)].map(([name, content]) => [name, strFromU8(content)])).toEqual([
      ['a.txt', strFromU8(text)],
      ['b/c.txt', 'c'],
    ])
    expect(strFromU8(readZip(stored).get('a.txt')!)).toBe(strFromU8(text))
    expect([...readZip(deflated, ({ name }) => name === 'b/c.txt').keys()]).toEqual(['b/c.txt'])
    expect(readZip(zipSync({})).size).toBe(0)
  })

  it('knows the check value of CRC-32', () => {
    expect(crc32(strToU8('123456789'))).toBe(0xcbf43926)
  })

  it('finds every flipped bit of a content, stored or deflated', () => {
    for (const archive of [stored, deflated]) {
      const start = 30 + 'a.txt'.length
      const end = archive === stored ? start + text.length : start + 20
      for (let at = start; at < end; at++) {
        for (let bit = 0; bit < 8; bit++) {
          const flipped = changed(archive, (view) => view.setUint8(at, view.getUint8(at) ^ (1 << bit)))
          let found: Uint8Array | undefined
          try {
            found = readZip(flipped).get('a.txt')
          } catch (error) {
            expect((error as Error).message).toMatch(/^its a\.txt (has|cannot)/)
          }
          // Some bits of deflate mean nothing: what is read is then what was written.
          if (found) expect(strFromU8(found)).toBe(strFromU8(text))
        }
      }
    }
  })

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'it is not a whole zip archive'],
    ['text', strToU8('hello, this is not a zip archive'), 'it is not a whole zip archive'],
    ['a cut archive', deflated.subarray(0, deflated.length - 1), 'it is not a whole zip archive'],
    [
      'a directory that is elsewhere',
      changed(stored, (view, _, end) => view.setUint32(end + 16, 3, true)),
      'not a whole zip',
    ],
    [
      'an archive that says it is empty',
      changed(stored, (view, _, end) => view.setUint16(end + 10, 0, true)),
      'damaged',
    ],
    [
      'an end that says nothing',
      changed(stored, (view, _, end) => new Uint8Array(view.buffer).fill(0, end + 4)),
      'it is not a whole zip archive',
    ],
    ['encryption', changed(stored, (view, at) => view.setUint16(at + 8, 1, true)), 'it is encrypted'],
    ['another method', changed(stored, (view, at) => view.setUint16(at + 10, 93, true)), 'compressed in the way 93'],
    ['another place', changed(stored, (view, at) => view.setUint32(at + 42, 5, true)), 'not where its directory says'],
    ['a larger packed size', changed(stored, (view, at) => view.setUint32(at + 20, 9999, true)), 'is cut short'],
    ['a size too small', changed(deflated, (view, at) => view.setUint32(at + 24, 10, true)), 'not the declared 10'],
    ['a size too large', changed(deflated, (view, at) => view.setUint32(at + 24, 99, true)), 'not the declared 99'],
    [
      'a size deflate cannot reach',
      changed(deflated, (view, at) => view.setUint32(at + 24, 99_999, true)),
      'to 99999 b',
    ],
    [
      'a huge size',
      changed(deflated, (view, at) => view.setUint32(at + 24, 2 ** 27 + 1, true)),
      'bytes, which no real data do',
    ],
    ['a name that comes twice', twice(), 'it holds a.txt twice'],
  ])('throws for %s', (_, bytes, message) => {
    expect(() => readZip(bytes)).toThrow(message)
  })
})

function twice(): Uint8Array {
  const bytes = zipSync({ 'a.txt': text, 'b.txt': text })
  return changed(bytes, (view, at) => {
    const second = at + 46 + 'a.txt'.length
    view.setUint8(second + 46, 'a'.charCodeAt(0))
  })
}
