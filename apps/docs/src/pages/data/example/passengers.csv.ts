import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRoute } from 'astro'
import { apps } from '../../../lib/paths.ts'

/** The table of the guide, for readers who have none. */
export const GET: APIRoute = () =>
  new Response(readFileSync(join(apps, 'docs/examples/guides/table/data/passengers.csv'), 'utf8'), {
    headers: { 'content-type': 'text/csv' },
  })
