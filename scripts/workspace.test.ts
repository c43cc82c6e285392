import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { importRings } from './import-rings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Imports go one way: what each package may import from its siblings, and nothing else. */
const mayImport: Record<string, readonly string[]> = {
  backend: [],
  data: [],
  models: ['backend', 'data'],
  train: ['backend', 'data', 'models'],
  viz: [],
}

const sources = (folder: string): string[] => globSync(`${folder}/**/*.ts`, { cwd: root })
/** Statements and calls that import a sibling; text that only shows one to a reader is none. */
const siblings = (text: string): string[] =>
  [...text.matchAll(/(?:^(?:import|export)\b[^'`"]*'|[^'`"\w]import\(\s*')@dlw\/(\w+)/gm)].map((match) => match[1]!)

describe.each(Object.entries(mayImport))('the package %s', (name, allowed) => {
  const manifest = JSON.parse(readFileSync(`${root}/packages/${name}/package.json`, 'utf8'))

  it('imports only the packages beneath it', () => {
    const shipped = sources(`packages/${name}/src`).filter((file) => !file.endsWith('.test.ts'))
    expect(shipped.length).toBeGreaterThan(0)
    const upward = shipped.flatMap((file) =>
      // An example in a comment may use any package: it is not shipped code.
      siblings(readFileSync(`${root}/${file}`, 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, ''))
        .filter((sibling) => !allowed.includes(sibling))
        .map((sibling) => `${file} imports @dlw/${sibling}`),
    )
    expect(upward).toEqual([])
  })

  it('has no files that import each other in a ring, types included', () => {
    expect(importRings(`${root}/packages/${name}/src`)).toEqual([])
  })

  it('has no folder with more sources than a reader takes in', () => {
    const counts = new Map<string, number>()
    for (const file of sources(`packages/${name}/src`)) {
      const folder = dirname(file)
      if (!file.endsWith('.test.ts')) counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
    expect([...counts].filter(([, count]) => count > 22)).toEqual([])
  })

  it('declares exactly the packages beneath it', () => {
    const declared = Object.keys(manifest.dependencies ?? {}).filter((key) => key.startsWith('@dlw/'))
    expect(declared.filter((key) => !allowed.includes(key.slice(5)))).toEqual([])
  })

  it('leaves tfjs to the app: a peer, so that there is one engine', () => {
    const own = Object.keys(manifest.dependencies ?? {}).filter((key) => /tfjs(-core|-layers)?$/.test(key))
    expect(own).toEqual([])
  })

  it('is ESM, free of side effects, and ships its sources for go-to-definition', () => {
    expect(manifest).toMatchObject({ type: 'module', sideEffects: false, license: 'MIT' })
    expect(manifest.files).toContain('src')
  })
})
