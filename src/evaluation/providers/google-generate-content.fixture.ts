import { z } from 'zod'
import { googleGenerateContent } from './google-generate-content.ts'
import type { Dialect } from './http-acceptance.ts'
import type { Reply, Turn } from './provider-acceptance.ts'

const Part = z.union([
  z.object({ text: z.string(), thoughtSignature: z.string().optional() }),
  z.object({ inlineData: z.object({ mimeType: z.string(), data: z.string() }) }),
  z.object({
    functionCall: z.object({ name: z.string(), args: z.json() }),
    thoughtSignature: z.string().optional(),
  }),
  z.object({ functionResponse: z.object({ name: z.string(), response: z.object({ result: z.string() }) }) }),
])
const Request = z.object({
  systemInstruction: z.object({ parts: z.array(z.object({ text: z.string() })) }).optional(),
  contents: z.array(z.object({ role: z.enum(['user', 'model']), parts: z.array(Part).min(1) })),
  tools: z
    .array(
      z.object({
        functionDeclarations: z.array(
          z.object({
            name: z.string(),
            description: z.string(),
            parametersJsonSchema: z.record(z.string(), z.json()),
          }),
        ),
      }),
    )
    .default([]),
  generationConfig: z.object({
    temperature: z.number().optional(),
    topP: z.number().optional(),
    maxOutputTokens: z.number().optional(),
  }),
})

export const googleGenerateContentDialect: Dialect = {
  name: 'google-generate-content',
  make: googleGenerateContent,
  say: sayContent,
  path: '/v1/models/m:generateContent',
  key: (apiKey) => ({ 'x-goog-api-key': apiKey }),
  overflow: {
    error: {
      code: 400,
      message: 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    },
  },
  tells: ['in', 'out', 'cacheRead', 'reasoning'],
  carries: ['prompts', 'tools', 'images', 'reasoning', 'filters', 'settings'],
  asked(body) {
    const { systemInstruction, contents, tools, generationConfig } = Request.parse(body)
    const { temperature, topP, maxOutputTokens } = generationConfig
    return {
      system: (systemInstruction?.parts ?? []).map(({ text }) => text).join(''),
      turns: contents.flatMap(({ role, parts }): Turn[] => {
        const results = parts.flatMap((part) =>
          'functionResponse' in part ? [part.functionResponse.response.result] : [],
        )
        if (results.length > 0) return results.map((text) => ({ role: 'tool', text }))
        const images = parts.flatMap((part) =>
          'inlineData' in part ? [{ mediaType: part.inlineData.mimeType, base64: part.inlineData.data }] : [],
        )
        const calls = parts.flatMap((part) =>
          'functionCall' in part ? [{ name: part.functionCall.name, input: part.functionCall.args }] : [],
        )
        return [
          {
            role: role === 'model' ? 'assistant' : 'user',
            text: parts.map((part) => ('text' in part ? part.text : '')).join(''),
            ...(images.length === 0 ? {} : { images }),
            ...(calls.length === 0 ? {} : { calls }),
          },
        ]
      }),
      tools: tools.flatMap(({ functionDeclarations }) =>
        functionDeclarations.map(({ name, description, parametersJsonSchema }) => ({
          name,
          description,
          parameters: parametersJsonSchema,
        })),
      ),
      settings: {
        ...(temperature === undefined ? {} : { temperature }),
        ...(topP === undefined ? {} : { topP }),
        ...(maxOutputTokens === undefined ? {} : { maxTokens: maxOutputTokens }),
      },
    }
  },
}

function sayContent({ text = '', calls = [], reasoning, stop, usage, model }: Reply): unknown {
  const finish = { stop: 'STOP', max_tokens: 'MAX_TOKENS', content_filter: 'SAFETY', tool_calls: 'STOP' }[
    stop
  ]
  return {
    ...(model === undefined ? {} : { modelVersion: model }),
    candidates: [
      {
        finishReason: finish,
        content: {
          role: 'model',
          parts: [
            ...(reasoning === undefined ? [] : [{ text: reasoning, thought: true }]),
            ...(text === ''
              ? []
              : [{ text, ...(reasoning === undefined ? {} : { thoughtSignature: 'opaque' }) }]),
            ...calls.map(({ name, input }) => ({
              functionCall: { name, args: input },
              thoughtSignature: 'kept',
            })),
          ],
        },
      },
    ],
    ...(usage === undefined
      ? {}
      : {
          usageMetadata: {
            promptTokenCount: usage.in,
            candidatesTokenCount: (usage.out ?? 0) - (usage.reasoning ?? 0),
            thoughtsTokenCount: usage.reasoning,
            cachedContentTokenCount: usage.cacheRead,
          },
        }),
  }
}
