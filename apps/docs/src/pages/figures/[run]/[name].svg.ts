import type { APIRoute, GetStaticPaths } from 'astro'
import { recorded } from '../../../lib/recorded.ts'
import { readRun } from '../../../lib/runs.ts'

/** The recorded figures as files, one for light pages and one for dark ones: large ones are loaded when they come into view. */
export const getStaticPaths: GetStaticPaths = () =>
  Object.keys(recorded).flatMap((run) =>
    Object.keys(readRun(run).figures).flatMap((figure) => [
      { params: { run, name: figure }, props: { figure, ink: '#22383f' } },
      { params: { run, name: `${figure}-dark` }, props: { figure, ink: '#d3e0e3' } },
    ]),
  )

export const GET: APIRoute = ({ params, props }) => {
  const { svg } = readRun(params.run!).figures[props.figure as string]!
  const inked = svg.replace(/<style>.*?<\/style>/s, `<style>svg:root{color:${props.ink}}</style>`)
  return new Response(inked, { headers: { 'content-type': 'image/svg+xml' } })
}
