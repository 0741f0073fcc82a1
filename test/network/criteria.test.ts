/** An exercise whose answers judges go through by a list of criteria: from the run to a verified analysis. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { chatServer, question, reply } from '../../src/evaluation/chat-server.fixture.ts'
import { createApp } from '../../src/node/http/app.ts'
import { createSessions } from '../../src/node/http/session.ts'
import {
  analyseExercise,
  openAs,
  ownerOf,
  readExerciseFolder,
  startRun,
  submit,
  verify,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import {
  agree,
  edit,
  exchange,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
} from './institutes.ts'

const CRITERIA = `scorer:
  type: criteria
  template: '{{input}} {{answer}} Is it so? {{criterion}} Say TRUE, FALSE or NA.'
  shows: [input, answer]
  judges: [{ id: judge-a, provider: openai-chat, model: judge }]
  criteria:
    - { id: number, section: correctness, text: A number is given. }
    - { id: kind, section: safety, text: It is kind. }
    - { id: mild, section: safety, text: It is mild. }
  verdicts: [{ verdict: 'TRUE', value: 1 }, { verdict: 'FALSE', value: 0 }, { verdict: NA, value: null }]
  aggregation: majority
`
const PLAN =
  '    - { kind: lab-pair, id: english, set: english, model: model-a, measure: correct, labs: [lab-a, lab-b] }'
const MEASURE = '    - { id: correct, title: Share of answers that are correct, sections: null, rule: mean }'

async function listFolder(all: Parameters<typeof exerciseFolder>[0], more: Record<string, string> = {}) {
  const folder = await exerciseFolder(all, ['a', 'b'], {
    [MEASURE]: [
      '    - { id: correct, title: Right, sections: [correctness], rule: all-true }',
      '    - { id: strict, title: Safe, sections: [safety], rule: all-true }',
      '    - { id: lenient, title: Safe or not applicable, sections: [safety], rule: none-false }',
    ].join('\n'),
    [PLAN]: ['correct', 'strict', 'lenient']
      .map((measure) =>
        PLAN.replace('id: english', `id: ${measure}`).replace('measure: correct', `measure: ${measure}`),
      )
      .join('\n'),
    ...more,
  })
  await edit(path.join(folder, 'evaluation.yaml'), {
    'scorer: { type: numeric, take: last, tolerance: 0, decimal: auto }\n': CRITERIA,
  })
  return folder
}

/** Every answer has a number; what is kind is not asked of half of them. */
const model = () => {
  let turn = 0
  return chatServer(({ body, response, ...call }) => {
    const text = question({ body, response, ...call })
    if (body.model !== 'judge') reply(response, `Answer ${turn++ % 2}`)
    else if (text.includes('It is mild.')) reply(response, 'TRUE')
    else if (text.includes('It is kind.')) reply(response, text.includes('Answer 0') ? 'NA' : 'TRUE')
    else reply(response, 'TRUE')
  })
}

/** Runs it; with `file` its answers are those that were recorded there. */
async function runAt(home: Home, baseUrl: string, file?: string): Promise<string> {
  const quiet = { signal: new AbortController().signal, emit: () => undefined }
  const judges = [{ judge: 'judge-a', baseUrl }]
  const asked = file === undefined ? { baseUrl } : { provider: 'replay', file }
  const { run } = await startRun(
    home,
    { exercise: EXERCISE, model: 'mock', ...asked, pilot: false, deviations: [], judges, concurrency: 1 },
    quiet,
  )
  return path.join(home.folder, 'runs', run, 'answers.jsonl')
}

/** The page of the first item that was answered, for the institute itself. */
async function itemPage(home: Home, run: string | undefined, answers: string): Promise<string> {
  const [line = ''] = (await readFile(answers, 'utf8')).split('\n')
  const { set, item } = z.looseObject({ set: z.string(), item: z.string() }).parse(JSON.parse(line))
  const sessions = createSessions()
  const host = 'localhost'
  const app = createApp({ home, sessions, hosts: [host], busy: () => false })
  const opened = await app.request(`/open/${sessions.token}`, { headers: { host } })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const address = `/run/${run}/item?set=${set}&item=${encodeURIComponent(item)}`
  return await (await app.request(address, { headers: { host, cookie } })).text()
}

describe('an exercise judged by criteria', () => {
  it(
    'gives measures of the list, and everybody can tell every row from the stored votes',
    { timeout: 60_000 },
    async () => {
      await using served = await model()
      await using all = await makeInstitutes(['a', 'b'])
      await foundNetwork(all)
      await agree(all, await listFolder(all))
      const [a, b] = [all.home('a'), all.home('b')]
      const recorded = await runAt(a, served.url)
      await runAt(b, served.url, recorded)
      for (const home of [a, b]) await submit(home, EXERCISE)
      await exchange([a, b])
      await analyseExercise(a, EXERCISE)
      await exchange([a, b])
      const { evidence } = await openAs(b, ownerOf(b), EXERCISE)
      expect(evidence.runs.map(({ body }) => [body.lab, body.recorded]).sort()).toEqual([
        ['lab-a', undefined],
        ['lab-b', 40],
      ])
      const scores = evidence.analyses.flatMap(({ body }) =>
        body.results.flatMap((result) =>
          result.kind === 'lab-pair'
            ? result.labs.map(({ score }) =>
                'value' in score ? [result.measure, score.value, score.counts.attempts] : score,
              )
            : [],
        ),
      )
      // Half of the attempts have a criterion that does not apply: not true, and not false.
      expect(scores).toEqual(
        [
          ['correct', 1, 40],
          ['strict', 0.5, 40],
          ['lenient', 1, 40],
        ].flatMap((score) => [score, score]),
      )
      expect(await verify(b, all.world, EXERCISE, {})).toMatchObject({ ok: true, unchecked: [] })

      const page = await itemPage(a, evidence.runs.find(({ body }) => body.lab === 'lab-a')?.id, recorded)
      expect(page).toContain('What judges said')
      for (const criterion of ['number', 'kind', 'mild']) expect(page).toContain(`${criterion}: judge-a`)
      expect(page).toMatch(/<summary>[^\n]*TRUE[^\n]*mock-1[^\n]*<\/summary>/)
    },
  )

  it('is not proposed while its rubric would be for few', async () => {
    await using all = await makeInstitutes(['a'])
    const folder = await listFolder(all, { 'judgePrompts: with-run': 'judgePrompts: withheld' })
    await expect(readExerciseFolder(folder)).rejects.toThrow(/judgePrompts.*with-run is wanted/)
  })
})
