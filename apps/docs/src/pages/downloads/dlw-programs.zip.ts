import type { APIRoute } from 'astro'
import { zipSync } from 'fflate'
import { lessonFiles } from '../../lib/lesson-files.ts'

/** The programs of the lesson. Their times are fixed, so that the same sources are the same file. */
export const GET: APIRoute = () => {
  const entries = Object.entries(lessonFiles()).map(([path, content]) => [`dlw-programs/${path}`, content])
  const file = zipSync(Object.fromEntries(entries), { mtime: '2026-01-01T00:00:00Z' })
  return new Response(file as Uint8Array<ArrayBuffer>, { headers: { 'content-type': 'application/zip' } })
}
