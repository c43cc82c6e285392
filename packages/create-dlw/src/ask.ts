import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { expectFolder } from './expect-folder.ts'
import { expectTemplate } from './read-arguments.ts'
import { type TemplateName, templateNames, templates } from './templates.ts'

/** What is still open. */
export type Answers = { folder: string; template: TemplateName }

/** Asks for what the command line left out. An empty answer means what stands in brackets. */
export async function ask(
  given: Partial<Answers>,
  { input, output }: { input: Readable; output: Writable },
): Promise<Answers> {
  const lines = createInterface({ input, output })
  const ended = new Promise<never>((_, reject) => {
    lines.once('close', () => reject(new Error('create-dlw: nothing was created.')))
  })
  // Ends by an answer in most runs, with nobody waiting for the end.
  ended.catch(() => undefined)

  async function answer<T>(question: string, fallback: string, read: (text: string) => T): Promise<T> {
    for (;;) {
      const text = (await Promise.race([lines.question(`${question} (${fallback}): `), ended])).trim()
      try {
        return read(text || fallback)
      } catch (error) {
        output.write(`${(error as Error).message}\n`)
      }
    }
  }

  try {
    const folder = given.folder ?? (await answer('Name of the project', 'my-model', expectFolder))
    if (given.template !== undefined) return { folder, template: given.template }
    for (const [place, name] of templateNames.entries()) output.write(`  ${place + 1}  ${templates[name]}\n`)
    const template = await answer('Start from', '1', (text) => templateNames[Number(text) - 1] ?? expectTemplate(text))
    return { folder, template }
  } finally {
    lines.close()
  }
}
