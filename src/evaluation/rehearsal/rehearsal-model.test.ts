import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Item, readOutcomeTable, rowsOf } from '../../statement/index.ts'
import { planOf, runEffects } from '../chat-server.fixture.ts'
import { runEvaluation } from '../run-evaluation.ts'
import { score } from '../scorers/score.ts'
import { REHEARSAL_MODEL, startRehearsalModel } from './rehearsal-model.ts'
import { isRight, languageOf, questionLogit } from './simulated-ability.ts'
import { simulatedAnswer } from './simulated-answer.ts'
import type { SimulatedRequest } from './simulated-answer.ts'

const STEPS = 'Work step by step, then give the answer.'
const questions = (n: number, of = ''): string[] =>
  Array.from({ length: n }, (_, i) => `How many apples are in basket ${of}${i}?`)

const request = (
  over: Partial<SimulatedRequest> & { system?: string; question?: string } = {},
): SimulatedRequest => ({
  messages: [
    { role: 'system', content: over.system ?? STEPS },
    { role: 'user', content: over.question ?? 'How many?' },
  ],
  seed: 1,
  temperature: 0.7,
  maxTokens: null,
  ...over,
})

/** Mean score of one server over the questions, three attempts each. */
function meanScore(seed: string, of: readonly string[], stepByStep: boolean): number {
  let right = 0
  for (const question of of) {
    const logit = questionLogit(seed, question)
    for (const draw of ['1', '2', '3']) if (isRight(seed, question, logit, { stepByStep, draw })) right++
  }
  return right / (3 * of.length)
}

describe('the simulated model', () => {
  it('gives the same answer to the same request, and its own to each seed', () => {
    const key = { input: 'How many?', target: ['42'] }
    const said = (seed: string, over: Partial<SimulatedRequest> = {}) =>
      simulatedAnswer(seed, request(over), key).text
    expect(said('a')).toBe(said('a'))
    const texts = (seed: string) => Array.from({ length: 40 }, (_, i) => said(seed, { seed: i }))
    expect(texts('a')).not.toEqual(texts('b'))
    const greedy = Array.from({ length: 40 }, (_, i) => said('a', { seed: i, temperature: 0 }))
    expect(new Set(greedy).size).toBe(1)
  })

  it('answers in the language of the question, and wrong answers are numbers too', () => {
    const scorer = { type: 'numeric', take: 'last', tolerance: 0, decimal: 'auto' } as const
    let wrong = 0
    for (const [question, words] of [
      ['How many buns are left?', 'Answer: '],
      ['Combien de petits pains reste-t-il ?', 'Réponse : '],
      ['パンは何個ですか。', '答え：'],
      ['Je, anapeleka skonzi ngapi?', 'Jibu: '],
    ] as const) {
      for (const target of ['64', '7', '2.5', '0', '1200'])
        for (let seed = 0; seed < 30; seed++) {
          const { text } = simulatedAnswer('s', request({ question, seed }), {
            input: question,
            target: [target],
          })
          expect(text).toContain(words)
          const scored = score(scorer, { completion: text, target: [target], choices: [] })
          expect(scored.outcome).toBe('scored')
          if (scored.outcome === 'scored' && scored.value === 0) wrong++
        }
    }
    expect(wrong).toBeGreaterThan(20)
  })

  it('tells languages apart', () => {
    expect(
      [
        'How many litres does a full tank hold?',
        'Combien coûte le billet ?',
        '何人いますか。',
        'Je, ni ngapi?',
      ].map(languageOf),
    ).toEqual(['en', 'fr', 'ja', 'sw'])
  })

  it('loses at least 25 points without being asked to work step by step, on 20 of 20 seeds', () => {
    const drops = Array.from({ length: 20 }, (_, k) => {
      const of = questions(120, `${k}-`)
      return meanScore(`seed ${k}`, of, true) - meanScore(`seed ${k}`, of, false)
    })
    expect(Math.min(...drops)).toBeGreaterThanOrEqual(0.25)
  })

  it('scores about .65 on average, and servers differ little', () => {
    const of = questions(4000)
    const means = ['a', 'b', 'c'].map((seed) => meanScore(seed, of, true))
    for (const mean of means) expect(Math.abs(mean - 0.647)).toBeLessThan(0.02)
  })

  it('looks at the words of the request alone', () => {
    const key = { input: 'How many?', target: ['42'] }
    const right = (system: string) =>
      Array.from({ length: 200 }, (_, seed) =>
        simulatedAnswer('s', request({ system, seed }), key).text.endsWith(' 42'),
      ).filter(Boolean).length
    expect(right('Think STEP BY STEP.')).toBe(right(STEPS))
    expect(right('Answer at once.')).toBeLessThan(right(STEPS))
  })

  it('stops at the tokens it may write', () => {
    const { text, finishReason, usage } = simulatedAnswer('s', request({ maxTokens: 2 }), {
      input: 'How many?',
      target: ['42'],
    })
    expect([text.length, finishReason, usage.out]).toEqual([8, 'length', 2])
  })
})

describe('over HTTP', () => {
  const post = async (url: string, body: string) => {
    const response = await fetch(`${url}/chat/completions`, { method: 'POST', body })
    return {
      status: response.status,
      simulated: response.headers.get('x-concord-simulated'),
      body: z.record(z.string(), z.unknown()).parse(await response.json()),
    }
  }

  it('is run like any other model, and says that it is simulated', async () => {
    const items = questions(20).map((input, i) => ({
      set: 'english',
      language: 'en',
      item: Item.parse({
        id: `q${i}`,
        split: 'evaluation',
        input,
        target: [String(i)],
        itemKey: null,
        refKey: null,
      }),
    }))
    const keys = items.slice(1).map(({ item }) => ({ input: item.input ?? '', target: item.target }))
    const model = await startRehearsalModel({ port: 0, seed: 5, items: keys })
    try {
      await using run = await runEffects()
      const result = await runEvaluation(
        planOf(model.url, { items, template: 'Question: {{input}}\nGive a number.', systemPrompt: STEPS }),
        run.effects,
      )
      expect(result).toMatchObject({
        status: 'finished',
        modelReported: [REHEARSAL_MODEL],
        counts: { scored: 38, unscored: 2 },
      })
      const rows = [
        ...rowsOf(await readOutcomeTable(await readFile(path.join(run.effects.folder, 'outcomes.parquet')))),
      ]
      expect(rows.filter(({ item }) => item === 'q0').map(({ reason }) => reason)).toEqual([
        'unparsed',
        'unparsed',
      ])
      const answer = await post(
        model.url,
        JSON.stringify({ model: 'x', messages: [{ role: 'user', content: 'Hm?' }] }),
      )
      expect(answer).toMatchObject({
        status: 200,
        simulated: 'true',
        body: { simulated: true, model: REHEARSAL_MODEL },
      })
      expect(await (await fetch(`${model.url}/models`)).json()).toMatchObject({
        data: [{ id: REHEARSAL_MODEL, simulated: true }],
      })
    } finally {
      await model.close()
    }
  })

  it('refuses what is no request, and says when the port is taken', async () => {
    const model = await startRehearsalModel({ port: 0, seed: 5, items: [] })
    try {
      for (const body of ['', '{', '{}', '{"model":"x","messages":[]}', '[]'])
        expect((await post(model.url, body)).status).toBe(400)
      expect((await fetch(`${model.url}/none`)).status).toBe(404)
      const { port } = new URL(model.url)
      await expect(startRehearsalModel({ port: Number(port), seed: 5, items: [] })).rejects.toMatchObject({
        code: 'environment',
        message: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`),
      })
    } finally {
      await model.close()
    }
  })
})
