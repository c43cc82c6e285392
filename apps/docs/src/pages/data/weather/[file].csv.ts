import { readFileSync } from 'node:fs'
import type { APIRoute, GetStaticPaths } from 'astro'
import { dataAtHand, dataFiles } from '../../../lib/data-at-hand.ts'

/** The weather file itself, where the build has it. */
export const getStaticPaths: GetStaticPaths = () =>
  dataAtHand('weather') ? [{ params: { file: dataFiles.weather.replace(/\.csv$/, '') } }] : []

export const GET: APIRoute = () =>
  new Response(readFileSync(dataAtHand('weather')!), { headers: { 'content-type': 'text/csv' } })
