import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { useBackend } from '@dlw/backend'
import { loadPenguins } from '@dlw/data'

const { name: backend, threads } = await useBackend()

// What a newcomer has: a file with categories and gaps, and the README of the installed package.
const penguins = loadPenguins()
writeFileSync('penguins.csv', penguins.toCsv())
const news = ['Biscoe,47.5,15,218,,Female', 'Torgersen,39,18.5,181,3700,']
writeFileSync('new-penguins.csv', [penguins.drop('species').columns.join(), ...news, ''].join('\n'))
const readme = readFileSync('node_modules/@dlw/train/README.md', 'utf8')
const section = /^## From a CSV file to a report\n(.*?)^## /ms.exec(readme)[1]
const programs = [...section.matchAll(/^```[tj]s\n(.*?)^```/gms)].map(([, code]) => code)
if (programs.length !== 2) throw new Error(`expected two programs, received ${programs.length}`)

// The programs as they stand, in processes of their own. They print what their comments say.
const lines = programs.flatMap((code) =>
  code
    .replaceAll(/^import [^']*'.*'\n/gm, '')
    .split('\n')
    .filter(Boolean),
)
const statements = lines.filter((line) => /\w/.test(line))
if (statements.length > 30)
  throw new Error(`expected at most 30 lines beside the imports, received ${statements.length}`)
const said = programs.map((code, place) => {
  writeFileSync(`program-${place}.ts`, code)
  return execFileSync('npx', ['tsx', `program-${place}.ts`], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }).trim()
})
const accuracy = Number(said[0])
if (said[1] !== "[ 'Gentoo', 'Adelie' ]") throw new Error(`the programs print ${said.join(' and ')}`)
const png = statSync('matrix.png').size
if (!(png > 1000) || !readFileSync('report.html', 'utf8').includes('<svg')) throw new Error('no figure')

process.stdout.write(`${JSON.stringify({ backend, threads, accuracy, keras: true, svg: 1, png })}\n`)
