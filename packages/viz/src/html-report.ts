import { reportStyle } from './report-style.ts'
import { escapeText, inlineSvg } from './to-svg.ts'

export interface HtmlReport {
  title: string
  sections: readonly HtmlReportSection[]
  /** What a reader needs to run it again: seed, versions, backend, date. Defaults to none. */
  facts?: Readonly<Record<string, string | number | boolean>>
  /** Language of the text. Defaults to `'en'`. */
  language?: string
}

export interface HtmlReportSection {
  heading: string
  /** Paragraphs of plain text, separated by empty lines. */
  text?: string
  /** A table: names of the columns and rows of cells. */
  table?: { columns: readonly string[]; rows: readonly (readonly unknown[])[] }
  /** One plot or more. */
  figure?: Element | readonly Element[]
  /** Words below the figure. */
  caption?: string
  /** Text in a fixed-width font: code, a model summary, a classification report. */
  code?: string
}

/**
 * One HTML file that needs nothing beside it: figures inline, light and dark, readable on a telephone and on paper.
 *
 * @returns The text of the file. All text is escaped.
 * @throws RangeError when there is no section.
 * @example
 * ```ts
 * import { htmlReport, linePlot } from '@dlw/viz'
 *
 * const figure = linePlot({ loss: [1, 0.5, 0.25] })
 * const html = htmlReport({ title: 'Run 1', sections: [{ heading: 'Loss', figure }], facts: { seed: 0 } })
 * html.startsWith('<!doctype html>') // → true
 * ```
 */
export function htmlReport({ title, sections, facts = {}, language = 'en' }: HtmlReport): string {
  if (!(sections.length > 0)) {
    throw new RangeError('htmlReport: expected at least one section, received none. Pass { heading, text } at least.')
  }
  let figures = 0
  const body = sections.map((section, index) => {
    const id = `section-${index + 1}`
    const drawn = section.figure === undefined ? [] : [section.figure].flat()
    const parts = [
      `<h2 id="${id}">${escapeText(section.heading)}</h2>`,
      ...(section.text ?? '')
        .split(/\n\s*\n/)
        .filter(Boolean)
        .map((text) => `<p>${escapeText(text.trim())}</p>`),
      section.code === undefined ? '' : `<pre tabindex="0"><code>${escapeText(section.code)}</code></pre>`,
      section.table === undefined ? '' : tableHtml(section.table, id),
      drawn.length === 0
        ? ''
        : figureHtml(
            drawn.map((figure) => inlineSvg(figure as Element, `f${++figures}-`)),
            section.caption,
          ),
    ]
    return `<section aria-labelledby="${id}">${parts.join('\n')}</section>`
  })
  return `<!doctype html>
<html lang="${escapeText(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeText(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<h1>${escapeText(title)}</h1>
${body.join('\n')}
${factsHtml(facts)}
</main>
</body>
</html>
`
}

function tableHtml({ columns, rows }: NonNullable<HtmlReportSection['table']>, id: string): string {
  const isNumber = columns.map((_, column) =>
    rows.every((row) => typeof row[column] === 'number' || row[column] == null),
  )
  const kind = (column: number): string => (isNumber[column] ? ' class="number"' : '')
  const head = columns.map((name, column) => `<th scope="col"${kind(column)}>${escapeText(name)}</th>`).join('')
  const lines = rows.map(
    (row) =>
      `<tr>${columns.map((_, column) => `<td${kind(column)}>${escapeText(String(row[column] ?? ''))}</td>`).join('')}</tr>`,
  )
  return `<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}"><table><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`
}

function figureHtml(pictures: readonly string[], caption: string | undefined): string {
  const words = caption === undefined ? '' : `<figcaption>${escapeText(caption)}</figcaption>`
  return `<figure>${pictures.join('\n')}${words}</figure>`
}

function factsHtml(facts: NonNullable<HtmlReport['facts']>): string {
  const entries = Object.entries(facts)
  if (entries.length === 0) return ''
  const rows = entries.map(
    ([name, value]) => `<div><dt>${escapeText(name)}</dt><dd>${escapeText(String(value))}</dd></div>`,
  )
  return `<footer><h2>Facts</h2><dl>${rows.join('')}</dl></footer>`
}
