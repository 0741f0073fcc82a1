/**
 * The recorded solutions of GSM8K (1,319 items, four models), scored anew: the figures of the reference,
 * "evaluation-and-logs" §8.1, and every single verdict of the recording.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { score } from '../../src/evaluation/index.ts'
import { Scorer } from '../../src/statement/index.ts'

const FILE = path.resolve(
  import.meta.dirname,
  '../../../shared/data/logs/recorded/gsm8k/example_model_solutions.jsonl',
)
const Solution = z.object({ is_correct: z.boolean(), solution: z.string() })
const Line = z.object({
  ground_truth: z.string(),
  '6b_finetuning': Solution,
  '6b_verification': Solution,
  '175b_finetuning': Solution,
  '175b_verification': Solution,
})

/** The number after the last `A:` or `####`. */
const scorer = Scorer.parse({ type: 'regex', pattern: String.raw`(?:A:|####)([^\n]*)`, compare: 'number' })

describe('GSM8K recorded solutions', () => {
  it.each([
    ['6b_finetuning' as const, 286, 4],
    ['6b_verification' as const, 515, 1],
    ['175b_finetuning' as const, 458, 5],
    ['175b_verification' as const, 742, 1],
  ])('%s: %i correct, %i without an answer line', async (model, correct, unparsed) => {
    const lines = (await readFile(FILE, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)))
    expect(lines).toHaveLength(1319)
    const found = { correct: 0, unparsed: 0, differs: 0 }
    for (const line of lines) {
      const gold = /A:\s*(.*)$/.exec(line.ground_truth)?.[1] ?? ''
      const { solution, is_correct } = line[model]
      const scored = score(scorer, { target: [gold], choices: [], completion: solution })
      const right = scored.outcome === 'scored' && scored.value === 1
      if (right) found.correct++
      if (scored.outcome === 'unscored' && scored.reason === 'unparsed') found.unparsed++
      if (right !== is_correct) found.differs++
    }
    expect(found).toEqual({ correct, unparsed, differs: 0 })
  })
})
