import type { APIRoute } from 'astro'
import { framePage } from '../reader/frame-page.ts'

/** The frame of the reader's code. It is an endpoint and no page: nobody is to find it by searching or in the sitemap. */
export const GET: APIRoute = () => new Response(framePage(), { headers: { 'content-type': 'text/html' } })
