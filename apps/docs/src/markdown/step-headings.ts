import { defineHastPlugin } from 'satteri'

/** Sets the number of a heading such as `## 3. Prepare the data` apart, so that the ten steps can be drawn as steps. */
export const stepHeadings = defineHastPlugin({
  name: 'dlw-step-headings',
  element: {
    filter: ['h2'],
    visit(node, context) {
      const match = /^(\d+)\. (.+)$/.exec(context.textContent(node))
      if (!match) return
      const [, number, rest] = match
      return {
        ...node,
        properties: { ...node.properties, class: 'step' },
        children: [
          {
            type: 'element',
            tagName: 'span',
            properties: { class: 'step-number' },
            children: [{ type: 'text', value: `${number}.` }],
          },
          { type: 'text', value: ` ${rest}` },
        ],
      } as never
    },
  },
})
