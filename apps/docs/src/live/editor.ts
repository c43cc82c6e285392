import { javascript } from '@codemirror/lang-javascript'
import { syntaxHighlighting } from '@codemirror/language'
import { classHighlighter } from '@lezer/highlight'
import { basicSetup, EditorView } from 'codemirror'

/** An editor for TypeScript in the page's own colours. */
export function openEditor(parent: HTMLElement, code: string, label: string): EditorView {
  return new EditorView({
    parent,
    doc: code,
    extensions: [
      // Before the default colours, which are made for white alone.
      syntaxHighlighting(classHighlighter),
      basicSetup,
      javascript({ typescript: true }),
      EditorView.lineWrapping,
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
