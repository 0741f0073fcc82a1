import { hash } from 'node:crypto'
import { promptHash } from '../statement/index.ts'
import type { JsonValue } from '../statement/index.ts'
import type { Message, Tool } from './providers/provider.ts'

/**
 * Hex SHA-256 of exactly what is asked: {messages: [{role, content}], tools} in canonical JSON. An image stands there as the
 * digest of its bytes; calls of tools and their results stand in the content of their message.
 */
export function hashPrompt(messages: readonly Message[], tools: readonly Tool[] = []): string {
  return promptHash(
    {
      messages: messages.map((message) => ({ role: message.role, content: contentOf(message) })),
      tools: tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
    },
    sha256,
  )
}

function contentOf(message: Message): JsonValue {
  if (message.role === 'tool') {
    const { callId, name, content, failed = false } = message
    return { callId, name, content, failed }
  }
  if (message.role === 'assistant') {
    const { content, toolCalls = [] } = message
    if (toolCalls.length === 0) return content
    return {
      content,
      toolCalls: toolCalls.map(({ id, name, arguments: text }) => ({ id, name, arguments: text })),
    }
  }
  if (typeof message.content === 'string') return message.content
  return message.content.map((part) =>
    part.type === 'text'
      ? { type: 'text', text: part.text }
      : {
          type: 'image',
          mediaType: part.mediaType,
          sha256: hash('sha256', Buffer.from(part.base64, 'base64'), 'hex'),
        },
  )
}

function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}
