import type { MissingSpellings, ParseCsvOptions } from './csv-options.ts'

/** What pandas reads as a missing value. */
const defaults =
  ',#N/A,#N/A N/A,#NA,-1.#IND,-1.#QNAN,-NaN,-nan,1.#IND,1.#QNAN,<NA>,N/A,NA,NULL,NaN,None,n/a,nan,null'.split(',')

/** What is missing in a column: these texts, and these numbers however they are written. */
export interface MissingValues {
  texts: ReadonlySet<string>
  numbers: ReadonlySet<number>
}

/** The spellings of a missing value in each column. */
export function missingValues({
  missing = [],
  keepDefaultMissing = true,
}: Pick<ParseCsvOptions, 'missing' | 'keepDefaultMissing'>): (column: string) => MissingValues {
  const usual = keepDefaultMissing ? defaults : []
  const common = toSets(usual, isList(missing) ? missing : [])
  if (isList(missing)) return () => common
  const own = new Map(Object.entries(missing).map(([name, spellings]) => [name, toSets(usual, spellings)]))
  return (column) => own.get(column) ?? common
}

const isList = (missing: NonNullable<ParseCsvOptions['missing']>): missing is MissingSpellings => Array.isArray(missing)

function toSets(usual: readonly string[], spellings: MissingSpellings): MissingValues {
  const numbers = spellings.map((spelling) => (spelling === '' ? Number.NaN : Number(spelling)))
  return {
    texts: new Set([...usual, ...spellings.map(String)]),
    numbers: new Set(numbers.filter((number) => !Number.isNaN(number))),
  }
}
