import { readFileSync } from 'node:fs'

/** How to reach a server: options of ioredis. */
export interface RedisAddress {
  host: string
  port: number
  db: number
  username?: string
  password?: string
  /** Present for an encrypted connection. */
  tls?: Record<string, never>
  maxRetriesPerRequest: null
}

/** Where a queue is: how to reach Redis or Valkey, and the queue's name there. */
export interface QueueConnection {
  name: string
  connection: RedisAddress
  /** The URL without its password, for messages. */
  shown: string
}

/**
 * Reads `redis://user:password@host:6379/0?name=…`; `rediss://` is encrypted. A URL without a password takes that of
 * the environment: `DLW_REDIS_PASSWORD`, or the text of the file that `DLW_REDIS_PASSWORD_FILE` names.
 *
 * @throws RangeError for another kind of URL; Error when the file cannot be read.
 */
export function queueConnection(queue: string): QueueConnection {
  const url = URL.canParse(queue) ? new URL(queue) : undefined
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    throw new RangeError(
      `tune: expected a URL such as redis://user:password@host:6379, received queue=${url ? url.protocol : queue}. Use rediss:// for an encrypted connection.`,
    )
  }
  const { hostname, port, username, pathname, protocol, searchParams } = url
  const db = Number(pathname.slice(1) || 0)
  if (!Number.isSafeInteger(db) || db < 0) {
    throw new RangeError(
      `tune: expected the number of a database after the host, received ${pathname.slice(1)}. Leave it out for database 0.`,
    )
  }
  const password = url.password ? decoded(url.password, 'password') : passwordFromEnvironment()
  return {
    name: searchParams.get('name') ?? 'dlw-train',
    connection: {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 6379),
      ...(username && { username: decoded(username, 'user') }),
      ...(password && { password }),
      db,
      ...(protocol === 'rediss:' && { tls: {} }),
      // Commands wait for a server that restarts.
      maxRetriesPerRequest: null,
    },
    shown: `${protocol}//${hostname}:${port || 6379}${pathname}`,
  }
}

function decoded(text: string, part: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new RangeError(
      `tune: expected the ${part} of a URL in percent-encoding, received a % without its two digits. Write %25 for %.`,
    )
  }
}

function passwordFromEnvironment(): string | undefined {
  const { DLW_REDIS_PASSWORD: password, DLW_REDIS_PASSWORD_FILE: path } = process.env
  if (password || !path) return password
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch (cause) {
    throw new Error(
      `tune: expected a file that holds the password of Redis, received DLW_REDIS_PASSWORD_FILE=${path}. ${(cause as Error).message}`,
      { cause },
    )
  }
}

/** BullMQ, which only those install who use a queue. */
export async function loadBullmq(): Promise<typeof import('bullmq')> {
  return (await importOptional('bullmq')) as typeof import('bullmq')
}

/** Imports a package by a name that bundlers do not see: they would look for it in every program. */
async function importOptional(name: 'bullmq' | 'ioredis'): Promise<unknown> {
  try {
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ name)
  } catch (cause) {
    throw new Error(
      `tune: expected bullmq and ioredis for a queue, received no ${name}. Run npm install bullmq ioredis.`,
      {
        cause,
      },
    )
  }
}

/**
 * Makes sure that Redis answers before anything waits for it.
 *
 * @throws Error with the server's word, when it refuses or cannot be reached.
 */
export async function checkReachable({ connection, shown }: QueueConnection): Promise<void> {
  const { Redis } = (await importOptional('ioredis')) as typeof import('ioredis')
  const client = new Redis({ ...connection, lazyConnect: true, connectTimeout: 5_000, retryStrategy: () => null })
  let latest: Error | undefined
  client.on('error', (error) => {
    latest = error
  })
  try {
    await client.connect()
    await client.ping()
  } catch (error) {
    const cause = latest ?? (error as Error)
    const reason = cause.message || (cause as NodeJS.ErrnoException).code
    throw new Error(
      `tune: expected Redis at ${shown} to answer, received ${reason}. Check the address, the password and that it runs.`,
      { cause },
    )
  } finally {
    client.disconnect()
  }
}
