import { escapeText } from '../figure/escape-text.ts'
import { reportStyle } from './report-style.ts'
import { inlineSvg } from './to-svg.ts'

/** What a report holds. */
export interface HtmlReport {
  title: string
  sections: readonly HtmlReportSection[]
  /** What a reader needs to run it again: seed, versions, backend, date. Defaults to none. */
  facts?: Readonly<Record<string, string | number | boolean>>
  /** Language of the text. Defaults to `'en'`. */
  language?: string
}

/** A heading and what stands below it. */
export interface HtmlReportSection {
  heading: string
  /** What the section holds, in reading order. */
  blocks: readonly HtmlReportBlock[]
}

/** One paragraph, one piece of fixed-width text, one table or one figure. */
export type HtmlReportBlock =
  /** A paragraph of plain text. */
  | { text: string }
  /** Text in a fixed-width font: code, a model summary, a classification report. */
  | { code: string }
  /** A table: names of the columns and rows of cells. */
  | { columns: readonly string[]; rows: readonly (readonly unknown[])[] }
  /** A plot, with words below it. */
  | { figure: Element; caption?: string }

/**
 * One HTML file that needs nothing beside it: figures inline, light and dark, readable on a telephone and on paper.
 *
 * @returns The text of the file. All text is escaped.
 * @throws RangeError when there is no section.
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises'
 * import { htmlReport, linePlot } from '@dlw/viz'
 *
 * const figure = linePlot({ loss: [1, 0.5, 0.25] })
 * const html = htmlReport({ title: 'Run 1', sections: [{ heading: 'Loss', blocks: [{ figure }] }], facts: { seed: 0 } })
 * await writeFile('report.html', html)
 * html.startsWith('<!doctype html>') // → true
 * ```
 */
export function htmlReport({ title, sections, facts = {}, language = 'en' }: HtmlReport): string {
  if (!(sections.length > 0)) {
    throw new RangeError('htmlReport: expected at least one section, received none. Pass { heading, blocks }.')
  }
  let figures = 0
  const body = sections.map(({ heading, blocks }, index) => {
    const id = `section-${index + 1}`
    const parts = blocks.map((block) => {
      if ('text' in block) return `<p>${escapeText(block.text)}</p>`
      if ('code' in block) return `<pre tabindex="0"><code>${escapeText(block.code)}</code></pre>`
      if ('rows' in block) return tableHtml(block, id)
      return figureHtml(block.figure, `f${++figures}-`, block.caption)
    })
    return `<section aria-labelledby="${id}"><h2 id="${id}">${escapeText(heading)}</h2>\n${parts.join('\n')}</section>`
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

function tableHtml({ columns, rows }: Extract<HtmlReportBlock, { rows: unknown }>, id: string): string {
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

/** A wide figure scrolls on a narrow screen instead of shrinking until it cannot be read. */
function figureHtml(figure: Element, prefix: string, caption: string | undefined): string {
  const words = caption === undefined ? '' : `<figcaption>${escapeText(caption)}</figcaption>`
  const kind = Number(figure.getAttribute('width')) > 600 ? ' class="wide" tabindex="0"' : ''
  return `<figure${kind}>${inlineSvg(figure, prefix)}${words}</figure>`
}

function factsHtml(facts: NonNullable<HtmlReport['facts']>): string {
  const entries = Object.entries(facts)
  if (entries.length === 0) return ''
  const rows = entries.map(
    ([name, value]) => `<div><dt>${escapeText(name)}</dt><dd>${escapeText(String(value))}</dd></div>`,
  )
  return `<footer><h2>Facts</h2><dl>${rows.join('')}</dl></footer>`
}
