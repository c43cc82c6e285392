import katex from 'katex'
import { defineMdastPlugin } from 'satteri'

const html = (tex: string, displayMode: boolean): string =>
  katex.renderToString(tex, { displayMode, throwOnError: true, strict: 'error' })

/** Renders `$…$` and `$$…$$` with KaTeX while the page is built; a mistake in a formula fails the build. */
export const mathematics = defineMdastPlugin({
  name: 'dlw-mathematics',
  math(node, context) {
    context.replaceNode(node, {
      rawHtml: `<div class="formula" tabindex="0" role="math">${html(node.value, true)}</div>`,
    })
  },
  inlineMath(node, context) {
    context.replaceNode(node, { rawHtml: html(node.value, false) })
  },
})
