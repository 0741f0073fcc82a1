/**
 * The recorded solutions of GSM8K (1,319 items, four models), replayed as a run and scored again as `concord score`
 * does: the figures of the reference, "evaluation-and-logs" §8.1, and every single verdict of the recording.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { chooseProvider, runEvaluation } from '../../src/evaluation/index.ts'
import { scoreRunFolder } from '../../src/node/index.ts'
import { Item, readOutcomeTable, rowsOf } from '../../src/statement/index.ts'

const FILE = path.resolve(
  import.meta.dirname,
  '../../../shared/data/logs/recorded/gsm8k/example_model_solutions.jsonl',
)
const Solution = z.object({ is_correct: z.boolean(), solution: z.string() })
const Line = z.object({
  question: z.string(),
  ground_truth: z.string(),
  '6b_finetuning': Solution,
  '6b_verification': Solution,
  '175b_finetuning': Solution,
  '175b_verification': Solution,
})

/** The number after the last `A:` or `####`. */
const EVALUATION = String.raw`
name: gsm8k
version: 1
title: GSM8K, by its answer line
construct: Grade-school word problems.
template: '{{input}}'
scorer: { type: regex, pattern: '(?:A:|####)([^\n]*)', compare: number }
licence: MIT
authors: []
`

describe('GSM8K recorded solutions', () => {
  it.each([
    ['6b_finetuning' as const, 286, 4],
    ['6b_verification' as const, 515, 1],
    ['175b_finetuning' as const, 458, 5],
    ['175b_verification' as const, 742, 1],
  ])('%s: %i correct, %i without an answer line', { timeout: 60_000 }, async (model, correct, unparsed) => {
    const lines = (await readFile(FILE, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)))
    expect(lines).toHaveLength(1319)
    const place = await mkdtemp(path.join(tmpdir(), 'concord-gsm8k-'))
    try {
      const recorded = path.join(place, 'recorded.jsonl')
      await writeFile(
        recorded,
        lines.map((line, at) => `${JSON.stringify({ item: `g${at}`, message: line[model].solution })}\n`),
      )
      const evaluation = path.join(place, 'evaluation.yaml')
      await writeFile(evaluation, EVALUATION)
      const folder = path.join(place, 'run')
      await runEvaluation(
        {
          id: 'gsm8k',
          items: lines.map((line, at) => ({
            set: 'items',
            language: 'en',
            item: Item.parse({
              id: `g${at}`,
              split: 'evaluation',
              input: line.question,
              target: [/A:\s*(.*)$/.exec(line.ground_truth)?.[1] ?? ''],
              itemKey: null,
              refKey: null,
            }),
          })),
          template: '{{input}}',
          systemPrompt: null,
          generation: {
            temperature: null,
            topP: null,
            maxTokens: null,
            reasoningEffort: null,
            seed: null,
            stop: [],
          },
          scorer: { type: 'exact', ignoreCase: false, ignoreSpace: true },
          attempts: 1,
          retries: 0,
          limits: { timeSeconds: null, tokens: null, steps: null },
          provider: await chooseProvider({ provider: 'replay', model, file: recorded }),
        },
        {
          folder,
          signal: new AbortController().signal,
          emit() {},
          clock: () => Date.now(),
          random: () => 0.5,
        },
      )
      const scored = await scoreRunFolder(folder, evaluation)
      // As whole answers none equals the number.
      expect(scored.before).toMatchObject({ sum: 0, counts: { scored: 1319 } })
      expect(scored.after).toMatchObject({
        sum: correct,
        counts: { attempts: 1319, scored: 1319 - unparsed, unscored: unparsed },
      })
      expect(scored.changed).toHaveLength(correct + unparsed)
      const table = await readFile(path.join(scored.folder, 'outcomes.parquet'))
      const valueByItem = new Map(
        [...rowsOf(await readOutcomeTable(table))].map((row) => [row.item, row.value]),
      )
      const differs = lines.filter((line, at) => (valueByItem.get(`g${at}`) === 1) !== line[model].is_correct)
      expect(differs).toEqual([])
    } finally {
      await rm(place, { recursive: true, force: true })
    }
  })
})
