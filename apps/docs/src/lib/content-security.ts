import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publisherHosts } from '../reader/served-address.ts'

/**
 * An Astro integration: every page that is built gets a Content-Security-Policy. Scripts come from the site, and those
 * inside a page are named by their hash: whatever else gets into a page does not run, and reaches no other host.
 */
export function contentSecurity() {
  return {
    name: 'dlw-content-security',
    hooks: {
      'astro:build:done'({ dir }: { dir: URL }): void {
        const dist = fileURLToPath(dir)
        for (const file of globSync('**/*.html', { cwd: dist }).filter((name) => name !== 'reader.html')) {
          const path = join(dist, file)
          writeFileSync(path, withPolicy(readFileSync(path, 'utf8'), file))
        }
      },
    },
  }
}

/** @throws Error if the page has what no policy could allow: code in an attribute or in an address. */
export function withPolicy(html: string, page: string): string {
  const inAttribute = /<[a-z][^<>]*\s(on[a-z]+="[^"]*"|(?:href|src)="javascript:[^"]*")/i.exec(html)?.[1]
  if (inAttribute)
    throw new Error(`contentSecurity: expected no code in attributes of ${page}, received ${inAttribute}.`)
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
  const inline = scripts.filter(([, attributes, code]) => code!.trim() !== '' && !/\bsrc=/.test(attributes!))
  const hashes = inline.map(([, , code]) => `'sha256-${createHash('sha256').update(code!).digest('base64')}'`)
  const meta = `<meta http-equiv="content-security-policy" content="${policy([...new Set(hashes)])}">`
  const found = /<meta charset="?utf-8"?\s*\/?>/i.exec(html)
  if (!found) throw new Error(`contentSecurity: expected a charset in the head of ${page}, received none.`)
  const end = found.index + found[0].length
  return `${html.slice(0, end)}${meta}${html.slice(end)}`
}

function policy(hashes: readonly string[]): string {
  return [
    "default-src 'none'",
    // The search is WebAssembly.
    `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(' ')}`,
    // The colours of code, the places in formulas, and the editor's own rules.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${publisherHosts.join(' ')}`,
    "worker-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
