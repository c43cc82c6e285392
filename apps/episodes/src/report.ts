import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type HtmlReportBlock, htmlReport, toPng, toSvg } from '@dlw/viz'
import type { Command } from './command-line.ts'

/** Collects what an episode shows and writes it as one HTML file, with each figure as SVG and PNG beside it. */
export interface Report {
  /** The folder everything is written to. */
  directory: string
  step(title: string): void
  say(sentence: string): void
  print(text: string): void
  /** Writes the figure's two files; returns the path of the SVG. */
  figure(name: string, caption: string, figure: Element): Promise<string>
  /** Writes `report.html`. */
  write(numbers: Record<string, unknown>): Promise<void>
}

/**
 * Makes the folder and proves that it can be written, before anything long runs.
 *
 * @throws Error when it cannot.
 */
export async function openReport(directory: string, command: Command): Promise<Report> {
  await provideFolder(directory)
  const figures = join(directory, 'figures')
  await mkdir(figures, { recursive: true })
  const sections: { heading: string; blocks: HtmlReportBlock[] }[] = []
  const add = (block: HtmlReportBlock) => void sections.at(-1)?.blocks.push(block)
  return {
    directory,
    step: (heading) => void sections.push({ heading, blocks: [] }),
    say: (text) => add({ text }),
    print: (code) => add({ code }),
    async figure(name, caption, figure) {
      add({ figure, caption })
      const path = join(figures, `${name}.svg`)
      await writeWhole(path, toSvg(figure))
      await writeWhole(join(figures, `${name}.png`), await toPng(figure))
      return path
    },
    async write(numbers) {
      const facts = { ...(await provenance(command)), ...flat(numbers) }
      const html = htmlReport({ title: `Episode: ${command.episode}`, sections, facts })
      await writeWhole(join(directory, 'report.html'), html)
    },
  }
}

async function provideFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true })
    await rm(await mkdtemp(join(directory, '.probe-')), { recursive: true })
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : ''
    throw new Error(
      `episode: expected --out to be a folder that can be written, received out=${directory}${reason}. Name another folder, or change its permissions.`,
      { cause },
    )
  }
}

/** Under the final name there is only ever a whole file. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.part`, content)
  await rename(`${path}.part`, path)
}

async function provenance(command: Command): Promise<Record<string, string>> {
  const version = async (name: string) => {
    const path = createRequire(import.meta.url).resolve(`${name}/package.json`)
    return (JSON.parse(await readFile(path, 'utf8')) as { version: string }).version
  }
  return {
    command: commandLine(command),
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    '@tensorflow/tfjs': await version('@tensorflow/tfjs'),
    '@dlw/train': await version('@dlw/train'),
  }
}

/** What to type for the same numbers. */
function commandLine({ episode, seed, data, backbone, weights, quick }: Command): string {
  const given = Object.entries({ seed: String(seed), data, backbone, weights })
  const options = given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]))
  return ['pnpm episode', episode, ...options, ...(quick ? ['--quick'] : [])].join(' ')
}

function flat(numbers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  )
}
