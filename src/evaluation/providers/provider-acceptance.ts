/** What every provider does, whatever it is made of: one suite, run on each. */
import { describe, expect, it } from 'vitest'
import type { StopReason } from '../answer-line.ts'
import type { Message, Provider, ProviderCall, Tool, Usage } from './provider.ts'
import { callOf, NO_CONFIG } from './wire-server.fixture.ts'

/** What the model says, before any format. */
export type Reply = {
  text?: string | undefined
  calls?: readonly { id: string; name: string; input: { [key: string]: unknown } }[]
  reasoning?: string | undefined
  refusal?: string
  stop: Exclude<StopReason, 'unknown' | 'model_length'>
  usage?: Partial<Usage>
  model?: string
}

/** What reached the model, read back from the format. */
export type Asked = {
  system: string
  turns: readonly Turn[]
  tools: readonly Tool[]
  settings: Partial<{ temperature: number; topP: number; maxTokens: number; stop: string[] }>
}
export type Turn = {
  role: 'user' | 'assistant' | 'tool'
  text: string
  images?: readonly { mediaType: string; base64: string }[]
  calls?: readonly { name: string; input: unknown }[]
}

export type Subject = {
  name: string
  /** A provider behind which a model says this, once for each call. */
  open(replies: readonly Reply[]): Promise<Opened>
  /** The parts of the usage that it can tell. */
  tells: readonly (keyof Usage)[]
  /** What it can carry besides words. */
  carries: readonly ('prompts' | 'tools' | 'images' | 'reasoning' | 'refusals' | 'filters' | 'settings')[]
}
export type Opened = AsyncDisposable & {
  provider: Provider
  /** What reached the model with the last call; absent where nothing is asked of one. */
  asked?: () => Asked
}

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const WEATHER: Tool = {
  name: 'weather',
  description: 'Weather of a town.',
  parameters: { type: 'object', properties: { town: { type: 'string' } }, required: ['town'] },
}

export function acceptProvider(subject: Subject): void {
  const { carries } = subject
  /** The answer to one call, and what was asked. */
  const once = async (reply: Reply, over: Partial<ProviderCall> = {}) => {
    await using opened = await subject.open([reply])
    const result = await opened.provider.generate(callOf(over))
    if (!result.ok) throw new Error(`${subject.name}: ${result.detail}`)
    return { result, asked: opened.asked?.() }
  }

  describe(`${subject.name} as a provider`, () => {
    it('gives the words, why it stopped, and the model that answered', async () => {
      const { result, asked } = await once({ text: 'It is 4. ✓', stop: 'stop', model: 'm-2026-01' })
      expect(result).toMatchObject({
        message: 'It is 4. ✓',
        stopReason: 'stop',
        refused: false,
        toolCalls: [],
        reasoning: [],
        modelReported: 'm-2026-01',
      })
      expect(result.stopRaw).toEqual(expect.any(String))
      if (carries.includes('prompts')) expect(asked?.turns).toEqual([{ role: 'user', text: '2 + 2 = ?' }])
    })

    if (carries.includes('prompts'))
      it('puts the system prompt first, and keeps the turns in their order', async () => {
        const messages: Message[] = [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'one' },
          { role: 'assistant', content: 'two' },
          { role: 'user', content: 'three' },
        ]
        const { asked } = await once({ text: 'four', stop: 'stop' }, { messages })
        expect(asked?.system).toBe('Be brief.')
        expect(asked?.turns).toEqual([
          { role: 'user', text: 'one' },
          { role: 'assistant', text: 'two' },
          { role: 'user', text: 'three' },
        ])
      })

    it('says of every kind of token what it knows, and null of the others', async () => {
      const usage: Usage = { in: 100, out: 40, cacheRead: 60, cacheWrite: 7, reasoning: 30 }
      const { result } = await once({ text: '4', stop: 'stop', usage })
      const unknown = { in: null, out: null, cacheRead: null, cacheWrite: null, reasoning: null }
      const told = Object.fromEntries(subject.tells.map((kind) => [kind, usage[kind]]))
      expect(result.usage).toEqual({ ...unknown, ...told })
      expect((await once({ text: '4', stop: 'stop' })).result.usage).toEqual(unknown)
    })

    it('says when a limit of tokens ended the answer', async () => {
      const { result } = await once({ text: 'It is', stop: 'max_tokens' })
      expect(result).toMatchObject({ message: 'It is', stopReason: 'max_tokens', refused: false })
    })

    if (carries.includes('filters'))
      it('marks what a filter cut, and takes it for an answer', async () => {
        const { result } = await once({ text: '', stop: 'content_filter' })
        expect(result).toMatchObject({ ok: true, message: '', stopReason: 'content_filter' })
      })

    if (carries.includes('refusals'))
      it('marks a refusal, and keeps its words', async () => {
        const { result } = await once({ refusal: 'I will not.', stop: 'stop' })
        expect(result).toMatchObject({ message: 'I will not.', refused: true })
      })

    if (carries.includes('reasoning'))
      it('keeps thoughts apart from the answer', async () => {
        const { result } = await once({ reasoning: 'Two and two.', text: '4', stop: 'stop' })
        expect(result.message).toBe('4')
        expect(result.reasoning.map(({ text }) => text)).toEqual(['Two and two.'])
      })

    if (carries.includes('settings'))
      it('sends the settings of the plan, and none that is not set', async () => {
        const config = { ...NO_CONFIG, temperature: 0.5, topP: 0.9, maxTokens: 77 }
        const { asked } = await once({ text: '4', stop: 'stop' }, { config })
        expect(asked?.settings).toMatchObject({ temperature: 0.5, topP: 0.9, maxTokens: 77 })
        const { asked: unset } = await once({ text: '4', stop: 'stop' })
        expect(unset?.settings).not.toHaveProperty('temperature')
        expect(unset?.settings).not.toHaveProperty('topP')
      })

    if (carries.includes('images'))
      it('hands on an image', async () => {
        const messages: Message[] = [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is this?' },
              { type: 'image', mediaType: 'image/png', base64: PIXEL },
            ],
          },
        ]
        const { asked } = await once({ text: 'A pixel.', stop: 'stop' }, { messages })
        expect(asked?.turns).toEqual([
          { role: 'user', text: 'What is this?', images: [{ mediaType: 'image/png', base64: PIXEL }] },
        ])
      })

    if (carries.includes('tools'))
      it('offers tools, gives calls, and hands back calls and results', async () => {
        await using opened = await subject.open([
          {
            text: 'I look.',
            reasoning: carries.includes('reasoning') ? 'Look at both.' : undefined,
            calls: [
              { id: 'c1', name: 'weather', input: { town: 'Oslo' } },
              { id: 'c2', name: 'weather', input: { town: 'Kyōto' } },
            ],
            stop: 'tool_calls',
          },
          { text: 'Rain in both.', stop: 'stop' },
        ])
        const first = callOf({ tools: [WEATHER], toolChoice: 'auto' })
        const called = await opened.provider.generate(first)
        if (!called.ok) throw new Error(called.detail)
        expect(called).toMatchObject({ message: 'I look.', stopReason: 'tool_calls' })
        expect(called.toolCalls.map(({ name, arguments: text }) => [name, JSON.parse(text)])).toEqual([
          ['weather', { town: 'Oslo' }],
          ['weather', { town: 'Kyōto' }],
        ])
        expect(new Set(called.toolCalls.map(({ id }) => id)).size).toBe(2)
        expect(opened.asked?.().tools).toEqual([WEATHER])
        const { message: content, toolCalls, reasoning } = called
        const messages: Message[] = [
          ...first.messages,
          { role: 'assistant', content, toolCalls, reasoning },
          ...toolCalls.map(({ id, name }): Message => ({ role: 'tool', callId: id, name, content: 'rain' })),
        ]
        const last = await opened.provider.generate(callOf({ messages, tools: [WEATHER] }))
        expect(last).toMatchObject({ ok: true, message: 'Rain in both.' })
        expect(opened.asked?.().turns).toEqual([
          { role: 'user', text: '2 + 2 = ?' },
          {
            role: 'assistant',
            text: 'I look.',
            calls: [
              { name: 'weather', input: { town: 'Oslo' } },
              { name: 'weather', input: { town: 'Kyōto' } },
            ],
          },
          { role: 'tool', text: 'rain' },
          { role: 'tool', text: 'rain' },
        ])
      })

    it('gives nothing once it is aborted', async () => {
      await using opened = await subject.open([{ text: '4', stop: 'stop' }])
      const result = await opened.provider.generate(callOf({ signal: AbortSignal.abort() }))
      expect(result).toMatchObject({ ok: false, error: 'aborted' })
    })
  })
}
