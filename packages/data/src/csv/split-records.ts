import { GrowingIntegers } from './growing-integers.ts'

/** How the text is cut into lines and fields. */
export interface Dialect {
  /** One or more characters, or `'whitespace'`. */
  separator: string
  quote: string | null
  escape?: string | undefined
  comment?: string | undefined
  skipInitialSpace?: boolean | undefined
  skipRows?: number | readonly number[] | undefined
}

/** Where to begin and to end. */
export interface SplitRecordsOptions {
  /** Whether the text ends here; if not, what may go on is left for the next part. Defaults to true. */
  final?: boolean
  /** Most records to read. Defaults to all. */
  maxRecords?: number
  /** Place of the first character to read. Defaults to 0. */
  from?: number
  /** Lines before it: as an editor counts, and as records, for `skipRows`. Defaults to none. */
  linesBefore?: number
  recordsBefore?: number
}

/** The fields of a text: where each begins and ends, record by record. */
export interface Records {
  text: string
  count: number
  /** Start and end of each field in the text, two numbers each. */
  bounds: Int32Array
  /** The first field of each record; one more entry than records. */
  firstField: Int32Array
  /** The line on which each record begins, counted from 1. */
  lines: Int32Array
  /** The texts of fields that are not a part of the text as it stands, because of doubled quotes. */
  cleaned: Map<number, string>
  /** Where reading stopped, and the lines up to there. */
  end: number
  linesRead: number
  recordsRead: number
}

const [tab, newline, carriage, space] = [9, 10, 13, 32]

/**
 * Cuts text into records and fields, as pandas's tokenizer does: lines end in `\n`, `\r\n` or `\r`, also in turn; blank
 * lines and comments are left out; a quote counts where it begins a field.
 *
 * @throws RangeError for a quote that does not end.
 */
export function splitRecords(text: string, dialect: Dialect, options: SplitRecordsOptions = {}): Records {
  const { final = true, maxRecords = Infinity, from = 0, linesBefore = 0, recordsBefore = 0 } = options
  const { separator, skipInitialSpace = false } = dialect
  const isWhitespace = separator === 'whitespace'
  const single = isWhitespace ? -1 : separator.charCodeAt(0)
  const width = isWhitespace ? 1 : separator.length
  const quote = codeOf(dialect.quote)
  const escaper = codeOf(dialect.escape)
  const comment = codeOf(dialect.comment)
  const skips = skipper(dialect.skipRows)
  // The common case has a loop of its own.
  const isPlain = width === 1 && !isWhitespace && !skipInitialSpace && escaper < 0
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
  }
  firstField.push(fields)
  return {
    text,
    count,
    bounds: bounds.values,
    firstField: firstField.values,
    lines: lines.values,
    cleaned,
    end,
    linesRead: line,
    recordsRead: record,
  }

  /** Whether the line has nothing but spaces, or is a comment. */
  function isBlank(): boolean {
    let here = place
    let code = text.charCodeAt(here)
    while ((code === space || code === tab) && code !== single) code = text.charCodeAt(++here)
    return here >= length || code === newline || code === carriage || (code === comment && here === place)
  }

  /** Moves behind the end of this line; false when it may go on in the next part. */
  function skipLine(): boolean {
    let code = text.charCodeAt(place)
    while (place < length && code !== newline && code !== carriage) code = text.charCodeAt(++place)
    return endLine()
  }

  /** Moves behind a line end, or to the end of the text. */
  function endLine(): boolean {
    if (place >= length || (text.charCodeAt(place) === carriage && place + 1 >= length)) {
      if (!final) {
        isOpen = true
        return false
      }
      if (place < length) line++
      place = length
      return true
    }
    place += text.charCodeAt(place) === carriage && text.charCodeAt(place + 1) === newline ? 2 : 1
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

  /** Reads fields up to the end of the record, or up to a quote; false when the record is at its end. */
  function readPlain(): boolean {
    let here = place
    for (;;) {
      const start = here
      let code = text.charCodeAt(here)
      if (code === quote && here < length) {
        place = here
        return readQuoted()
      }
      while (here < length && code !== single && code !== newline && code !== carriage && code !== comment) {
        code = text.charCodeAt(++here)
      }
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

  /** Reads one field; false when it is the last of its record. */
  function readField(): boolean {
    let code = text.charCodeAt(place)
    if (isWhitespace || skipInitialSpace) {
      while ((code === space || (code === tab && isWhitespace)) && place < length) code = text.charCodeAt(++place)
    }
    // Spaces at the end of a line separate nothing.
    if (isWhitespace && fields > fieldsBefore && isEnd(code)) return finish(code)
    if (code === quote && place < length) return readQuoted()
    return readBare(place, undefined)
  }

  function isEnd(code: number): boolean {
    return place >= length || code === newline || code === carriage || code === comment
  }

  /** Reads up to a separator or the end of the line; `before` is what a quoted part of the field held. */
  function readBare(start: number, before: string | undefined): boolean {
    let hasEscape = false
    let here = place
    let code = text.charCodeAt(here)
    for (; here < length; code = text.charCodeAt(++here)) {
      if (code === newline || code === carriage || code === comment) break
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
      const code = text.charCodeAt(place)
      if (code === quote) {
        if (text.charCodeAt(place + 1) !== quote) break
        hasDouble = true
        place++
      } else if (code === escaper) {
        hasEscape = true
        place++
      } else if (code === newline) line++
      else if (code === carriage && text.charCodeAt(place + 1) !== newline) line++
    }
    const stop = place
    place++
    if (place >= length && !final) {
      isOpen = true
      return false
    }
    const code = text.charCodeAt(place)
    let value: string | undefined
    if (hasDouble || hasEscape) {
      value = unescaped(text.slice(start, stop), hasEscape)
      if (hasDouble) value = value.replaceAll(dialect.quote! + dialect.quote!, dialect.quote!)
    }
    if (isEnd(code) || isSeparator(code, place)) {
      addField(start, stop, value)
      return finish(code)
    }
    return readBare(place, value ?? text.slice(start, stop))
  }

  /** After a field: true when another follows. */
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

/** The text of a field. */
export function fieldText({ text, bounds, cleaned }: Records, field: number): string {
  if (cleaned.size > 0) {
    const value = cleaned.get(field)
    if (value !== undefined) return value
  }
  return text.slice(bounds[2 * field]!, bounds[2 * field + 1]!)
}

/** The texts of the fields of a record. */
export function recordTexts(records: Records, record: number): string[] {
  const texts: string[] = []
  for (let field = records.firstField[record]!; field < records.firstField[record + 1]!; field++) {
    texts.push(fieldText(records, field))
  }
  return texts
}
