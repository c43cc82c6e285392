import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** What a registry tells of one version of a package. */
export type Manifest = { name: string; version: string; dist?: object; [key: string]: unknown }

/** A registry on this machine alone. */
export type Registry = {
  /** Its address, without a slash at the end. */
  url: string
  /** Adds a packed package. */
  add(tarball: Uint8Array): Manifest
  close(): Promise<void>
}

type Held = { manifest: Manifest; bytes: Uint8Array; tag: string }

/**
 * Starts an npm registry in memory on the loopback address: `npm install` reads from it, `npm publish` writes to it.
 * It keeps what it was given until it is closed.
 */
export async function startRegistry(): Promise<Registry> {
  const held = new Map<string, Held[]>()
  let url = ''

  function add(bytes: Uint8Array, tag = 'latest'): Manifest {
    const manifest = manifestOf(bytes)
    const { name, version } = manifest
    const dist = {
      tarball: `${url}/${name}/-/${version}.tgz`,
      integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
      shasum: createHash('sha1').update(bytes).digest('hex'),
    }
    const others = (held.get(name) ?? []).filter((entry) => entry.manifest.version !== version)
    held.set(name, [...others, { manifest: { ...manifest, dist }, bytes, tag }])
    return manifest
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', url).pathname.slice(1))
    const [, name = '', file] = /^((?:@[^/]+\/)?[^/]+)(?:\/-\/(.+)\.tgz)?$/.exec(path) ?? []
    const json = (body: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.method === 'PUT') {
      const pieces: Uint8Array[] = []
      for await (const piece of request) pieces.push(piece as Uint8Array)
      const body = JSON.parse(Buffer.concat(pieces).toString()) as Publication
      const [attachment] = Object.values(body._attachments)
      const version = Object.keys(body.versions)[0]!
      if (held.get(name)?.some(({ manifest }) => manifest.version === version)) {
        json({ error: `${name}@${version} is there already` }, 409)
        return
      }
      add(Buffer.from(attachment!.data, 'base64'), Object.keys(body['dist-tags'])[0])
      json({ ok: true }, 201)
      return
    }
    const versions = held.get(name)
    if (versions === undefined) {
      json({ error: 'not found' }, 404)
      return
    }
    if (file !== undefined) {
      const found = versions.find(({ manifest }) => manifest.version === file)
      if (found) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(found.bytes)
      else json({ error: 'not found' }, 404)
      return
    }
    json({
      name,
      'dist-tags': Object.fromEntries(versions.map(({ manifest, tag }) => [tag, manifest.version])),
      versions: Object.fromEntries(versions.map(({ manifest }) => [manifest.version, manifest])),
      time: Object.fromEntries(versions.map(({ manifest }) => [manifest.version, '2020-01-01T00:00:00.000Z'])),
    })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    add,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What `npm publish` sends. */
type Publication = {
  'dist-tags': Record<string, string>
  versions: Record<string, object>
  _attachments: Record<string, { data: string }>
}

/** The package.json of a packed package, read from its tar archive. */
function manifestOf(tarball: Uint8Array): Manifest {
  const tar = gunzipSync(tarball)
  const text = (start: number, length: number): string =>
    tar.toString('utf8', start, start + length).replace(/\0.*$/s, '')
  for (let at = 0; at + 512 <= tar.length; ) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0
    if (text(at, 100) === 'package/package.json') {
      return JSON.parse(tar.toString('utf8', at + 512, at + 512 + size)) as Manifest
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error('registry: expected a packed package, received an archive without package/package.json.')
}
