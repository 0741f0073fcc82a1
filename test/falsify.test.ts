/**
 * The rehearsal, with one thing in it falsified at a time: first as somebody does it who has no key, then as all five
 * institutes together could, who digest and sign everything above it again.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inEnglish } from '../src/error.ts'
import { analyseCollected, analysisSeed, collectRun, setItemsOf, verifyItems } from '../src/exercise/index.ts'
import {
  amend,
  checkForReport,
  createHome,
  exportEvidence,
  openAs,
  openExercise,
  openHome,
  ownerOf,
  receiveBundle,
  rehearse,
  reportInput,
  saidIn,
  systemWorld,
  verify,
} from '../src/node/index.ts'
import type { VerificationResult } from '../src/node/index.ts'
import { datasetsOf } from '../src/node/evidence.ts'
import { countedRuns } from '../src/node/exercise/counted-runs.ts'
import { buildReport, readReport, renderHtml, renderJson } from '../src/report/index.ts'
import {
  Analysis,
  datasetDigests,
  Item,
  itemKey,
  Json,
  readOutcomeTable,
  rowsOf,
  StatementId,
  writeCanonical,
  writeOutcomeTable,
} from '../src/statement/index.ts'
import type { OutcomeRow } from '../src/statement/index.ts'
import type { Bundle, KeySigner } from '../src/trust/index.ts'
import {
  blobRef,
  forge,
  objectAt,
  open,
  readStatements,
  rebuilt,
  sha256,
  signersIn,
  withBody,
} from './fixture/forger.ts'
import type { JsonObject, Opened } from './fixture/forger.ts'

const EXERCISE = 'word-problems-rehearsal'
const world = systemWorld()

let folder: string
let pinned: string
let bundle: Bundle
let signers: Map<string, KeySigner>
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'concord-falsify-'))
  const made = await rehearse(path.join(folder, 'rehearsal'), world, () => undefined)
  pinned = made.charter
  bundle = open(new Uint8Array(await readFile(made.bundle)))
  signers = await signersIn(path.join(folder, 'rehearsal'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function idOf(kind: string, is: (body: JsonObject) => boolean = () => true, of = bundle): string {
  const found = readStatements(of).find((one) => one.kind === kind && is(one.body))
  if (found === undefined) throw new Error(`no ${kind}`)
  return found.id
}

const runOf = (lab: string, of = bundle): string => idOf('run', (body) => body['lab'] === lab, of)

/** Verifies as a machine that never saw the network: the bundle and the charter id, nothing else. */
async function verified(bytes: Uint8Array): Promise<VerificationResult> {
  count += 1
  const file = path.join(folder, `${count}.concord`)
  await writeFile(file, bytes)
  return verify(null, world, file, { charter: pinned })
}

async function findings(bytes: Uint8Array): Promise<string[]> {
  const result = await verified(bytes)
  expect(result.ok).toBe(result.findings.length === 0)
  return result.findings.map(inEnglish)
}

/** Changes one row of a run's outcome table and states its digest and size. */
function changeRow(change: (row: OutcomeRow) => void, which: (row: OutcomeRow) => boolean) {
  return async ({ body, blobs }: Opened): Promise<void> => {
    const rows = [...rowsOf(await readOutcomeTable(blobs.get('outcomes.parquet') ?? new Uint8Array()))]
    const row = rows.find(which)
    if (row === undefined) throw new Error('no such row')
    change(row)
    const table = writeOutcomeTable(rows)
    blobs.set('outcomes.parquet', table)
    Object.assign(objectAt(body, 'table'), blobRef(table))
  }
}

const WRONG = (row: OutcomeRow): boolean => row.set === 'english' && row.value === 0

/** The item table of a dataset with one item changed, its keys computed again. */
function changeItem(change: (item: Item) => void) {
  return ({ body, blobs }: Opened): void => {
    const text = new TextDecoder().decode(blobs.get('items.jsonl'))
    const items = text
      .trimEnd()
      .split('\n')
      .map((line) => Item.parse(JSON.parse(line)))
    const item = items.find(({ split }) => split === 'evaluation')
    if (item === undefined) throw new Error('no item')
    change(item)
    item.itemKey = itemKey({ question: item.input ?? '' }, sha256)
    const lines = items.map((one) => `${new TextDecoder().decode(writeCanonical(one))}\n`)
    const blob = new TextEncoder().encode(lines.join(''))
    blobs.set('items.jsonl', blob)
    Object.assign(objectAt(body, 'items'), blobRef(blob))
    const keys = items.map((one) => ({ itemKey: one.itemKey ?? '', refKey: one.refKey ?? '' }))
    body['semantic'] = datasetDigests(keys, sha256)
  }
}

/** The analysis of what a bundle holds, computed anew, with another seed if one is given. */
async function recomputed(bytes: Uint8Array, seed?: string): Promise<Analysis> {
  count += 1
  const file = path.join(folder, `${count}.concord`)
  await writeFile(file, bytes)
  const who = { id: 'elsewhere', name: 'Elsewhere', origin: 'elsewhere.example/log/1' }
  await using home = await createHome(path.join(folder, `home-${count}`), who, world)
  await receiveBundle(home, file, StatementId.parse(pinned))
  const { evidence, state } = await openExercise(home, EXERCISE)
  const protocol = state.inForce
  const inForce = { protocolId: state.protocol.id, protocol, amendmentIds: [] }
  const sets = new Map(
    [...(await datasetsOf(evidence, protocol))].map(([set, { dataset, items }]) => [
      set,
      setItemsOf(verifyItems(dataset, items ?? new Uint8Array(), sha256).itemById, 'evaluation'),
    ]),
  )
  const runs = (await countedRuns(evidence, state)).map((run) => {
    const read = collectRun(run, inForce, sets)
    if (!read.ok) throw new Error(inEnglish(read.refusal.detail))
    return read.run
  })
  const computed = { by: 'institute-a', at: world.now(), engine: 'concord' }
  const made = analyseCollected(
    { ...inForce, runs, computed, ...(seed === undefined ? {} : { seed }) },
    { sha256 },
  )
  if (!made.ok) throw new Error(inEnglish(made.refusal.detail))
  return Analysis.parse(made.analysis)
}

/** A bundle in which the analysis is replaced, signed by those who had signed it. */
function withAnalysis(of: Bundle, analysis: Analysis): Promise<Uint8Array> {
  return forge(of, signers, {
    [idOf('analysis', undefined, of)]: (opened) => {
      opened.body = objectAt(Json.parse(analysis))
    },
  })
}

/** The mean of the joint analysis, raised a little. */
function raiseMean(body: JsonObject): void {
  const figures = objectAt(body, 'results', 0, 'figures')
  figures['mean'] = Number(figures['mean']) + 0.001
}

describe('the evidence of the rehearsal', () => {
  it('verifies on a machine that never saw the network', async () => {
    const result = await verified(rebuilt(bundle, {}))
    expect(result).toMatchObject({ ok: true, findings: [], checked: { runs: 5, analyses: 1 }, unchecked: [] })
    expect(result.checked.statements).toBe(bundle.statements.length)
  })

  it('is the same when nothing is changed and all is signed again', async () => {
    const again = await forge(bundle, signers, { [idOf('evaluation')]: () => undefined })
    expect(await findings(again)).toEqual([])
  })

  it('does not verify under another charter id, and wants one', async () => {
    const file = path.join(folder, 'evidence.concord')
    await writeFile(file, rebuilt(bundle, {}))
    const other = `sha256:${'0'.repeat(64)}`
    const result = await verify(null, world, file, { charter: other })
    expect(result.findings.map(inEnglish)).toEqual([
      expect.stringMatching(/^The first charter sha256:0+, which was pinned/),
    ])
    await expect(verify(null, world, file, {})).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('Give the id of the first charter of the network with --charter'),
    })
    await expect(verify(null, world, file, { charter: 'sha256:1' })).rejects.toMatchObject({ code: 'usage' })
  })

  it.each(['protocol', 'evaluation', 'model', 'dataset'])('is not verified without its %s', async (kind) => {
    const id = idOf(kind)
    const found = await verified(
      rebuilt(bundle, { statements: bundle.statements.filter((one) => one.id !== id) }),
    )
    expect(found.ok && found.unchecked.length === 0).toBe(false)
    expect([...found.findings.map(inEnglish), ...found.unchecked].join(' ')).toMatch(
      { protocol: id, evaluation: id, model: 'passport', dataset: 'items' }[kind] ?? '-',
    )
  })
})

describe('falsified without a key, it is found and named:', () => {
  it('a number', async () => {
    const id = idOf('analysis')
    expect(await findings(withBody(bundle, id, raiseMean))).toEqual([
      expect.stringContaining(`The body of statement ${id} is not the one that was signed`),
    ])
  })

  it('a seed', async () => {
    const id = idOf('analysis')
    const changed = withBody(bundle, id, (body) => {
      body['seed'] = '0'.repeat(64)
    })
    expect(await findings(changed)).toEqual([expect.stringContaining(`The body of statement ${id}`)])
  })

  it.each([
    ['a cell', 'outcomes.parquet', 'table'],
    ['a label', 'outcomes.parquet', 'table'],
    ['an answer', 'answers.jsonl', 'answers'],
  ])('%s', async (what, name, field) => {
    const id = runOf('institute-e')
    const body = readStatements(bundle).find((one) => one.id === id)?.body ?? {}
    const digest = String(objectAt(body, field)['sha256'])
    const blobs = new Map(bundle.blobs)
    const content = blobs.get(digest) ?? new Uint8Array()
    if (what === 'an answer') {
      blobs.set(digest, new TextEncoder().encode(new TextDecoder().decode(content).replace('"', "'")))
    } else {
      const opened: Opened = { body: { table: {} }, blobs: new Map([[name, content]]) }
      await changeRow((row) => {
        if (what === 'a cell') row.value = 1
        else row.labels = ['refusal']
      }, WRONG)(opened)
      blobs.set(digest, opened.blobs.get(name) ?? new Uint8Array())
    }
    const found = await verified(rebuilt(bundle, { blobs: [...blobs.values()] }))
    expect(found.ok).toBe(false)
    expect(found.findings.map(inEnglish).join('\n')).toMatch(
      new RegExp(
        `digest: the blob [0-9a-f]{64} belongs to no statement, and this is missing: run ${id} ${name}`,
      ),
    )
  })

  it('an item', async () => {
    const digest = String(objectAt(bodyOf(idOf('dataset', english)), 'items')['sha256'])
    const blobs = [...bundle.blobs].map(([hex, content]) =>
      hex === digest
        ? new TextEncoder().encode(new TextDecoder().decode(content).replace('How many', 'How few'))
        : content,
    )
    const found = await verified(rebuilt(bundle, { blobs }))
    expect(found.ok).toBe(false)
    expect(found.findings.map(inEnglish).join()).toContain(
      `this is missing: dataset ${idOf('dataset', english)} items.jsonl`,
    )
  })

  it('a signature, changed or taken away', async () => {
    const id = idOf('protocol')
    const change = (
      with_: (signatures: Bundle['statements'][number]['envelope']['signatures']) => typeof signatures,
    ) =>
      rebuilt(bundle, {
        statements: bundle.statements.map((one) =>
          one.id === id
            ? { ...one, envelope: { ...one.envelope, signatures: with_(one.envelope.signatures) } }
            : one,
        ),
      })
    const flipped = change((all) =>
      all.map((one, index) => (index === 2 ? { ...one, sig: one.sig.with(5, (one.sig[5] ?? 0) ^ 1) } : one)),
    )
    expect((await findings(flipped)).join()).toMatch(
      new RegExp(`Statement ${id} carries a signature of institute-. that does not hold`),
    )
    // The issuer's stays: who else must have signed the protocol is missed by name.
    const taken = await findings(change((all) => all.filter(({ keyid }) => keyid !== keyidOf('institute-c'))))
    expect(taken).toEqual([
      `signature: signature of institute-c under protocol ${id} is missing, expected there`,
    ])
  })
})

const english = (body: JsonObject): boolean => body['name'] === 'english'

function bodyOf(id: string): JsonObject {
  return readStatements(bundle).find((one) => one.id === id)?.body ?? {}
}

function keyidOf(member: string): string {
  const { members } = objectAt(Json.parse(JSON.parse(new TextDecoder().decode(bundle.charters[0]?.body))))
  const listed = Array.isArray(members) ? members.map((one) => objectAt(one)) : []
  const keys = listed.find(({ id }) => id === member)?.['keys']
  const key = Array.isArray(keys)
    ? keys.map((one) => objectAt(one)).find(({ role }) => role === 'statement')
    : {}
  return String(key?.['keyid'])
}

describe('falsified by all five together, who sign everything above it again, it is found and named:', () => {
  it('a number', async () => {
    const forged = await forge(bundle, signers, { [idOf('analysis')]: ({ body }) => raiseMean(body) })
    expect(await findings(forged)).toEqual([
      expect.stringMatching(/^number: analysis results\.english\.figures\.mean is 0\.\d+, expected 0\.\d+$/),
    ])
  })

  it('a cell, also where the analysis was computed again from it', async () => {
    const raise = changeRow((row) => {
      row.value = 1
    }, WRONG)
    const once = await forge(bundle, signers, { [runOf('institute-e')]: raise })
    const cell = expect.stringMatching(
      /^cell: run institute-e rehearsal-model english w\d+ attempt \d value is 1, expected 0$/,
    )
    const found = await findings(once)
    expect(found).toContainEqual(cell)
    expect(found.join('\n')).toMatch(/number: analysis results\.english/)
    const whole = await withAnalysis(open(once), await recomputed(once))
    expect(await findings(whole)).toEqual([cell])
  })

  it('a seed, also where the analysis was wholly computed with it', async () => {
    const expected = analysisSeed(idOf('protocol'), 'main', sha256)
    const seed = analysisSeed(idOf('protocol'), 'one that suits better', sha256)
    const named = `seed: analysis seed is ${seed}, expected ${expected}`
    const changed = await forge(bundle, signers, {
      [idOf('analysis')]: ({ body }) => {
        body['seed'] = seed
      },
    })
    expect(await findings(changed)).toContain(named)
    const analysis = await recomputed(rebuilt(bundle, {}), seed)
    expect(JSON.stringify(analysis.results)).not.toBe(JSON.stringify(bodyOf(idOf('analysis'))['results']))
    expect(await findings(await withAnalysis(bundle, analysis))).toEqual([named])
  })

  it('a label', async () => {
    const forged = await forge(bundle, signers, {
      [runOf('institute-b')]: changeRow((row) => {
        row.labels = ['refusal']
      }, WRONG),
    })
    expect((await findings(forged)).join('\n')).toMatch(
      /label: run institute-b rehearsal-model english w\d+ attempt \d labels is \["refusal"\], expected \[\]/,
    )
  })

  it('an item: it is not the one that was asked', async () => {
    const forged = await forge(bundle, signers, {
      [idOf('dataset', english)]: changeItem((item) => {
        item.input = `${item.input} Please.`
      }),
    })
    const found = await findings(forged)
    for (const lab of ['a', 'b', 'c', 'd', 'e'])
      expect(found.join('\n')).toMatch(
        new RegExp(`prompt: run institute-${lab} rehearsal-model english w001 attempt 1 promptHash`),
      )
    expect(found.join('\n')).toMatch(/item: english w001 itemKey is/)
  })

  it('an expected answer: it is scored again', async () => {
    const forged = await forge(bundle, signers, {
      [idOf('dataset', english)]: changeItem((item) => {
        item.target = ['999983']
      }),
    })
    expect((await findings(forged)).join('\n')).toMatch(
      /cell: run institute-. rehearsal-model english w001 attempt \d value is 1, expected 0/,
    )
  })

  it('a deviation that a run does not admit: its prompts tell', async () => {
    const planned = objectAt(bodyOf(idOf('protocol')), 'generation')['systemPrompt'] ?? null
    const forged = await forge(bundle, signers, {
      [runOf('institute-e')]: ({ body }) => {
        objectAt(body, 'facts')['systemPrompt'] = planned
        body['explanations'] = []
      },
    })
    expect((await findings(forged)).join('\n')).toMatch(
      /prompt: run institute-e rehearsal-model english w001/,
    )
  })

  it('an amendment that not all have signed', async () => {
    const protocol = idOf('protocol')
    const analysis = idOf('analysis')
    await using coordinator = await openHome(path.join(folder, 'rehearsal', 'institute-a'), world)
    const made = await amend(coordinator, EXERCISE, [{ field: 'analysis.plan.english.delta', to: 0.3 }], {
      why: 'It looks better.',
      dataSeen: 'all-results',
    })
    const file = path.join(folder, 'amended.concord')
    await exportEvidence(coordinator, EXERCISE, file)
    const amended = open(new Uint8Array(await readFile(file)))
    const forged = await forge(amended, signers, {
      [analysis]: ({ body }) => {
        body['amendments'] = [made.id]
      },
    })
    const found = await findings(forged)
    for (const letter of ['b', 'c', 'd', 'e'])
      expect(found).toContain(
        `signature: signature of institute-${letter} under amendment ${made.id} is missing, expected there`,
      )
    expect(protocol).toBe(idOf('protocol', undefined, amended))
  })
})

describe('a report', () => {
  let html: string
  let evidence: string
  beforeAll(async () => {
    await using home = await openHome(path.join(folder, 'rehearsal', 'institute-a'), world)
    const { evidence: held, state, chain } = await openAs(home, ownerOf(home), EXERCISE)
    html = renderHtml(
      buildReport(reportInput(held, state, chain, saidIn('en', await checkForReport(held))), 'en'),
    )
    evidence = path.join(folder, 'report-evidence.concord')
    await writeFile(evidence, rebuilt(bundle, {}))
  })

  async function reportFindings(text: string, name = 'report.html'): Promise<string[]> {
    const file = path.join(folder, name)
    await writeFile(file, text)
    return (await verify(null, world, file, { charter: pinned, bundles: [evidence] })).findings.map(inEnglish)
  }

  it('verifies with its evidence, and says what it lacks without', async () => {
    expect(await reportFindings(html)).toEqual([])
    expect(await reportFindings(renderJson(readReport(html)), 'report.json')).toEqual([])
    const file = path.join(folder, 'report.html')
    await expect(verify(null, world, file, { charter: pinned })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('give the bundle it was made from with --bundle'),
    })
  })

  it('is found out by one changed number or sentence on its page', async () => {
    const figure = /\d+\.\d+(?= ?%)|0\.\d{2,}|\.\d{2,}/.exec(html.slice(html.indexOf('<body')))?.[0] ?? ''
    const changed = figure.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
    const body = html.indexOf('<body')
    const page = html.slice(0, body) + html.slice(body).replace(figure, changed)
    expect(page).not.toBe(html)
    expect((await reportFindings(page)).join()).toMatch(
      /the page of report\.html is not the one its data give: .* it says “[^”]+”, its data give “/,
    )
    expect(html).toContain('agree')
    const sentence = html.slice(0, body) + html.slice(body).replace('agree', 'disagree')
    expect((await reportFindings(sentence)).join()).toContain('is not the one its data give')
  })

  it('is found out also where its data were changed and the page made anew', async () => {
    const { blocks, ...document } = readReport(html)
    const headline = blocks.findIndex((block) => block.block === 'headline')
    const lie = (text: string): string =>
      text.replace(/Institute E/g, 'Institute D').replace(/institute-e/g, 'institute-d')
    const forged = readReport(
      renderHtml({
        ...document,
        blocks: blocks.map((block, index) =>
          index === headline ? JSON.parse(lie(JSON.stringify(block))) : block,
        ),
      }),
    )
    const found = await reportFindings(renderHtml(forged))
    expect(found[0]).toMatch(
      /^report: the headline \(sentence \d\) says “[^”]*Institute D[^”]*”, the evidence gives “[^”]*Institute E/,
    )
    expect(found.join()).not.toMatch(/blocks\.\d/)
    const file = path.join(folder, 'report.html')
    const { differences } = await verify(null, world, file, { charter: pinned, bundles: [evidence] })
    expect(differences[0]?.path).toMatch(/^report\.blocks\.\d+\.sentences\.\d$/)
  })
})
