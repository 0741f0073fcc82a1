/** Serving the pages on this machine only. */
import { createServer } from 'node:http'
import { ConcordError, sentence } from '../../error.ts'
import type { Home } from '../institute.ts'
import { createSessions } from './session.ts'

export type Served = {
  /** For everybody on this machine: what is TLP:CLEAR. */
  url: string
  /** For its owner: works once. */
  ownerUrl: string
  close(): Promise<void>
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
  return {
    url: `${url}/`,
    ownerUrl: `${url}/open/${sessions.token}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
