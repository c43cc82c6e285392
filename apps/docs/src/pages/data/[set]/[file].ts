import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRoute, GetStaticPaths } from 'astro'
import { filesAtHand, folderAtHand, type SetName, sets } from '../../../lib/data-at-hand.ts'

/** The data sets and networks themselves, where the build has them. */
export const getStaticPaths: GetStaticPaths = () =>
  Object.keys(sets).flatMap((set) => filesAtHand(set as SetName).map((file) => ({ params: { set, file } })))

export const GET: APIRoute = ({ params }) =>
  new Response(new Uint8Array(readFileSync(join(folderAtHand(params.set as SetName)!, params.file!))))
