import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { sets } from '../src/lib/data-at-hand.ts'
import { apps } from '../src/lib/paths.ts'
import { base } from '../src/lib/site-address.ts'
import { bundleFiles } from './bundle-files.ts'

/** `docs:bundle`: the built site as one zip for a workshop without internet. */
const dist = join(apps, 'docs/dist')
if (!globSync('index.html', { cwd: dist })[0])
  throw new Error('bundle: expected a built site in apps/docs/dist, received none. Run docs:build first.')
const site = globSync('**/*', { cwd: dist })
  .filter((file) => statSync(join(dist, file)).isFile())
  .map((file): [string, Uint8Array] => [file.replaceAll('\\', '/'), readFileSync(join(dist, file))])
const files = bundleFiles(Object.fromEntries(site), base)
const zip = zipSync(files, { level: 9 })
writeFileSync(join(apps, 'docs/dlw-lesson.zip'), zip)
const names = site.map(([name]) => name)
const data = Object.keys(sets).map((name) =>
  names.some((file) => file.startsWith(`data/${name}/`))
    ? `${name}: at hand`
    : `${name}: MISSING (set DLW_DATA_HOME or DLW_WEIGHTS_HOME and build again)`,
)
process.stdout.write(
  `apps/docs/dlw-lesson.zip: ${Object.keys(files).length} files, ${(zip.length / 1e6).toFixed(1)} MB; ${data.join(', ')}\n`,
)
