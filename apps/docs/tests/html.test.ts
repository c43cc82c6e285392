import { existsSync, readFileSync } from 'node:fs'
import { HtmlValidate } from 'html-validate'
import { expect, it } from 'vitest'
import { base } from '../src/lib/site-address.ts'
import { allPages, htmlOf, pages } from './pages.ts'

const dist = new URL('../dist', import.meta.url).pathname

/** What Starlight and Expressive Code write in every page; each is harmless, and not ours to change. */
const notOurs = {
  'element-permitted-content': 'off', // lines of code are div elements inside code
  'no-implicit-button-type': 'off',
  'no-inline-style': 'off', // the colours of code and of formulas
  'prefer-native-element': 'off',
  'text-content': 'off', // the button that copies code has its name in title
  'unique-landmark': 'off', // a table of contents for wide windows and one for phones
  'valid-id': 'off', // _top
  'void-style': 'off',
} as const

const validator = new HtmlValidate({
  root: true,
  elements: ['html5'],
  extends: ['html-validate:recommended'],
  rules: {
    ...notOurs,
    'form-dup-name': 'off', // figures whose controls belong to no form
    'multiple-labeled-controls': 'off', // a slider and the output that repeats its value share a label
  },
})

it.each(pages)('/%s is valid HTML, with headings in order and an alternative for each picture', async (path) => {
  const { results } = await validator.validateString(htmlOf(path))
  expect(
    results.flatMap(({ messages }) =>
      messages.map(({ ruleId, line, message, selector }) => `${ruleId}, line ${line}: ${message} (${selector})`),
    ),
  ).toEqual([])
})

it('every link of every page leads to a page, a file or a place on a page', () => {
  const ids = new Map(allPages.map((path) => [path, new Set(matches(htmlOf(path), / id="([^"]*)"/g))]))
  const broken = allPages.flatMap((path) =>
    matches(htmlOf(path), /<(?:a|link|script|img|source)\b[^>]*? (?:href|src)="([^"]*)"/g)
      .filter((address) => !/^(?:https?:|mailto:|data:)/.test(address))
      .filter((address) => {
        const { pathname, hash } = new URL(address.replaceAll('&amp;', '&'), `http://site${base}${path}`)
        if (!pathname.startsWith(base)) return true
        const target = decodeURIComponent(pathname.slice(base.length))
        const anchors = ids.get(target)
        if (!anchors) return !existsSync(`${dist}/${target}`)
        return hash !== '' && !anchors.has(decodeURIComponent(hash.slice(1)))
      })
      .map((address) => `/${path}: ${address}`),
  )
  expect(broken).toEqual([])
})

it('every page has one first heading, a title and a description of its own', () => {
  const seen = new Map<string, string>()
  const wrong = allPages.flatMap((path) => {
    const html = htmlOf(path)
    const title = /<title>([^<]+)<\/title>/.exec(html)?.[1]
    const twin = title && !path.startsWith('api/') ? seen.get(title) : undefined
    if (title && !path.startsWith('api/')) seen.set(title, path)
    return [
      ...(matches(html, /<h1[\s>]()/g).length === 1 ? [] : [`/${path}: one h1`]),
      ...(title ? [] : [`/${path}: no title`]),
      ...(twin === undefined ? [] : [`/${path}: the title of /${twin}`]),
      ...(/<meta name="description" content="[^"]{20,}"/.test(html) || path.startsWith('api/')
        ? []
        : [`/${path}: a description of twenty letters`]),
    ]
  })
  expect(wrong).toEqual([])
})

it('llms.txt names the parts, and llms-full.txt has the code and what it printed', () => {
  expect(readFileSync(`${dist}/llms.txt`, 'utf8')).toMatch(/llms-full\.txt/)
  const full = readFileSync(`${dist}/llms-full.txt`, 'utf8')
  expect(full).toContain('loadPenguins()')
  expect(full).toContain('bill_length_mm')
  expect(full).toContain('Total params: 83')
})

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!)
}
