import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One code block that a reader may copy: an `@example` of a docstring or a `ts` block of a README. */
export interface Example {
  /** Where it stands: file and line. */
  name: string
  code: string
}

const block = /```ts[^\n]*\n([\s\S]*?)```/g

/** All examples of a package: of the docstrings of its sources and of its README. */
export function extractExamples(root: string, folder: string): Example[] {
  const files = [...globSync(`${folder}/src/**/*.ts`, { cwd: root }), ...globSync(`${folder}/README.md`, { cwd: root })]
  return files
    .filter((file) => !file.endsWith('.test.ts'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return file.endsWith('.md') ? blocks(text, file) : docstrings(text, file)
    })
}

function blocks(text: string, file: string, firstLine = 1): Example[] {
  return [...text.matchAll(block)].map((match) => ({
    name: `${file}:${firstLine + text.slice(0, match.index).split('\n').length - 1}`,
    code: match[1]!,
  }))
}

function docstrings(text: string, file: string): Example[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) => {
    const plain = comment[0].replaceAll(/^[ \t]*\*[ \t]?/gm, '')
    return blocks(plain, file, text.slice(0, comment.index).split('\n').length)
  })
}

/**
 * Makes the result comments of an example checkable: `value // → 3` becomes a call of `check(value, '3')`, and
 * `console.log` becomes `print`. An arrow must end a line that holds a whole expression or a `const name = …`; lines of
 * arrows alone, below a statement, are the lines that it prints.
 */
export function checkable({ name, code }: Example): string {
  const lines = joinResults(code.split('\n')).map(({ line, expected }, index) => {
    if (expected === undefined) return line
    const [, indent, statement] = /^(\s*)(.*?);?\s*$/.exec(line)!
    const where = JSON.stringify(`${name}+${index}`)
    const result = JSON.stringify(expected)
    const declared = /^(?:const|let) (\w+)(?:: [^=]+)? = /.exec(statement!)
    if (declared) return `${indent}${statement}; check(${declared[1]}, ${result}, ${where})`
    const logged = /^console\.log\((.*)\)$/.exec(statement!)
    return `${indent}check(${logged ? `print(${logged[1]})` : statement}, ${result}, ${where})`
  })
  const helpers = [
    'declare function check(value: unknown, expected: string, where: string): void',
    'declare function print(...values: unknown[]): string',
  ]
  return `${lines.join('\n').replaceAll('console.log(', 'print(')}\n${helpers.join('\n')}\nexport {}\n`
}

/** Each line with the result that its comment states; lines of results go with the statement above them. */
function joinResults(lines: readonly string[]): { line: string; expected?: string }[] {
  const joined: { line: string; expected?: string }[] = []
  for (const line of lines) {
    const [, statement, result] = /^(.*?)\s*\/\/ → (.+)$/.exec(line) ?? []
    const last = joined.at(-1)
    if (result === undefined) joined.push({ line })
    else if (statement) joined.push({ line: statement, expected: result.trim() })
    else if (last)
      joined[joined.length - 1] = { line: last.line, expected: [last.expected, result].filter(Boolean).join('\n') }
  }
  return joined
}
