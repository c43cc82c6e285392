import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** An Astro integration: of KaTeX's styles only those of what the built pages set, and of its fonts one format. */
export function leanStyles() {
  return {
    name: 'dlw-lean-styles',
    hooks: {
      'astro:build:done'({ dir }: { dir: URL }): void {
        const dist = fileURLToPath(dir)
        const classes = new Set<string>()
        for (const page of globSync('**/*.html', { cwd: dist })) {
          for (const [, names] of readFileSync(join(dist, page), 'utf8').matchAll(/class="([^"]*)"/g))
            for (const name of names!.split(/\s+/)) classes.add(name)
        }
        for (const file of globSync('_astro/*.css', { cwd: dist })) {
          const css = readFileSync(join(dist, file), 'utf8')
          if (css.includes('.katex')) writeFileSync(join(dist, file), withoutUnused(css, classes))
        }
      },
    },
  }
}

/** KaTeX's rules without selectors whose classes no page has, and its fonts without those no rule names. */
export function withoutUnused(css: string, classes: ReadonlySet<string>): string {
  const isUsed = (selector: string): boolean =>
    [...selector.matchAll(/\.((?:[\w-]|\\.)+)/g)].every(([, name]) => classes.has(name!.replaceAll('\\', '')))
  const rules = css.replaceAll(/(?<=[{}])(\.katex[^{}@]*)\{([^{}]*)\}/g, (_, selectors: string, body: string) => {
    const kept = selectors.split(',').filter(isUsed)
    return kept.length > 0 ? `${kept.join(',')}{${body}}` : ''
  })
  const named = rules.replaceAll(/@font-face\{[^}]*\}/g, '')
  return rules.replaceAll(/@font-face\{[^}]*font-family:"?(KaTeX_\w+)"?[^}]*\}/g, (face, name: string) =>
    named.includes(name) ? face.replaceAll(/,url\([^)]*\.(?:woff|ttf)\) format\("?(?:woff|truetype)"?\)/g, '') : '',
  )
}
