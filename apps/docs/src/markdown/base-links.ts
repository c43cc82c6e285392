import { defineMdastPlugin } from 'satteri'

/** Lets pages link to each other as `/setup/`, whatever path the site is served under. */
export function baseLinks(base: string) {
  const folder = base.replace(/\/$/, '')
  return defineMdastPlugin({
    name: 'dlw-base-links',
    link(node, context) {
      if (folder !== '' && node.url.startsWith('/') && !node.url.startsWith(`${folder}/`)) {
        context.setProperty(node, 'url', `${folder}${node.url}`)
      }
    },
  })
}
