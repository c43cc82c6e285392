/** One thing that `validateTable` noticed. */
export interface Finding {
  /**
   * What it is: values that are `missing`, `infinite`, a code for missing (`sentinel`), far from all others
   * (`outlier`) or `outOfRange`; texts in a column of numbers (`notNumber`) and integers too large for numbers
   * (`largeInteger`); a `constant` column; a column (`sameColumn`) or rows (`sameRow`) that came before.
   */
  kind:
    | 'missing'
    | 'infinite'
    | 'sentinel'
    | 'outlier'
    | 'outOfRange'
    | 'notNumber'
    | 'largeInteger'
    | 'constant'
    | 'sameColumn'
    | 'sameRow'
  /** Name of the column; undefined for rows. */
  column: string | undefined
  /** The value in question, or the name of the column that is the same. */
  value?: number | string
  /** The line of the file in which the value stands first, where that is known. */
  line?: number
  /** How many rows it concerns. */
  count: number
  /** These rows. */
  rows: number[]
}

/** What `validateTable` found. */
export class TableReport {
  /** `[rows, columns]` of the table. */
  readonly shape: readonly [rows: number, columns: number]
  /** Column by column; rows that come twice last. */
  readonly findings: readonly Finding[]

  constructor(shape: readonly [rows: number, columns: number], findings: readonly Finding[]) {
    this.shape = shape
    this.findings = findings
  }

  /** The report as text: one line per finding. */
  toString(): string {
    const head = `${this.shape[0]} rows × ${this.shape[1]} columns: `
    if (this.findings.length === 0) return `${head}nothing suspicious`
    const lines = this.findings.map((finding) => `  ${sentence(finding)}`)
    return [`${head}${count(this.findings.length, 'thing')} to look at`, ...lines].join('\n')
  }
}

function sentence({ kind, column, value, line, count: found, rows }: Finding): string {
  const where = ` (row ${rows.slice(0, 3).join(', ')}${rows.length > 3 ? ', …' : ''})`
  switch (kind) {
    case 'missing':
      return `${column}: ${count(found, 'value')} missing${where}`
    case 'infinite':
      return `${column}: ${count(found, 'value')} infinite${where}`
    case 'sentinel':
      return `${column}: ${value} in ${count(found, 'row')}${where} looks like a code for "missing"`
    case 'outlier':
      return `${column}: ${value} in ${count(found, 'row')}${where} is far from all other values`
    case 'outOfRange':
      return `${column}: ${count(found, 'value')} out of range${where}`
    case 'notNumber':
      return `${column}: ${count(found, 'value')}${where} ${found === 1 ? 'is' : 'are'} no number, as the others are: ${JSON.stringify(value)}${line === undefined ? '' : ` in line ${line}`}`
    case 'largeInteger':
      return `${column}: ${count(found, 'integer')} above 2**53${where}, so the column is text`
    case 'constant':
      return `${column}: always ${value}`
    case 'sameColumn':
      return `${column}: the same as ${value}`
    case 'sameRow':
      return `${count(found, 'row')} the same as an earlier one${where}`
  }
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`
