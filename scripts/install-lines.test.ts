import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { publishedPackages, root } from './release/packages.ts'

/** The package an import belongs to: `@dlw/train/tuner` → `@dlw/train`. */
const packageOf = (specifier: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)![0]

const readmes = publishedPackages()
  .filter(({ name }) => name.startsWith('@dlw/'))
  .map(({ folder }) => `${folder.slice(root.length)}/README.md`)

it.each(['README.md', ...readmes])(
  '%s: its install lines name every package that its programs import, and no more of TensorFlow.js than they need',
  (file) => {
    const text = readFileSync(`${root}${file}`, 'utf8')
    const blocks = (language: string): string[] =>
      [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code!)
    const installed = blocks('sh')
      .flatMap((code) => code.replaceAll('\\\n', ' ').split('\n'))
      .filter((line) => line.startsWith('npm install '))
      .flatMap((line) => line.split(/\s+/).slice(2))
    const imported = blocks('ts').flatMap((code) =>
      [...code.matchAll(/^(?:import|export)\b[^'\n]*'([^'.][^']*)'/gm)].map(([, name]) => packageOf(name!)),
    )
    expect(imported.length).toBeGreaterThan(0)
    expect(imported.filter((name) => !name.startsWith('node:') && !installed.includes(name))).toEqual([])
    expect(installed).not.toContain('@tensorflow/tfjs')
  },
)
