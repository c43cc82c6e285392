import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apps } from './paths.ts'

/** One named region of a source file. */
export interface Region {
  code: string
  /** The file's imports that the region needs, as code. */
  imports: string
}

/**
 * Reads the lines between `// #region name` and `// #endregion`; in Python `# #region name`.
 *
 * @param file A path from the folder `apps`, such as `episodes/src/penguins/penguins.ts`.
 * @throws Error if the file has no such region, or an empty one.
 */
export function readRegion(file: string, name: string): Region {
  const source = readFileSync(join(apps, file), 'utf8')
  const lines = source.split('\n')
  const start = lines.findIndex((line) => /^\s*(\/\/|#) #region /.test(line) && line.trim().endsWith(` ${name}`))
  const length = lines.slice(start).findIndex((line) => /^(\/\/|#) #endregion$/.test(line.trim()))
  const code = start < 0 || length < 0 ? '' : dedent(lines.slice(start + 1, start + length))
  if (code === '') {
    const known = [...source.matchAll(/(?:\/\/|#) #region (\S+)/g)].map((match) => match[1]).join(', ')
    throw new Error(`readRegion: expected a region of ${file} (${known}), received name=${name}.`)
  }
  return { code, imports: neededImports(source, code) }
}

/** A whole file, without the comments that mark regions. */
export function readWhole(file: string): string {
  const source = readFileSync(join(apps, file), 'utf8')
  return source.replaceAll(/^\s*\/\/ #(end)?region.*\n/gm, '').trimEnd()
}

/** The import statements of `source`, cut down to the names that `code` uses. */
export function neededImports(source: string, code: string): string {
  const used = (name: string): boolean =>
    new RegExp(`(?<!\\w)(?<!(?<!\\.\\.)\\.)${name.replace(/^.* as /, '')}\\b`).test(code)
  const statements = [...source.matchAll(/^import (type )?(\{[^}]*\}|\* as \w+|\w+) from ('[^']+')$/gm)]
  return statements
    .flatMap(([statement, type, names = '', from]) => {
      if (!names.startsWith('{')) return used(names) ? [statement] : []
      const kept = names
        .slice(1, -1)
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && used(name))
      return kept.length > 0 ? [`import ${type ?? ''}{ ${kept.join(', ')} } from ${from}`] : []
    })
    .join('\n')
}

function dedent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length)
  const indent = Math.min(...indents)
  return lines
    .map((line) => line.slice(indent))
    .join('\n')
    .trimEnd()
}
