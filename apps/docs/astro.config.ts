import { rmSync } from 'node:fs'
import { satteri } from '@astrojs/markdown-satteri'
import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
import starlightLinksValidator from 'starlight-links-validator'
import starlightLlmsTxt from 'starlight-llms-txt'
import starlightTypeDoc from 'starlight-typedoc'
import { contentSecurity } from './src/lib/content-security.ts'
import { episodePrograms } from './src/lib/episode-programs.ts'
import { leanFonts } from './src/lib/lean-fonts.ts'
import { leanStyles } from './src/lib/lean-styles.ts'
import { leanTensors } from './src/lib/lean-tensors.ts'
import { readerChunks } from './src/lib/reader-chunks.ts'
import { base, site } from './src/lib/site-address.ts'
import { baseLinks } from './src/markdown/base-links.ts'
import { focusableTables } from './src/markdown/focusable-tables.ts'
import { lessonDirectives } from './src/markdown/lesson-directives.ts'
import { mathematics } from './src/markdown/mathematics.ts'
import { stepHeadings } from './src/markdown/step-headings.ts'

const inPages = ['@dlw/source', 'module', 'browser', 'development|production']
const onServer = ['@dlw/source', 'module', 'node', 'development|production']
/** What stands at the head of the workers' files. */
const licence = '/*! Parts: TensorFlow.js, Google LLC, Apache License 2.0; seedrandom, David Bau, MIT License */'

export default defineConfig({
  site,
  base,
  trailingSlash: 'always',
  prefetch: false,
  markdown: {
    processor: satteri({
      features: { math: true, directive: true },
      mdastPlugins: [baseLinks(base), mathematics, lessonDirectives],
      hastPlugins: [stepHeadings, focusableTables],
    }),
  },
  vite: {
    plugins: [episodePrograms(), readerChunks(base, inPages)],
    // The packages are read from their sources: the site needs no build of them.
    resolve: { conditions: inPages },
    ssr: { resolve: { conditions: onServer } },
    environments: { prerender: { resolve: { conditions: onServer } } },
    worker: {
      format: 'es',
      plugins: () => [episodePrograms(), leanTensors()],
      // Hundreds of copies of one licence: a line says it once for each file.
      rolldownOptions: { output: { comments: { legal: false }, postBanner: licence } },
    },
    build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 1200 },
  },
  integrations: [
    starlight({
      title: 'dlw',
      description: 'Deep learning in TypeScript: a lesson whose code runs on the page you read.',
      favicon: '/favicon.svg',
      credits: false,
      lastUpdated: false,
      pagination: true,
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      customCss: [
        'katex/dist/katex.min.css',
        './src/styles/fonts.css',
        './src/styles/theme.css',
        './src/styles/lesson.css',
      ],
      components: {
        Head: './src/components/Head.astro',
        PageTitle: './src/components/PageTitle.astro',
        MarkdownContent: './src/components/MarkdownContent.astro',
        Search: './src/components/Search.astro',
        SiteTitle: './src/components/SiteTitle.astro',
        Footer: './src/components/Footer.astro',
        SocialIcons: './src/components/MainLinks.astro',
      },
      sidebar: [
        { label: 'Start', items: ['setup', 'learners/profiles', 'schedule'] },
        { label: 'The lesson', items: [{ autogenerate: { directory: 'episodes' } }] },
        { label: 'Guides', items: [{ autogenerate: { directory: 'guides' } }] },
        {
          label: 'Reference',
          items: [
            'reference/glossary',
            'reference/key-points',
            'reference/api',
            'reference/keras-layers',
            'reference/robustness',
            'reference/readers',
            'reference/gallery',
            'reference/figures',
            'reference/playground',
            'reference/further-reading',
            'reference/cite',
            { label: 'The whole lesson, to print', link: '/print/' },
          ],
        },
        { label: 'Teaching', items: ['instructor/notes', 'instructor/design', 'instructor/surveys'] },
        {
          label: 'Changes',
          collapsed: true,
          items: ['backend', 'data', 'models', 'train', 'viz'].map((name) => ({
            label: `@dlw/${name}`,
            link: `/changelog/${name}/`,
          })),
        },
        { label: 'How dlw is made', collapsed: true, items: [{ autogenerate: { directory: 'decisions' } }] },
      ],
      plugins: [
        starlightLinksValidator({ errorOnLocalLinks: true, exclude: [`${base}print/`] }),
        starlightLlmsTxt(),
        starlightTypeDoc({
          entryPoints: [
            ...['backend/src', 'data/src', 'data/src/parquet', 'models/src', 'models/src/onnx', 'models/src/pytorch'],
            ...['train/src', 'train/src/baselines', 'train/src/tuner', 'viz/src'],
          ].map((part) => `../../packages/${part}/index.ts`),
          tsconfig: './tsconfig.api.json',
          output: 'api',
          sidebar: { label: 'API', collapsed: true },
          typeDoc: { excludeInternal: true, skipErrorChecking: true, readme: 'none', disableSources: true },
        }),
      ],
    }),
    leanFonts(),
    leanStyles(),
    contentSecurity(),
    {
      name: 'dlw-own-api-index',
      hooks: {
        // The generated list of modules links to pages that it does not write; reference/api is ours.
        'astro:config:setup': () =>
          rmSync(new URL('./src/content/docs/api/README.md', import.meta.url), { force: true }),
      },
    },
  ],
})
