/**
 * Serves the pure rooms to a browser as they are: the .ts sources with their types stripped, every import by its own
 * path. Bare names of dependencies go through an import map.
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../..')

const IMPORTS = {
  zod: '/node_modules/zod/index.js',
  hyparquet: '/node_modules/hyparquet/src/index.js',
  'hyparquet/src/': '/node_modules/hyparquet/src/',
  'hyparquet-writer': '/node_modules/hyparquet-writer/src/index.js',
}

export type ModuleServer = { url: string; close(): Promise<void> }

/** Serves `/` as an empty page that runs `main`, a module in JavaScript, and the project's modules below it. */
export async function serveModules(main: string): Promise<ModuleServer> {
  const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module">${main}</script>`
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', page).then(([type, body]) => {
      response.writeHead(body === null ? 404 : 200, { 'content-type': type })
      response.end(body)
    })
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(url: string, page: string): Promise<[type: string, body: string | null]> {
  if (url === '/') return ['text/html; charset=utf-8', page]
  // Only modules of the project and its dependencies, wherever the address points.
  const file = path.join(ROOT, path.posix.normalize(new URL(url, 'http://localhost').pathname))
  try {
    const text = await readFile(file, 'utf8')
    return ['text/javascript; charset=utf-8', file.endsWith('.ts') ? stripTypeScriptTypes(text) : text]
  } catch {
    return ['text/plain; charset=utf-8', null]
  }
}
