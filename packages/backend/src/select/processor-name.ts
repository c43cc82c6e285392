import { isNode } from './is-node.ts'

/** The processor as the operating system names it; browsers do not tell. */
export async function processorName(): Promise<string> {
  if (!isNode()) return 'CPU'
  const { cpus } = await import('node:os')
  return cpus()[0]?.model.trim() || 'CPU'
}
