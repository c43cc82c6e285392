import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** Handles one request; `attempt` counts from 0. */
export type Answer = (request: IncomingMessage, response: ServerResponse, attempt: number) => void

/** Starts a local server with the given responses; it records its requests. */
export async function fileServer(answer: Answer): Promise<{ url: string; requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = []
  const server: Server = createServer((request, response) => {
    requests.push(request)
    answer(request, response, requests.length - 1)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

/** Sends the whole content, or the range of the Range header. */
export function sendFile(content: Uint8Array, { ranges = true }: { ranges?: boolean } = {}): Answer {
  return (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (ranges && from > 0) {
      const rest = content.subarray(from)
      response.writeHead(206, {
        'Content-Range': `bytes ${from}-${content.length - 1}/${content.length}`,
        'Content-Length': rest.length,
      })
      response.end(rest)
    } else {
      response.writeHead(200, { 'Content-Length': content.length })
      response.end(content)
    }
  }
}

/** Promises the whole, sends the beginning and cuts the connection. */
export function cutAfter(content: Uint8Array, count: number): Answer {
  return (_, response) => {
    response.writeHead(200, { 'Content-Length': content.length })
    response.write(content.subarray(0, count), () => setTimeout(() => response.destroy(), 20))
  }
}

/** Sends the beginning and then nothing more. */
export function stallAfter(content: Uint8Array, count: number): Answer {
  return (_, response) => {
    response.writeHead(200, { 'Content-Length': content.length })
    response.write(content.subarray(0, count))
  }
}

/** An answer without a file. */
export function sendStatus(status: number): Answer {
  return (_, response) => {
    response.writeHead(status)
    response.end('no')
  }
}
