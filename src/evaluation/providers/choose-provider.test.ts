import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashPrompt } from '../hash-prompt.ts'
import { chooseProvider } from './choose-provider.ts'
import { openProvider } from './open-provider.ts'
import { keyFromEnvironment } from './provider-key.ts'
import { ProviderPlan } from './provider-plan.ts'

const model = 'm'

describe('the provider of a plan', () => {
  it.each([
    [
      { model, baseUrl: 'http://h/v1' },
      { kind: 'openai-chat', model, baseUrl: 'http://h/v1' },
    ],
    [
      { model, provider: 'anthropic-messages' },
      { kind: 'anthropic-messages', model, baseUrl: 'https://api.anthropic.com' },
    ],
    [
      { model, provider: 'program', command: ['a', 'b c'] },
      { kind: 'program', model, command: ['a', 'b c'] },
    ],
  ])('follows from what is asked for: %j', async (choice, want) => {
    expect(await chooseProvider(choice)).toEqual(want)
  })

  it.each([
    [{ model }, '--provider openai-chat needs --base-url; give it.'],
    [{ model, provider: 'gguf' }, '--provider gguf needs --file; give it.'],
    [{ model, provider: 'replay', file: '/no/such' }, 'The file /no/such cannot be read; check its name.'],
    [
      { model, provider: 'program', command: ['a'], baseUrl: 'http://h' },
      '--provider program does not take --base-url; leave it out.',
    ],
    [{ model, provider: 'telepathy' }, /there is no such kind; choose one of openai-chat, /],
  ])('is refused for %j', async (choice, want) => {
    await expect(chooseProvider(choice)).rejects.toThrow(want)
  })

  it('holds the digest of its file, and is not opened once that has changed', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'concord-choose-'))
    const file = path.join(folder, 'answers.jsonl')
    await writeFile(file, '{"item":"q1","message":"4"}\n')
    const plan = ProviderPlan.parse(await chooseProvider({ model, provider: 'replay', file }))
    const options = { apiKey: undefined, connections: 1 }
    await (await openProvider(plan, options)).close()
    await writeFile(file, '{"item":"q1","message":"5"}\n')
    await expect(openProvider(plan, options)).rejects.toMatchObject({ code: 'conflict' })
    await rm(folder, { recursive: true })
  })

  it('keeps the plans of earlier versions as they are', () => {
    const stored = {
      kind: 'openai-chat',
      model,
      baseUrl: 'http://h/v1',
      callSeconds: 600,
      answerBytes: 10_485_760,
    }
    expect(ProviderPlan.parse(stored)).toEqual(stored)
  })

  it('refuses a key that no header may have', async () => {
    const plan = ProviderPlan.parse(await chooseProvider({ model, baseUrl: 'http://h/v1' }))
    await expect(openProvider(plan, { apiKey: 'a\nb', connections: 1 })).rejects.toMatchObject({
      code: 'usage',
    })
  })
})

describe('the key of the environment', () => {
  const env = { ANTHROPIC_API_KEY: 'usual', GEMINI_API_KEY: ' ', GOOGLE_API_KEY: 'google' }

  it('is sent under its usual name to its provider alone', () => {
    expect(keyFromEnvironment('https://api.anthropic.com', env)).toBe('usual')
    expect(keyFromEnvironment('https://generativelanguage.googleapis.com', env)).toBe('google')
    expect(keyFromEnvironment('http://api.anthropic.com', env)).toBeUndefined()
    expect(keyFromEnvironment('https://api.anthropic.com.example.org', env)).toBeUndefined()
    expect(keyFromEnvironment('https://api.openai.com/v1', env)).toBeUndefined()
    expect(keyFromEnvironment('http://127.0.0.1:8000/v1', env)).toBeUndefined()
  })

  it('is CONCORD_API_KEY before any other, for any address', () => {
    const own = { ...env, CONCORD_API_KEY: 'own' }
    expect(keyFromEnvironment('https://api.anthropic.com', own)).toBe('own')
    expect(keyFromEnvironment('http://127.0.0.1:8000/v1', own)).toBe('own')
  })
})

describe('the hash of a prompt', () => {
  it('knows an image by its bytes, and calls of tools', () => {
    const image = (base64: string) =>
      hashPrompt([{ role: 'user', content: [{ type: 'image', mediaType: 'image/png', base64 }] }])
    expect(image('AA==')).toBe(image('AA'))
    expect(image('AA==')).not.toBe(image('AQ=='))
    const called = (text: string) =>
      hashPrompt([{ role: 'assistant', content: '', toolCalls: [{ id: 'c', name: 't', arguments: text }] }])
    expect(called('{"a":1}')).not.toBe(called('{"a":2}'))
  })
})
