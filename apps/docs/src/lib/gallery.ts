import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { apps } from './paths.ts'

/** One plot of the gallery: an example of @dlw/viz, which is also the golden test of that plot. */
export interface Exhibit {
  /** The file's name without its ending, such as `history-plot`. */
  name: string
  title: string
  /** What the example's comment says it shows. */
  caption: string
  code: string
  svg: string
  /** The figure's own description. */
  alt: string
  width: number
  height: number
}

/** Every example of @dlw/viz with the figure it draws. @throws Error if an example has no figure. */
export function gallery(): Exhibit[] {
  const viz = join(apps, '../packages/viz')
  return globSync('examples/*.ts', { cwd: viz })
    .map((file) => basename(file, '.ts'))
    .sort()
    .map((name) => {
      const source = readFileSync(join(viz, 'examples', `${name}.ts`), 'utf8')
      const svg = readFileSync(join(viz, 'golden', `${name}.svg`), 'utf8')
      const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
      const alt = /<desc[^>]*>([^<]*)</.exec(svg)?.[1]
      if (!width || !height || !alt)
        throw new Error(`gallery: expected a described figure with a view box, received ${name}.`)
      const words = name.split('-')
      return {
        name,
        title: words.map((word, index) => (index === 0 ? word[0]!.toUpperCase() + word.slice(1) : word)).join(' '),
        caption: /\/\*\* ([\s\S]*?) ?\*\//.exec(source)?.[1]?.replaceAll(/\s*\n \* ?/g, ' ') ?? '',
        code: source.trimEnd(),
        svg,
        alt: alt.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
        width: Number(width),
        height: Number(height),
      }
    })
}
