/** Serving the pages on this machine only. */
import { createServer } from 'node:http'
import { ConcordError, sentence } from '../../error.ts'
import type { Home } from '../institute.ts'
import { liftDue } from '../release/lift.ts'
import { createSessions } from './session.ts'

export type Served = {
  /** For everybody on this machine: what is TLP:CLEAR. */
  url: string
  /** For its owner: works once. */
  ownerUrl: string
  close(): Promise<void>
}

/** How often it is looked whether the date of an embargo of this institute has come. */
const LOOKS_EVERY_MS = 60_000

/** Ends embargoes whose date has come, now and while it is not stopped; gives what stops it. */
function keepLifting(home: Home): () => Promise<void> {
  const lift = async (): Promise<void> => {
    try {
      await liftDue(home)
    } catch (error) {
      // The pages stay as they are: what could not be signed opens nothing.
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
  let lifting = lift()
  const timer = setInterval(() => {
    lifting = lifting.then(lift)
  }, LOOKS_EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    return lifting
  }
}

/**
 * Listens on 127.0.0.1 until closed; port 0 takes any free one. Throws `environment` where the port is taken.
 */
export async function serve(home: Home, options: { port: number; busy?: () => boolean }): Promise<Served> {
  // Loaded by the one command in ten that serves.
  const [{ getRequestListener }, { createApp }] = await Promise.all([
    import('@hono/node-server'),
    import('./app.ts'),
  ])
  const sessions = createSessions()
  const hosts: string[] = []
  const app = createApp({ home, sessions, hosts, busy: options.busy ?? (() => false) })
  const listener = getRequestListener((request) => app.fetch(request))
  const server = createServer((request, response) => {
    void listener(request, response)
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE' || cause.code === 'EACCES'
          ? new ConcordError(
              'environment',
              cause.code === 'EACCES'
                ? sentence`Port ${options.port} on 127.0.0.1 is not allowed; choose another one with --port or PORT.`
                : sentence`Port ${options.port} on 127.0.0.1 is taken by another program; choose another one with --port or PORT.`,
              { cause },
            )
          : cause,
      )
    })
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : options.port)
    })
  })
  hosts.push(`127.0.0.1:${port}`, `localhost:${port}`)
  const url = `http://127.0.0.1:${port}`
  const stopLifting = keepLifting(home)
  return {
    url: `${url}/`,
    ownerUrl: `${url}/open/${sessions.token}`,
    async close() {
      await stopLifting()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
