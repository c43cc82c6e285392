import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type FoundPage, rankPages } from '../src/live/rank-pages.ts'
import { useSite } from './browser.ts'

/** What people type, and the pages of which one must be among the first three. */
const queries: readonly [words: string, pages: RegExp][] = [
  ['fit', /api\/train\/src\/functions\/fit\/|episodes\/02/],
  ['dropout', /episodes\/04/],
  ['early stopping', /episodes\/03|earlystopping/],
  ['confusion matrix', /episodes\/02|confusionmatrix/],
  ['one-hot', /episodes\/02|onehot/],
  ['one hot encoding', /episodes\/02/],
  ['standardise', /episodes\/02|standardscaler/],
  ['standardization', /episodes\/02|standardscaler|glossary/],
  ['learning rate', /episodes\/0[1-5]|glossary/],
  ['batch normalisation', /episodes\/03/],
  ['batch normalization', /episodes\/03/],
  ['overfitting', /episodes\/0[34]/],
  ['transfer learning', /episodes\/05/],
  ['pretrained', /episodes\/05/],
  ['fine-tuning', /episodes\/05|glossary/],
  ['convolution', /episodes\/04|reference\/figures/],
  ['pooling', /episodes\/04/],
  ['kernel', /episodes\/04/],
  ['gradient descent', /episodes\/01|reference\/figures/],
  ['activation function', /episodes\/01|glossary|figures/],
  ['relu', /episodes\/01|glossary|figures/],
  ['softmax', /episodes\/0[12]|glossary/],
  ['mean squared error', /episodes\/0[13]|glossary/],
  ['cross-entropy', /episodes\/02|crossentropy|glossary/],
  ['baseline', /episodes\/0[23]|glossary|baseline/],
  ['train test split', /episodes\/02|traintestsplit/],
  ['siamese', /episodes\/06/],
  ['keras', /guides\/(import-a-keras-model|from-python)/],
  ['import keras model', /guides\/import-a-keras-model/],
  ['python', /guides\/from-python/],
  ['pandas', /guides\/from-python/],
  ['webgpu', /guides\/choose-a-backend|usebackend/],
  ['gpu', /guides\/choose-a-backend|setup/],
  ['install', /setup|guides/],
  ['redis', /guides\/tune-on-several-machines/],
  ['hyperparameter', /episodes\/04|guides\/tune/],
  ['grid search', /episodes\/04|gridsearch/],
  ['own images', /guides\/your-own-data/],
  ['confusionMatrix', /functions\/confusionmatrix/],
  ['useBackend', /functions\/usebackend/],
  ['schedule', /schedule\//],
  ['saveModel', /functions\/savemodel/],
  ['tensorboard', /episodes\/03|tensorboard/],
  ['model card', /guides\/publish-a-model/],
]

describe('the order of pages', () => {
  const page = (title: string, kind: string, score: number, text: string, parts: string[] = []): FoundPage => ({
    ...{ url: title, title, kind, score, text },
    parts: parts.map((part) => ({ url: part, title: part })),
  })

  it('puts the lesson before what is decided, and the page of that very name first', () => {
    const pages = [
      page('Fresh order each epoch', 'Decision', 10, 'fit'),
      page('Classify penguins', 'Lesson', 4, 'fit', ['7. Fit the model']),
      page('fit()', 'API', 6, 'fit'),
    ]
    expect(rankPages('fit', pages).map(({ title }) => title)).toEqual([
      'fit()',
      'Classify penguins',
      'Fresh order each epoch',
    ])
  })

  it('leaves out pages on which the word was not found, only one that begins alike', () => {
    expect(rankPages('asdfgh', [page('A', 'Lesson', 1, 'as it was')])).toEqual([])
    expect(rankPages('blorp', [page('A', 'Lesson', 1, 'a block')])).toEqual([])
    expect(rankPages('trains', [page('A', 'Lesson', 1, 'its training')])).toHaveLength(1)
    expect(rankPages('normalization', [page('A', 'Lesson', 1, 'batch normalisation')])).toHaveLength(1)
  })
})

describe('the search', () => {
  const site = useSite()

  async function find(page: Page, words: string): Promise<string[]> {
    await page.locator('dlw-search [role=status]').evaluate((element) => element.replaceChildren())
    await page.locator('dlw-search input').fill(words)
    await page.waitForFunction(() => document.querySelector('dlw-search [role=status]')!.textContent !== '')
    return page
      .locator('dlw-search li > a:first-child')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname))
  }

  it(`finds what ${queries.length} people look for among the first three pages, and nothing for nonsense`, async () => {
    const page = await site.open('')
    await page.keyboard.press('Control+k')
    const missed: string[] = []
    for (const [words, wanted] of queries) {
      const found = await find(page, words)
      if (!found.slice(0, 3).some((path) => wanted.test(path))) missed.push(`${words}: ${found.slice(0, 4).join(' ')}`)
    }
    expect(missed).toEqual([])
    for (const words of ['asdfghjkl', 'xyzzy plugh', 'qwertz', 'blorpification', 'zzzz']) {
      expect(await find(page, words), words).toEqual([])
      expect(await page.locator('dlw-search [role=status]').textContent()).toBe('Nothing found.')
    }
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })

  it('opens the first page by Enter, goes through all by arrow keys, and shows more', async () => {
    const page = await site.open('')
    await page.keyboard.press('Control+k')
    const found = await find(page, 'network')
    expect(found.length).toBe(8)
    await page.locator('dlw-search [data-do=more]').click()
    expect(await page.locator('dlw-search li').count()).toBeGreaterThan(8)
    await page.locator('dlw-search input').focus()
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement!.closest('li') !== null)).toBe(true)
    await page.locator('dlw-search input').fill('confusionMatrix')
    await page.keyboard.press('Enter')
    await page.waitForURL(/functions\/confusionmatrix\//)
    expect(site.troubles.splice(0)).toEqual([])
    await page.context().close()
  })
})
