import { type CodeUnits, codeUnits } from './code-units.ts'
import { GrowingIntegers } from './growing-integers.ts'
import type { Records } from './records.ts'

/** How to split the text into lines and fields. */
export interface Dialect {
  /** One or more characters, or `'whitespace'`. */
  separator: string
  quote: string | null
  escape?: string | undefined
  comment?: string | undefined
  skipInitialSpace?: boolean | undefined
  skipRows?: number | readonly number[] | undefined
}

/** Start and end of the range to read. */
export interface SplitRecordsOptions {
  /** Whether this is the end of the text; if not, an incomplete record is left for the next part. Defaults to true. */
  final?: boolean
  /** Maximum number of records to read. Defaults to all. */
  maxRecords?: number
  /** Index of the first character to read. Defaults to 0. */
  from?: number
  /** The code units of the text, if they are known. */
  units?: CodeUnits
  /** Lines before it, counted as in an editor and as records (for `skipRows`). Defaults to none. */
  linesBefore?: number
  recordsBefore?: number
}

const [tab, newline, carriage, space] = [9, 10, 13, 32]

/**
 * Splits text into records and fields as pandas's tokenizer does. Lines end in `\n`, `\r\n` or `\r`, even mixed. Blank
 * lines and comments are skipped. A quote is special only at the start of a field.
 *
 * @throws RangeError for an unterminated quote.
 */
export function splitRecords(text: string, dialect: Dialect, options: SplitRecordsOptions = {}): Records {
  const { final = true, maxRecords = Infinity, from = 0, linesBefore = 0, recordsBefore = 0 } = options
  const { units = codeUnits(text) } = options
  const { separator, skipInitialSpace = false } = dialect
  const isWhitespace = separator === 'whitespace'
  const single = isWhitespace ? -1 : separator.charCodeAt(0)
  const width = isWhitespace ? 1 : separator.length
  const quote = codeOf(dialect.quote)
  const escaper = codeOf(dialect.escape)
  const comment = codeOf(dialect.comment)
  const skips = skipper(dialect.skipRows)
  // A separate loop for the common case.
  const isPlain = width === 1 && !isWhitespace && !skipInitialSpace && escaper < 0
  // Characters at which a field without quotes may end; 0 follows the text.
  const stops = new Uint8Array(65_536)
  for (const code of [0, single, newline, carriage, comment]) if (code >= 0) stops[code] = 1
  const length = text.length
  const bounds = new GrowingIntegers(1024)
  const firstField = new GrowingIntegers(256)
  const lines = new GrowingIntegers(256)
  const cleaned = new Map<number, string>()
  let fields = 0
  let fieldsBefore = 0
  let count = 0
  let line = linesBefore
  let record = recordsBefore
  let end = from
  let place = from
  let isOpen = false

  while (place < length && count < maxRecords) {
    const begin = place
    fieldsBefore = fields
    const lineBefore = line
    if (skips(record) || isBlank()) {
      if (!skipLine()) break
      record++
      end = place
      continue
    }
    while (isPlain ? readPlain() : readField()) {}
    if (isOpen) {
      fields = fieldsBefore
      line = lineBefore
      for (const field of cleaned.keys()) if (field >= fields) cleaned.delete(field)
      bounds.length = 2 * fields
      break
    }
    firstField.push(fieldsBefore)
    lines.push(lineBefore + 1)
    count++
    record++
    end = place
    if (begin === place) break
    if (count === 100) reserveAll()
  }
  firstField.push(fields)
  return {
    text,
    units,
    count,
    bounds: bounds.values,
    firstField: firstField.values,
    lines: lines.values,
    cleaned,
    end,
    linesRead: line,
    recordsRead: record,
  }

  /** Reserves room for the whole text, if its other lines are like the first ones. */
  function reserveAll(): void {
    const share = Math.min(1.1 * ((length - place) / (place - from)), maxRecords / count)
    bounds.reserve(Math.ceil(2 * fields * share))
    firstField.reserve(Math.ceil(count * share))
    lines.reserve(Math.ceil(count * share))
  }

  /** Returns whether the line is blank or a comment. */
  function isBlank(): boolean {
    let here = place
    let code = units[here]!
    while ((code === space || code === tab) && code !== single) code = units[++here]!
    return here >= length || code === newline || code === carriage || (code === comment && here === place)
  }

  /** Skips to the next line; returns false if the line may continue in the next part. */
  function skipLine(): boolean {
    let code = units[place]!
    while (place < length && code !== newline && code !== carriage) code = units[++place]!
    return endLine()
  }

  /** Skips past a line break, or to the end of the text. */
  function endLine(): boolean {
    if (place >= length || (units[place]! === carriage && place + 1 >= length)) {
      if (!final) {
        isOpen = true
        return false
      }
      if (place < length) line++
      place = length
      return true
    }
    place += units[place]! === carriage && units[place + 1]! === newline ? 2 : 1
    line++
    return true
  }

  function isSeparator(code: number, here: number): boolean {
    if (isWhitespace) return code === space || code === tab
    return code === single && (width === 1 || text.startsWith(separator, here))
  }

  function addField(start: number, stop: number, value?: string): void {
    bounds.push(start)
    bounds.push(stop)
    if (value !== undefined) cleaned.set(fields, value)
    fields++
  }

  /** Reads fields up to the end of the record or a quote; returns false at the end of the record. */
  function readPlain(): boolean {
    let here = place
    for (;;) {
      const start = here
      let code = units[here]!
      if (code === quote && here < length) {
        place = here
        return readQuoted()
      }
      while (stops[code] === 0 || (code === 0 && here < length && single !== 0)) code = units[++here]!
      bounds.reserve(2)
      bounds.values[bounds.length++] = start
      bounds.values[bounds.length++] = here
      fields++
      if (here >= length || code !== single) {
        place = here
        return finish(code)
      }
      here++
    }
  }

  /** Reads one field; returns false if it is the last of its record. */
  function readField(): boolean {
    let code = units[place]!
    if (isWhitespace || skipInitialSpace) {
      while ((code === space || (code === tab && isWhitespace)) && place < length) code = units[++place]!
    }
    // Trailing spaces are not separators.
    if (isWhitespace && fields > fieldsBefore && isEnd(code)) return finish(code)
    if (code === quote && place < length) return readQuoted()
    return readBare(place, undefined)
  }

  function isEnd(code: number): boolean {
    return place >= length || code === newline || code === carriage || code === comment
  }

  /** Reads up to a separator or the end of the line; `before` is the content of the field's quoted part. */
  function readBare(start: number, before: string | undefined): boolean {
    let hasEscape = false
    let here = place
    let code = units[here]!
    for (; here < length; code = units[++here]!) {
      if (code === newline || code === carriage) break
      // As in pandas, what follows a closing quote at once is no comment.
      if (code === comment && !(here === start && before !== undefined)) break
      if ((code === single || isWhitespace) && isSeparator(code, here)) break
      if (code === escaper) {
        hasEscape = true
        here++
      }
    }
    place = Math.min(here, length)
    const bare = before === undefined && !hasEscape
    addField(start, place, bare ? undefined : (before ?? '') + unescaped(text.slice(start, place), hasEscape))
    return finish(code)
  }

  function readQuoted(): boolean {
    const start = place + 1
    const lineOfQuote = line + 1
    let hasEscape = false
    let hasDouble = false
    place = start
    for (; ; place++) {
      if (place >= length) {
        if (!final) {
          isOpen = true
          return false
        }
        throw new RangeError(
          `parseCsv: expected a closing quote, received none for the one in line ${lineOfQuote}. Write a quote inside a field twice, or pass { quote: null } where quotes mean nothing.`,
        )
      }
      const code = units[place]!
      if (code === quote) {
        if (units[place + 1]! !== quote) break
        hasDouble = true
        place++
      } else if (code === escaper) {
        hasEscape = true
        place++
      } else if (code === newline) line++
      else if (code === carriage && units[place + 1]! !== newline) line++
    }
    const stop = place
    place++
    if (place >= length && !final) {
      isOpen = true
      return false
    }
    const code = units[place]!
    let value: string | undefined
    if (hasDouble || hasEscape) {
      value = unescaped(text.slice(start, stop), hasEscape)
      if (hasDouble) value = value.replaceAll(dialect.quote! + dialect.quote!, dialect.quote!)
    }
    if ((isEnd(code) && code !== comment) || isSeparator(code, place)) {
      addField(start, stop, value)
      return finish(code)
    }
    return readBare(place, value ?? text.slice(start, stop))
  }

  /** Moves past the end of a field; returns whether another follows. */
  function finish(code: number): boolean {
    if (place < length && code === comment) {
      skipLine()
      return false
    }
    if (place < length && code !== newline && code !== carriage) {
      place += width
      return true
    }
    endLine()
    return false
  }

  function unescaped(value: string, hasEscape: boolean): string {
    return hasEscape ? value.replaceAll(new RegExp(`\\${dialect.escape}([\\s\\S])`, 'g'), '$1') : value
  }
}

const codeOf = (character: string | null | undefined): number => (character ? character.charCodeAt(0) : -1)

function skipper(skipRows: number | readonly number[] | undefined): (record: number) => boolean {
  if (skipRows === undefined) return () => false
  if (typeof skipRows === 'number') return (record) => record < skipRows
  const numbers = new Set(skipRows)
  return (record) => numbers.has(record)
}
