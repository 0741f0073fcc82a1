import { describe, expect, it } from 'vitest'
import { inEnglish } from '../../error.ts'
import { toHex } from '../../statement/index.ts'
import type { Analysis, JsonValue } from '../../statement/index.ts'
import { analyse } from '../analysis/analyse.ts'
import { analysisSeed } from '../analysis/seed.ts'
import { ref } from '../exercise.fixture.ts'
import { verifyAnalysis } from './analysis.ts'
import type { AnalysisEvidence } from './analysis.ts'
import { effects, evidenceOf, world } from './evidence.fixture.ts'
import type { World } from './evidence.fixture.ts'
import { verifyRun } from './run.ts'

const ITEMS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const LABS = ['ardal', 'brona', 'corvo']

/** Right and wrong answers, other ones in each lab. */
function worldOf(lab: number): World {
  return world(
    Object.fromEntries(
      ITEMS.map((id, k) => [
        id,
        [1, 2].map((attempt) =>
          (k + attempt) % 4 === 0 || (k + 1) * attempt < 2 * lab ? 'it is 0' : `it is ${k + 2}`,
        ),
      ]),
    ),
  )
}

const runs = LABS.map((lab, index) => evidenceOf(worldOf(index), lab))

/** The analysis of these runs, true to the last digit, with whatever was signed above them. */
async function evidenceOfAll(of = runs): Promise<AnalysisEvidence> {
  const [first] = of
  if (!first) throw new Error('there is a run')
  const tables = await Promise.all(of.map((run) => verifyRun(run, effects)))
  const outcome = analyse(
    {
      protocolId: first.protocol.id,
      protocol: first.protocol.body,
      amendmentIds: [],
      runs: of.map(({ run }, index) => {
        const table = tables[index]?.table
        if (!table) throw new Error('the table is read')
        return { ...run, table, tableDigest: run.body.table?.sha256 ?? null }
      }),
      sets: new Map([['english', { items: ITEMS, otherSplits: ['t'] }]]),
      computed: { by: 'ardal', at: '2026-11-25T00:00:00Z', engine: 'test' },
    },
    effects,
  )
  if (!outcome.ok) throw new Error(inEnglish(outcome.refusal.detail))
  return {
    analysis: { id: ref('5'), body: outcome.analysis, faults: [] },
    protocol: first.protocol,
    amendments: [],
    evaluation: first.evaluation,
    datasets: first.datasets,
    runs: of,
  }
}

async function findingsOf(evidence: AnalysisEvidence): Promise<string[]> {
  const { findings } = await verifyAnalysis(evidence, effects)
  return findings.map(({ what, where }) => `${what}: ${where}`)
}

async function withAnalysis(change: (body: Analysis) => void): Promise<string[]> {
  const evidence = await evidenceOfAll()
  const body = structuredClone(evidence.analysis.body)
  change(body)
  return findingsOf({ ...evidence, analysis: { ...evidence.analysis, body } })
}

/** Every number of a result with a way to change it. */
function numbersOf(value: JsonValue, where: string): string[] {
  if (typeof value === 'number') return [where]
  if (Array.isArray(value)) return value.flatMap((entry, index) => numbersOf(entry, `${where}.${index}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, entry]) => numbersOf(entry, `${where}.${key}`))
}

function changed(value: JsonValue, path: readonly string[]): JsonValue {
  const [key, ...rest] = path
  if (key === undefined) return typeof value === 'number' ? value + 0.001 : value
  if (Array.isArray(value)) return value.with(Number(key), changed(value[Number(key)] ?? null, rest))
  if (typeof value !== 'object' || value === null) return value
  return { ...value, [key]: changed(value[key] ?? null, rest) }
}

describe('verifyAnalysis', () => {
  it('finds nothing in a true analysis', async () => {
    expect(await verifyAnalysis(await evidenceOfAll(), effects)).toEqual({ findings: [], unchecked: [] })
  })

  it('finds every single number that was changed and signed again', async () => {
    const evidence = await evidenceOfAll()
    const results: JsonValue = JSON.parse(JSON.stringify(evidence.analysis.body.results))
    const paths = numbersOf(results, '').map((path) => path.slice(1).split('.'))
    expect(paths.length).toBeGreaterThan(60)
    for (const path of paths) {
      const falsified: Analysis['results'] = JSON.parse(JSON.stringify(changed(results, path)))
      const body = { ...evidence.analysis.body, results: falsified }
      const { findings } = await verifyAnalysis(
        { ...evidence, analysis: { ...evidence.analysis, body } },
        effects,
      )
      expect(findings.map(({ what }) => what)).toEqual(['number'])
      expect(findings[0]?.where.endsWith(path.at(-1) ?? '')).toBe(true)
    }
  })

  it('names the number by its place', async () => {
    expect(
      await withAnalysis(({ results }) => {
        const [joint] = results
        if (joint?.kind !== 'joint' || 'refused' in joint.figures) throw new Error('three labs have figures')
        joint.figures.mean += 1e-6
      }),
    ).toEqual(['number: analysis results.english.figures.mean'])
  })

  it('finds another seed, also where every number was computed with it', async () => {
    const other = analysisSeed(ref('1'), 'another', effects.sha256)
    expect(
      await withAnalysis((body) => {
        body.seed = other
      }),
    ).toEqual(expect.arrayContaining(['seed: analysis seed']))
  })

  it('finds a cell that its lab changed, digested and signed again, with the numbers made of it', async () => {
    const falsified = worldOf(1)
    const row = falsified.rows.find(({ value }) => value === 0)
    if (!row) throw new Error('some answer is wrong')
    row.value = 1
    const first = await evidenceOfAll(runs.with(1, evidenceOf(falsified, 'brona')))
    // Computed from the falsified table, the numbers agree with it: the answers tell.
    expect(await findingsOf(first)).toEqual([
      `cell: run brona model-a english ${row.item} attempt ${row.attempt} value`,
    ])
    // Computed from the true table, the numbers differ too.
    const { analysis } = await evidenceOfAll()
    const found = await findingsOf({ ...first, analysis })
    expect(found).toContain(`cell: run brona model-a english ${row.item} attempt ${row.attempt} value`)
    expect(found).toContain('number: analysis results.english.figures.mean')
  })

  it('finds a run that is not among the inputs, or not here', async () => {
    const evidence = await evidenceOfAll()
    expect(await findingsOf({ ...evidence, runs: runs.slice(1) })).toContain(
      'protocol: analysis inputs ardal model-a',
    )
  })

  it('finds another protocol, name and list of amendments', async () => {
    const found = await withAnalysis((body) => {
      body.protocol = ref('9')
      body.name = 'secondary'
      body.amendments = [ref('7')]
    })
    expect(found).toEqual(
      expect.arrayContaining([
        'protocol: analysis protocol',
        'protocol: analysis name',
        'protocol: analysis amendments',
        'seed: analysis seed',
      ]),
    )
  })

  it('names an item whose text was changed, and the digests above it', async () => {
    const evidence = await evidenceOfAll()
    const datasets = new Map(
      [...evidence.datasets].map(([id, entry]) => {
        const text = new TextDecoder().decode(entry.items ?? new Uint8Array())
        return [id, { ...entry, items: new TextEncoder().encode(text.replace('One and 3?', 'One and 4?')) }]
      }),
    )
    const found = await findingsOf({ ...evidence, datasets })
    expect(found).toEqual(
      expect.arrayContaining(['digest: dataset english items', 'item: dataset english item c itemKey']),
    )
    const digest = toHex(effects.sha256(datasets.get('english')?.items ?? new Uint8Array()))
    const { findings } = await verifyAnalysis({ ...evidence, datasets }, effects)
    expect(findings.find(({ what }) => what === 'digest')?.found).toBe(digest)
  })
})
