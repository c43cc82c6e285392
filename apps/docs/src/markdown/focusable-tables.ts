import { defineHastPlugin } from 'satteri'

/** Lets wide tables, which scroll sideways on a narrow screen, be scrolled by keyboard. */
export const focusableTables = defineHastPlugin({
  name: 'dlw-focusable-tables',
  element: {
    filter: ['table'],
    visit(node, context) {
      context.setProperty(node, 'tabIndex', 0)
    },
  },
})
