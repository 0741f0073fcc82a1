/** What every provider over HTTP does where something goes wrong on the way: one suite, run on each wire format. */
import { createServer as createTcpServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Server, Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { HttpOptions } from './http-provider.ts'
import type { Asked, Opened, Reply, Subject } from './provider-acceptance.ts'
import type { NotGenerated, Provider } from './provider.ts'
import { callOf, sendJson, wireServer } from './wire-server.fixture.ts'
import type { WireCall } from './wire-server.fixture.ts'

export type Dialect = {
  name: string
  make(options: HttpOptions): Provider
  /** What its server sends where the model says this. */
  say(reply: Reply): unknown
  /** What a request asks. */
  asked(body: unknown): Asked
  /** Path of a call, where the address ends in /v1. */
  path: string
  /** The header that brings a key. */
  key(apiKey: string): { [header: string]: string }
  /** How it says that the context is full: always with HTTP 400. */
  overflow: unknown
  tells: Subject['tells']
  carries: Subject['carries']
}

const KEY = 'sk-secret-0123456789'
const GOOD: Reply = { text: '4', stop: 'stop' }

function optionsOf(baseUrl: string, over: Partial<HttpOptions> = {}): HttpOptions {
  return {
    baseUrl,
    model: 'm',
    apiKey: KEY,
    connections: 4,
    callSeconds: 20,
    answerBytes: 1_000_000,
    ...over,
  }
}

/** A wire format before a server that speaks it. */
export function subjectOf(dialect: Dialect): Subject {
  return {
    ...dialect,
    async open(replies): Promise<Opened> {
      const server = await wireServer(({ response, number }) => {
        sendJson(response, dialect.say(replies[Math.min(number, replies.length) - 1] ?? GOOD))
      })
      const provider = dialect.make(optionsOf(server.url))
      return {
        provider,
        asked: () => dialect.asked(server.seen.at(-1)?.body),
        async [Symbol.asyncDispose]() {
          await provider.close()
          await server[Symbol.asyncDispose]()
        },
      }
    },
  }
}

export function acceptHttp(dialect: Dialect): void {
  /** One call to a server that behaves so. */
  const against = async (handle: (call: WireCall) => void, over: Partial<HttpOptions> = {}) => {
    await using server = await wireServer(handle)
    await using provider = disposable(dialect.make(optionsOf(server.url, over)))
    const result = await provider.generate(callOf())
    return { result, seen: server.seen }
  }
  const status =
    (code: number, headers: { [name: string]: string } = {}, body: unknown = { error: { message: 'no' } }) =>
    ({ response }: WireCall): void => {
      response.writeHead(code, headers).end(JSON.stringify(body))
    }

  describe(`${dialect.name} over HTTP`, () => {
    it('sends its key in a header, and nothing of it in the address', async () => {
      const { seen } = await against(({ response }) => sendJson(response, dialect.say(GOOD)))
      expect(seen[0]?.headers).toMatchObject(dialect.key(KEY))
      expect(seen[0]?.path).toBe(dialect.path)
      const { seen: open } = await against(({ response }) => sendJson(response, dialect.say(GOOD)), {
        apiKey: undefined,
      })
      expect(Object.keys(open[0]?.headers ?? {})).not.toContain(Object.keys(dialect.key(KEY))[0])
    })

    const transient: Partial<NotGenerated> = { error: 'transient', where: 'environment' }
    const faults: [string, (call: WireCall) => void, Partial<NotGenerated>][] = [
      [
        '429 with seconds',
        status(429, { 'retry-after': '7' }),
        { error: 'rate-limit', retryAfterSeconds: 7 },
      ],
      ['429 without', status(429), { error: 'rate-limit', retryAfterSeconds: null, unserved: false }],
      ['500', status(500), { ...transient, status: 500, unserved: false }],
      ['503 with seconds', status(503, { 'retry-after': '2' }), { ...transient, retryAfterSeconds: 2 }],
      ['529, overloaded', status(529, {}, { type: 'error' }), { ...transient, status: 529 }],
      ['408', status(408), { ...transient, status: 408 }],
      ['401', status(401), { error: 'permanent', where: 'environment', unserved: true }],
      ['404', status(404), { error: 'permanent', where: 'environment', unserved: true }],
      ['422', status(422), { error: 'permanent', where: 'model', unserved: false }],
      ['302', status(302, { location: 'http://127.0.0.1:1/' }), { error: 'permanent', where: 'environment' }],
      ['a full context', status(400, {}, dialect.overflow), { error: 'context-overflow', where: 'model' }],
      [
        'an error inside 200',
        status(200, {}, { error: { code: 502, message: 'no' } }),
        { ...transient, status: 502 },
      ],
      ['no JSON', ({ response }) => void response.end('<html>'), { error: 'permanent', where: 'model' }],
      ['JSON of another shape', status(200, {}, { a: 1 }), { error: 'permanent', where: 'model' }],
      ['an empty body', ({ response }) => void response.end(), { error: 'permanent', where: 'model' }],
      ['a reset connection', ({ response }) => void response.destroy(), transient],
      [
        'half a body',
        ({ response }) => {
          response.writeHead(200, { 'content-length': '1000' })
          response.write('{"choices":')
          setTimeout(() => response.destroy(), 5)
        },
        transient,
      ],
    ]
    it.each(faults)('takes %s for what it is', async (_, handle, want) => {
      expect((await against(handle)).result).toMatchObject({ ok: false, ...want })
    })

    it('reads a Retry-After that is a date', async () => {
      const at = new Date(Date.now() + 60_000).toUTCString()
      const { result } = await against(status(429, { 'retry-after': at }))
      if (result.ok) throw new Error('a failure was expected')
      expect(result.retryAfterSeconds).toBeGreaterThan(50)
      expect(result.retryAfterSeconds).toBeLessThanOrEqual(60)
      const { result: past } = await against(status(503, { 'retry-after': new Date(0).toUTCString() }))
      expect(past).toMatchObject({ retryAfterSeconds: 0 })
    })

    const endless = ({ response }: WireCall): void => {
      response.writeHead(200)
      const timer = setInterval(() => response.write(' '.repeat(1000)), 2)
      response.on('close', () => clearInterval(timer))
    }
    it('gives up a stream without end, by bytes and by time', async () => {
      expect((await against(endless, { answerBytes: 20_000 })).result).toMatchObject({
        error: 'permanent',
        where: 'model',
      })
      expect((await against(endless, { callSeconds: 0.2 })).result).toMatchObject(transient)
    })

    it('gives up a server that says nothing, and one that is aborted in the middle', async () => {
      expect((await against(() => undefined, { callSeconds: 0.2 })).result).toMatchObject(transient)
      const stop = new AbortController()
      await using server = await wireServer(() => stop.abort())
      await using provider = disposable(dialect.make(optionsOf(server.url)))
      expect(await provider.generate(callOf({ signal: stop.signal }))).toMatchObject({
        ok: false,
        error: 'aborted',
      })
    })

    it('takes nobody there, and nobody who can be trusted, for unserved', async () => {
      await using plain = await listening(createTcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')))
      await using without = await listening(createTlsServer({}))
      const addresses = [
        `https://127.0.0.1:${plain.port}/v1`,
        `https://127.0.0.1:${without.port}/v1`,
        'http://127.0.0.1:9/v1',
      ]
      for (const address of addresses) {
        await using provider = disposable(dialect.make(optionsOf(address)))
        expect(await provider.generate(callOf())).toMatchObject({ ...transient, unserved: true })
      }
    })

    it('hands back no key, however a server spells it', async () => {
      const escaped = [...KEY].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
      const base64 = Buffer.from(KEY).toString('base64')
      const echoes: ((call: WireCall) => void)[] = [
        ({ response }) => sendJson(response, dialect.say({ ...GOOD, text: KEY, model: KEY })),
        ({ response }) =>
          response.end(JSON.stringify(dialect.say({ ...GOOD, text: 'K' })).replace('"K"', `"${escaped}"`)),
        status(
          401,
          { 'www-authenticate': KEY, 'x-key': KEY },
          { error: { message: `wrong key ${KEY}, ${base64}` } },
        ),
        status(500, { 'retry-after': KEY }, { error: KEY.repeat(100) }),
        ({ response }) => response.writeHead(400).end(`"${escaped}"`),
        ({ response }) => response.end(`<html>${encodeURIComponent(KEY)}`),
      ]
      for (const echo of echoes) {
        const { result } = await against(echo)
        const text = JSON.stringify(result)
        expect(text).toContain('[key]')
        expect(text).not.toContain(KEY)
        expect(text).not.toContain(base64)
        expect(text).not.toContain('secret')
      }
    })
  })
}

function disposable(provider: Provider): Provider & AsyncDisposable {
  return { ...provider, [Symbol.asyncDispose]: () => provider.close() }
}

async function listening(server: Server) {
  const sockets: Socket[] = []
  server.on('connection', (socket) => sockets.push(socket.on('error', () => undefined)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
