import { readdirSync } from 'node:fs'
import { toPng, toSvg } from '@dlw/viz'
import { env } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { checkFigure } from './hostile/check-figure.ts'

// No advice about other backends on the console.
env().set('IS_TEST', true)

const namesIn = (folder: string): string[] =>
  readdirSync(new URL(`../examples/${folder}`, import.meta.url))
    .filter((file) => /^[a-z-]+\.ts$/.test(file))
    .map((file) => folder + file.replace(/\.ts$/, ''))

/** The gallery, and what is drawn of data that does not fit into a figure. */
const names = [...namesIn(''), ...namesIn('hostile/')]
/** For the scripts that the font of this package lacks. */
const fonts = ['noto-sans-jp-subset.ttf', 'noto-sans-arabic-subset.ttf'].map(
  (file) => new URL(`fonts/${file}`, import.meta.url),
)

/** To refresh the pictures after a wanted change: `pnpm exec vitest run --project viz -u`, then look at each. */
describe.each(names)('the figure of examples/%s.ts', async (name) => {
  const { figure } = (await import(new URL(`../examples/${name}.ts`, import.meta.url).href)) as {
    figure: SVGSVGElement
  }
  const svg = toSvg(figure)

  it(`equals golden/${name}.svg`, async () => {
    await expect(`${svg.replaceAll('><', '>\n<')}\n`).toMatchFileSnapshot(`../golden/${name}.svg`)
  })

  it('has a name, a description and no broken number', () => {
    const [title, description] = figure.getAttribute('aria-labelledby')!.split(' ')
    expect(figure.getAttribute('role')).toBe('img')
    expect(figure.querySelector(`title#${title}`)?.textContent).not.toBe('')
    expect(figure.querySelector(`desc#${description}`)?.textContent?.length).toBeGreaterThan(20)
    expect(svg).not.toMatch(/NaN|undefined|Infinity|\[object/)
    expect(figure.querySelectorAll('[aria-label]')).toHaveLength(0)
  })

  it('is XML and keeps to its size', () => {
    checkFigure(figure)
  })

  it('is small enough to lie in a page', () => {
    expect(svg.length).toBeLessThan(250_000)
  })

  it('becomes a PNG picture', async () => {
    const bytes = await toPng(figure, { scale: 1, fonts })
    expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
  })
})
