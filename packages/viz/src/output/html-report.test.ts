import { parseHTML } from 'linkedom/worker'
import { describe, expect, it } from 'vitest'
import { linePlot } from '../plots/tables/line-plot.ts'
import { htmlReport } from './html-report.ts'

const figure = linePlot({ loss: [1, 0.5] })
const html = htmlReport({
  title: 'A <report>',
  sections: [
    { heading: 'Loss & more', blocks: [{ text: 'x < y' }, { figure, caption: 'Twice:' }, { figure }] },
    {
      heading: 'Numbers',
      blocks: [
        { code: 'if (a < b) "c"' },
        {
          columns: ['name', 'value'],
          rows: [
            ['<b>', 1.5],
            ['d', null],
          ],
        },
      ],
    },
  ],
  facts: { seed: 0, note: '<i>' },
})
const { document } = parseHTML(html)

describe('htmlReport', () => {
  it('loads nothing from elsewhere and runs nothing', () => {
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<link|src=/)
  })

  it('escapes all text', () => {
    expect(html).not.toMatch(/<report>|<i>|x < y|<b>/)
    expect(document.querySelector('h1')!.textContent).toBe('A <report>')
    expect(document.querySelector('code')!.textContent).toBe('if (a < b) "c"')
    expect(document.querySelector('td')!.textContent).toBe('<b>')
  })

  it('gives each id once, also for a figure that is shown twice', () => {
    const ids = Array.from(document.querySelectorAll('[id]'), ({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const labelled of document.querySelectorAll('[aria-labelledby]')) {
      for (const id of labelled.getAttribute('aria-labelledby')!.split(' ')) expect(ids).toContain(id)
    }
  })

  it('aligns numbers, names columns, and prints the facts', () => {
    expect(Array.from(document.querySelectorAll('th[scope=col]'), ({ className }) => className)).toEqual(['', 'number'])
    expect(Array.from(document.querySelectorAll('dt'), ({ textContent }) => textContent)).toEqual(['seed', 'note'])
    expect(document.documentElement.lang).toBe('en')
  })
})
