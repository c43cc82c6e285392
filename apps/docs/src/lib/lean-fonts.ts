import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')

/** An Astro integration: of each font only the letters that the built pages use, and of the headings' font only their weight. */
export function leanFonts() {
  return {
    name: 'dlw-lean-fonts',
    hooks: {
      async 'astro:build:done'({ dir }: { dir: URL }): Promise<void> {
        const dist = fileURLToPath(dir)
        const read = (pattern: string): string[] =>
          globSync(pattern, { cwd: dist }).map((file) => readFileSync(join(dist, file), 'utf8'))
        const pages = read('**/*.html')
        // The page's own scripts are small; the large ones are workers and the editor, with tables of letters they never show.
        const scripts = read('_astro/*.js').filter((script) => script.length < 60_000)
        const letters = distinct([ascii, ...pages, ...scripts].join(''))
        const formulas = distinct(pages.flatMap(mathematicsIn).join(''))
        for (const file of globSync('_astro/*.woff2', { cwd: dist })) {
          const isMathematics = file.includes('KaTeX')
          const lean = await subsetFont(readFileSync(join(dist, file)), isMathematics ? formulas : letters, {
            targetFormat: 'woff2',
            // Headings alone are set in it, all in one weight.
            ...(file.includes('bricolage') && { variationAxes: { wght: 700 } }),
          })
          writeFileSync(join(dist, file), lean)
        }
      },
    },
  }
}

const distinct = (text: string): string => [...new Set(text)].join('')

/** The texts of all formulas that KaTeX has set on a page. */
function mathematicsIn(page: string): string[] {
  return page
    .split('<span class="katex-html"')
    .slice(1)
    .map((rest) => {
      let depth = 1
      const end = [...rest.matchAll(/<(\/?)span/g)].find(([, closes]) => {
        depth += closes ? -1 : 1
        return depth === 0
      })
      return rest.slice(0, end?.index).replaceAll(/<[^>]*>/g, '')
    })
}
