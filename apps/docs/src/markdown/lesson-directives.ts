import { defineMdastPlugin } from 'satteri'

/** What each block of the lesson becomes. Starlight's own asides (note, tip, caution, danger) stay Starlight's. */
const blocks: Readonly<Record<string, { tag: 'section' | 'details' | 'aside'; label: string }>> = {
  challenge: { tag: 'section', label: 'Exercise' },
  hint: { tag: 'details', label: 'Hint' },
  solution: { tag: 'details', label: 'Solution' },
  instructor: { tag: 'aside', label: 'For instructors' },
  discussion: { tag: 'section', label: 'Discussion' },
  callout: { tag: 'aside', label: 'Worth knowing' },
  spoiler: { tag: 'details', label: 'More' },
}
const starlights = ['note', 'tip', 'caution', 'danger']

/**
 * The lesson's blocks: `:::challenge[Title]{minutes=5}`, `:::hint`, `:::solution`, `:::instructor`, `:::discussion`,
 * `:::callout[Title]`, `:::spoiler[Title]`. A name that is none of these fails the build, for it would otherwise
 * become a nameless box.
 */
export const lessonDirectives = defineMdastPlugin({
  name: 'dlw-lesson-directives',
  containerDirective(node, context) {
    if (starlights.includes(node.name)) return
    const block = blocks[node.name]
    if (!block) {
      throw new Error(
        `lesson directive: expected one of ${[...Object.keys(blocks), ...starlights].join(', ')}, received :::${node.name}.`,
      )
    }
    const children = [...node.children]
    const first = children[0]
    let title = block.label
    if (first?.type === 'paragraph' && first.data?.directiveLabel) {
      title = context.textContent(first)
      children.shift()
    }
    const heading = title === block.label ? title : `${block.label}: ${title}`
    const { minutes, id } = node.attributes ?? {}
    const clock = minutes ? [element('span', { class: 'minutes' }, [text(`${minutes} min`)])] : []
    const kind = element('span', { class: 'kind' }, [text(block.label)])
    const named = title === block.label ? [kind] : [kind, text(' '), element('span', { class: 'name' }, [text(title)])]
    const head =
      block.tag === 'details'
        ? element('summary', {}, named)
        : element('p', { class: 'block-title' }, [...named, text(' '), ...clock])
    const hidden = node.name === 'solution' || node.name === 'hint' ? { 'data-pagefind-ignore': 'all' } : {}
    return element(
      block.tag,
      {
        class: `block block-${node.name}`,
        ...(block.tag === 'details' ? {} : { 'aria-label': heading }),
        ...(id ? { id } : {}),
        ...hidden,
      },
      [head, element('div', { class: 'block-body' }, children)],
    ) as never
  },
})

function element(tag: string, properties: Record<string, string>, children: unknown[]): object {
  return { type: 'paragraph', data: { hName: tag, hProperties: properties }, children }
}

function text(value: string): object {
  return { type: 'text', value }
}
