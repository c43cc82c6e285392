import { existsSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishedPackages } from './packages.ts'

type Conditions = { [condition: string]: string | Conditions }

/** The built files that pages start from: entries, and what conditional imports choose for them. */
function pageEntries(manifest: Record<string, Conditions>): string[] {
  return (
    Object.values({ ...manifest.exports, ...manifest.imports })
      .map((target) => (typeof target === 'string' ? target : target.default))
      .filter((target) => typeof target === 'string')
      .filter((target) => target.endsWith('.js'))
      // Never chosen for a page: what asks for it is Node's.
      .filter((target) => !target.includes('.inside.'))
  )
}

const manifestIn = (folder: string) => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
/** Packages that programs import; create-dlw is a command alone. */
const imported = publishedPackages().filter(({ folder }) => manifestIn(folder).exports !== undefined)

describe.each(imported)('the built package $name', ({ folder }) => {
  const manifest = manifestIn(folder)

  it.skipIf(!existsSync(`${folder}/dist`))(
    'gives pages nothing of Node, and nothing that is not installed with it',
    () => {
      const mayImport = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
      const files = new Set(pageEntries(manifest).map(normalize))
      const wrong: string[] = []
      for (const file of files) {
        const code = readFileSync(join(folder, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
        for (const [, name] of code.matchAll(/(?:^(?:import|export)\b[^"'\n]*|\bimport\()["']([^"'\n]+)["']/gm)) {
          if (name!.startsWith('.')) files.add(join(file, '..', name!))
          else if (name!.startsWith('#')) continue
          else if (!mayImport.includes(/^(?:@[^/]+\/)?[^/]+/.exec(name!)![0])) wrong.push(`${file} imports ${name}`)
        }
      }
      expect(files.size).toBeGreaterThan(1)
      expect(wrong).toEqual([])
    },
  )
})

describe.each(publishedPackages())('the package $name', ({ folder }) => {
  const manifest = manifestIn(folder)

  it('names its home, and the licences of what it carries', () => {
    expect(manifest.homepage).toMatch(/^https:\/\/github\.com\//)
    expect(manifest.bugs).toMatch(/\/issues$/)
    expect(manifest.files).toContain('CHANGELOG.md')
    if (manifest.files.includes('THIRD-PARTY-NOTICES.md')) {
      expect(existsSync(`${folder}/THIRD-PARTY-NOTICES.md`)).toBe(true)
    }
  })
})
