import { execSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'

/** The registry with the packed packages. It has nothing else: create-dlw needs nothing else. */
const [, registry] = /=(http\S+)/.exec(readFileSync('.npmrc', 'utf8'))
/** The least accuracy that a template's own data allow. */
const least = { table: 0.93, images: 0.5, text: 0.93 }

const run = (command, cwd = '.') => execSync(command, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

for (const template of ['table', 'images', 'text', 'browser']) {
  run(`npm --yes --registry=${registry} create dlw@latest ${template} -- --yes --template ${template}`)
  cpSync('.npmrc', `${template}/.npmrc`)
  run('npm install --no-audit --no-fund --loglevel=error', template)
  for (const command of ['npm run typecheck', 'npm test']) run(command, template)
  if (template === 'browser') continue
  run('npm start', template)
  run('npm run predict', template)
  const { accuracy } = JSON.parse(readFileSync(`${template}/out/results.json`, 'utf8'))
  if (!(accuracy > least[template])) throw new Error(`${template}: accuracy ${accuracy}`)
}

// The page: a reader presses the button, and reads how good the network is.
run('npm run build', 'browser')
cpSync('browser/dist', 'page', { recursive: true })
const reader = `
<script type="module">
  document.querySelector('#train').click()
  const status = document.querySelector('#status')
  let backend
  new MutationObserver(() => {
    backend ??= /Training on (\\w+)/.exec(status.textContent)?.[1]
    const accuracy = Number(/Accuracy .*: (.+)/.exec(status.textContent)?.[1])
    if (/failed/.test(status.textContent)) window.consumer = { error: status.textContent }
    else if (accuracy > 0) window.consumer = { backend, threads: 1, accuracy, keras: true }
  }).observe(status, { childList: true })
</script>`
const page = readFileSync('page/index.html', 'utf8')
writeFileSync('page/index.html', page.replace('</body>', `${reader}</body>`))
