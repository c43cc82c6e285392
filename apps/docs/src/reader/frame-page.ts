import { createHash } from 'node:crypto'

/**
 * What the frame does: it starts a worker from the text that the page gives it, once, and only where it has an origin of
 * its own. Opened in any other way it does nothing.
 */
const script = `onmessage = ({ source, data, ports }) => {
  if (origin !== 'null' || source !== parent || parent === window) return
  onmessage = null
  const fail = (message) => ports[0].postMessage({ type: 'error', message })
  try {
    const worker = new Worker(URL.createObjectURL(new Blob([data.boot], { type: 'text/javascript' })))
    worker.onerror = (event) => parent.postMessage({ failed: event.message || 'The worker could not be started.' }, '*')
    worker.postMessage({ needs: data.needs, order: data.order }, [ports[0]])
  } catch (error) {
    fail(String(error))
  }
}`

/** No network, no frames, no pictures: only code that the page has given, and binaries that lie in it. */
const policy = (hash: string): string =>
  `default-src 'none'; script-src 'sha256-${hash}' 'unsafe-eval' blob:; worker-src blob:; connect-src data:; base-uri 'none'; form-action 'none'`

/** The page of the frame in which the reader's code runs: see run-reader-code.ts. */
export function framePage(): string {
  const hash = createHash('sha256').update(script).digest('base64')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy(hash)}">
<meta name="robots" content="noindex">
<title>Where your code runs</title>
<script>${script}</script>
</head>
<body></body>
</html>
`
}
