import type { APIRoute, GetStaticPaths } from 'astro'
import { gallery } from '../../../lib/gallery.ts'

/** The gallery's figures as files, for light pages and for dark ones. */
export const getStaticPaths: GetStaticPaths = () =>
  gallery().flatMap(({ name, svg }) => [
    { params: { name }, props: { svg, ink: '#22383f' } },
    { params: { name: `${name}-dark` }, props: { svg, ink: '#d3e0e3' } },
  ])

export const GET: APIRoute = ({ props }) => {
  const inked = (props.svg as string).replace(/<style>.*?<\/style>/s, `<style>svg:root{color:${props.ink}}</style>`)
  return new Response(inked, { headers: { 'content-type': 'image/svg+xml' } })
}
