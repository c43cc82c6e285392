import { defineEcConfig } from '@astrojs/starlight/expressive-code'

/** Code blocks can be scrolled by keyboard, and each says which it is: its file and its first line. */
const namedBlocks = {
  name: 'dlw-named-blocks',
  hooks: {
    postprocessRenderedBlock({ codeBlock, renderData }) {
      const lines = codeBlock.code.split('\n').map((line) => line.trim())
      const first = lines.find((line) => line !== '' && !line.startsWith('import ')) ?? lines[0]
      const pre = renderData.blockAst.children?.find((child) => child.tagName === 'pre')
      if (!pre) throw new Error('dlw-named-blocks: expected a pre element in the code block, received none.')
      pre.properties.tabindex = 0
      pre.properties['aria-label'] = `${codeBlock.props.title ?? 'Code'}: ${first.slice(0, 60)}`
    },
  },
}

export default defineEcConfig({
  plugins: [namedBlocks],
  // On a phone, too, all of a line can be seen.
  defaultProps: { wrap: true, preserveIndent: true },
  themes: ['github-dark-default', 'github-light-default'],
  styleOverrides: {
    borderRadius: '0.5rem',
    borderColor: 'var(--dlw-line)',
    codeBackground: 'var(--dlw-code)',
    codeFontFamily: 'var(--sl-font-mono)',
    codeFontSize: '0.8125rem',
    codeLineHeight: '1.6',
    frames: {
      frameBoxShadowCssValue: 'none',
      editorActiveTabIndicatorTopColor: 'transparent',
      editorActiveTabIndicatorBottomColor: 'transparent',
      editorActiveTabBackground: 'var(--dlw-code)',
      editorTabBarBackground: 'var(--dlw-code)',
      editorTabBarBorderBottomColor: 'var(--dlw-line)',
      terminalBackground: 'var(--dlw-output)',
      terminalTitlebarBackground: 'var(--dlw-output)',
      terminalTitlebarBorderBottomColor: 'var(--dlw-line)',
    },
  },
})
