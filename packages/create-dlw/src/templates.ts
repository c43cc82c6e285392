/** What a project can start from, and what each is about. The folders of `templates` have the same names. */
export const templates = {
  table: 'a table: classify penguins, then the rows of your own CSV file',
  images: 'images: tell ten shapes apart with a convolutional network',
  text: 'text: find the topic of short messages',
  browser: 'browser: a page in which a network trains',
} as const

export type TemplateName = keyof typeof templates

export const templateNames = Object.keys(templates) as TemplateName[]
