import { cpus } from 'node:os'

/** The processor as the operating system names it. */
export function processorName(): string {
  return cpus()[0]?.model.trim() || 'CPU'
}
