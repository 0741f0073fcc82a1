/** What the guide on scorers says of its example. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseEvaluationFile } from '../src/exercise/index.ts'
import { concordHere } from './fixture/command-line-here.ts'

const EXAMPLES = path.resolve(import.meta.dirname, '../examples/scoring')
const file = (name: string): string => path.join(EXAMPLES, name)

const Scored = z.object({
  before: z.object({ sum: z.number() }),
  after: z.object({ sum: z.number() }),
  changed: z.array(z.object({ item: z.string(), after: z.object({ labels: z.array(z.string()) }) })),
})

describe('the guide on scorers', () => {
  it('says what the scorers of its example come to', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'concord-scorers-'))
    try {
      const replay = ['--provider', 'replay', '--file', file('answers.jsonl'), '--model', 'recorded']
      const items = ['--items', file('capitals.csv'), '--language', 'en', '--home', home]
      await concordHere(['run', 'start', file('capitals-exact.yaml'), ...items, ...replay])
      const score = async (name: string) => {
        const run = path.join(home, 'runs/capitals-exact-1')
        const { stdout } = await concordHere(['score', run, '--evaluation', file(name), '--json'])
        return Scored.parse(JSON.parse(stdout))
      }
      const includes = await score('capitals-includes.yaml')
      expect([includes.before.sum, includes.after.sum]).toEqual([0, 3])
      expect(includes.changed.find(({ item }) => item === 'c3')?.after.labels).toContain('refusal')
      expect((await score('capitals-f1.yaml')).after.sum).toBeCloseTo(1.9333, 4)
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  })

  it('has an evaluation with judges that can be used', async () => {
    const read = parseEvaluationFile(await readFile(file('capitals-judged.yaml'), 'utf8'))
    expect(read).toMatchObject({ ok: true, evaluation: { scorer: { type: 'judge' } } })
  })
})
