import { markdownToHtml } from 'satteri'

/** The notes for instructors in an episode's Markdown, each as HTML. */
export function instructorNotes(markdown: string): string[] {
  return [...markdown.matchAll(/^(:{3,})instructor\b[^\n]*\n([\s\S]*?)\n\1\s*$/gm)].map(
    ([, , text]) => markdownToHtml(text!).html,
  )
}
