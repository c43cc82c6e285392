import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { dataFiles } from '../src/lib/data-at-hand.ts'
import { apps } from '../src/lib/paths.ts'

/** `docs:bundle`: the built site as one zip for a workshop without internet; any static server will do. */
const dist = join(apps, 'docs/dist')
const how = `The lesson, to be served without internet.

1. Unpack this zip.
2. In its folder, start a static server, for example: npx serve, or: python3 -m http.server
3. Open the address that it prints. (Opening index.html as a file does not work: browsers then refuse modules.)
`
const files: Record<string, Uint8Array> = { 'HOW-TO-SERVE.txt': new TextEncoder().encode(how) }
for (const file of globSync('**/*', { cwd: dist })) {
  if (statSync(join(dist, file)).isFile()) files[file.replaceAll('\\', '/')] = readFileSync(join(dist, file))
}
if (!files['index.html'])
  throw new Error('bundle: expected a built site in apps/docs/dist, received none. Run docs:build first.')
const zip = zipSync(files, { level: 9 })
writeFileSync(join(apps, 'docs/dlw-lesson.zip'), zip)
const data = Object.entries(dataFiles).map(
  ([name, file]) =>
    `${name}: ${files[`data/${name}/${file}`] ? 'with data' : 'WITHOUT data (set DLW_DATA_HOME and build again)'}`,
)
console.log(
  `dlw-lesson.zip: ${Object.keys(files).length} files, ${(zip.length / 1e6).toFixed(1)} MB; ${data.join(', ')}`,
)
