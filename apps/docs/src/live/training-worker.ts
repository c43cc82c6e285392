import { programs } from 'dlw:programs'
import type { Start } from './messages.ts'
import { perform } from './perform.ts'

/** Trains with the lesson's own programs, compiled beforehand: nothing is loaded that they do not use. */
self.onmessage = ({ data }: MessageEvent<Start>) =>
  perform(data, async ({ program }) => (await programs[program]!()).run)
