import { indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { syntaxHighlighting } from '@codemirror/language'
import { keymap } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { basicSetup, EditorView } from 'codemirror'

/** What an editor is opened with. */
export interface OpenEditorOptions {
  code: string
  /** Its name for readers who do not see it. */
  label: string
  /** What Ctrl-Enter (⌘-Enter) does. */
  run(): void
  /** Hears every change. */
  changed(): void
}

/** How to get out of an editor in which Tab indents, and what else its keys do. */
export const keyHelp = 'Tab indents; Escape, then Tab, leaves the editor. Ctrl-Enter or ⌘-Enter runs.'

/** An editor for TypeScript in the page's own colours. */
export function openEditor(parent: HTMLElement, { code, label, run, changed }: OpenEditorOptions): EditorView {
  const runs = (): boolean => {
    run()
    return true
  }
  return new EditorView({
    parent,
    doc: code,
    extensions: [
      // Before the others, which make a new line of it. After Escape, Tab moves on: the editor's own rule.
      keymap.of([{ key: 'Mod-Enter', run: runs }, { key: 'Ctrl-Enter', run: runs }, indentWithTab]),
      // Before the default colours, which are made for white alone.
      syntaxHighlighting(classHighlighter),
      basicSetup,
      javascript({ typescript: true }),
      EditorView.lineWrapping,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed()
      }),
      EditorView.contentAttributes.of({ 'aria-label': label }),
      EditorView.theme({
        '&': { backgroundColor: 'var(--dlw-code)', color: 'var(--sl-color-gray-1)', fontSize: '0.875rem' },
        '&.cm-focused': { outline: '2px solid var(--dlw-signal)' },
        '.cm-scroller': { fontFamily: 'var(--__sl-font-mono)', lineHeight: '1.6' },
        '.cm-content': { caretColor: 'var(--dlw-signal)' },
        '.cm-cursor': { borderLeftColor: 'var(--dlw-signal)' },
        '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--sl-color-gray-3)', border: 'none' },
        '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
        '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
          backgroundColor: 'var(--sl-color-accent-low) !important',
        },
      }),
    ],
  })
}
