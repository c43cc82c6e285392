import { expect, it } from 'vitest'
import { useSite } from './browser.ts'

const site = useSite(['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'])

it('trains on webgpu when asked to, or says in its place why it cannot', async () => {
  const page = await site.open('episodes/02-penguins/')
  const element = page.locator('dlw-run[data-program="penguins"]').first()
  await element.locator('select').selectOption('webgpu')
  await element.locator('button[data-do=run]').click()
  await page.waitForFunction(() => /Done in|did not work/.test(document.querySelector('dlw-run')!.textContent), null, {
    timeout: 170_000,
  })
  const text = (await element.textContent())!
  expect(text).toMatch(/Done in|It did not work: .*webgpu/i)
  await page.context().close()
})
