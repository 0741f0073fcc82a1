/**
 * A provider package of the AI SDK that is not ours (npm: @ai-sdk/openai-compatible, pinned) behind `--provider ai-sdk`,
 * before a local server: the suite that every provider passes.
 */
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { aiSdk } from '../../src/evaluation/providers/ai-sdk.ts'
import { openAiChatDialect } from '../../src/evaluation/providers/openai-chat.fixture.ts'
import { acceptProvider } from '../../src/evaluation/providers/provider-acceptance.ts'
import { sendJson, wireServer } from '../../src/evaluation/providers/wire-server.fixture.ts'
import { installed } from '../fixture/installed.ts'

const folder = await installed('@ai-sdk/openai-compatible@2.0.92')
let number = 0

acceptProvider({
  name: '@ai-sdk/openai-compatible',
  tells: ['in', 'out', 'cacheRead', 'reasoning'],
  carries: ['prompts', 'tools', 'images', 'reasoning', 'filters', 'settings'],
  async open(replies) {
    const server = await wireServer(({ response, number: at }) => {
      const reply = replies[Math.min(at, replies.length) - 1]
      if (reply !== undefined) sendJson(response, openAiChatDialect.say(reply))
    })
    const file = path.join(folder, `model-${process.pid}-${number++}.mjs`)
    await writeFile(
      file,
      `import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
export default createOpenAICompatible({ name: 'local', baseURL: '${server.url}' })('m')
`,
    )
    const provider = await aiSdk({ file, exported: 'default', callSeconds: 20, apiKey: undefined })
    return {
      provider,
      asked: () => openAiChatDialect.asked(server.seen.at(-1)?.body),
      async [Symbol.asyncDispose]() {
        await provider.close()
        await server[Symbol.asyncDispose]()
        await rm(file)
      },
    }
  },
})
