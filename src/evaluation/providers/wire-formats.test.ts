import { anthropicMessagesDialect } from './anthropic-messages.fixture.ts'
import { googleGenerateContentDialect } from './google-generate-content.fixture.ts'
import { acceptHttp, subjectOf } from './http-acceptance.ts'
import { openAiChatDialect } from './openai-chat.fixture.ts'
import { openAiResponsesDialect } from './openai-responses.fixture.ts'
import { acceptProvider } from './provider-acceptance.ts'

for (const dialect of [
  openAiChatDialect,
  openAiResponsesDialect,
  anthropicMessagesDialect,
  googleGenerateContentDialect,
]) {
  acceptProvider(subjectOf(dialect))
  acceptHttp(dialect)
}
