/** An item of a run: its question and accepted answers, and what the run answered, each as far as a reader may see. */
import type { Hono } from 'hono'
import { extractAnswer, findAnswers, readVotes } from '../../evaluation/index.ts'
import { findItem } from '../../interchange/index.ts'
import { renderItemPage } from '../../report/index.ts'
import type { ItemPage } from '../../report/index.ts'
import { blobIdOf, hexOf, readOutcomeTable, rowsOf } from '../../statement/index.ts'
import type { Item, OutcomeRow, Scorer } from '../../statement/index.ts'
import { AGE_MEDIA_TYPE } from '../../trust/index.ts'
import { sha256 } from '../crypto.ts'
import { datasetsOf } from '../evidence.ts'
import { idsOfHidden } from '../exercise/hidden-names.ts'
import { openAs } from '../exercise/open-exercise.ts'
import { readAs } from '../networks.ts'
import { liveOf, messagePage, readingOf } from './reading.ts'
import type { Desk } from './reading.ts'
import { findRun } from './run.ts'

/** An item has as many rows as attempts times criteria; a table that says more is not shown to its end. */
const MAX_ROWS = 500

export function addItemPage(app: Hono, desk: Desk): void {
  app.get('/run/:id/item', async (c) => {
    const reading = readingOf(c, desk)
    const id = c.req.param('id')
    const set = c.req.query('set')
    const item = c.req.query('item')
    const reader = await readAs(desk.home, reading.principal)
    const run = await findRun(reader, id)
    const digest = run?.table?.sha256
    const table = digest === undefined ? undefined : await reader.getBlobOf(id, digest)
    if (run === undefined || table === undefined || set === undefined || item === undefined)
      return messagePage(c, desk, 'not-found', 404)

    const { evidence, state, chain } = await openAs(desk.home, reading.principal, run.exercise)
    const protocol =
      state.protocol.id === run.protocol
        ? state.inForce
        : (evidence.protocols.find((one) => one.id === run.protocol)?.body ?? state.inForce)
    const datasets = await datasetsOf(evidence, protocol)
    const rows: OutcomeRow[] = []
    const languageBySet = new Map<string, string>()
    let total = 0
    for (const row of rowsOf(await readOutcomeTable(table))) {
      if (row.item !== item) continue
      languageBySet.set(row.set, row.language)
      if (row.set !== set) continue
      total += 1
      if (rows.length < MAX_ROWS) rows.push(row)
    }
    const idByHash = await idsOfHidden(evidence, protocol)
    const declared = idByHash.get(set)?.get(item) ?? item
    /** What outcome tables call the same item in another set. */
    const nameIn = (one: string): string => {
      const ids = idByHash.get(one)
      return [...(ids ?? [])].find(([, id]) => id === declared)?.[0] ?? item
    }
    const contentBySet = new Map<string, ItemPage['content']>()
    for (const { id: one } of protocol.items.sets) {
      const found = datasets.get(one)
      const content = contentOf(found?.items ?? null, found?.dataset.body.items.sha256, declared)
      contentBySet.set(one, content)
      if (found !== undefined && typeof content === 'object')
        languageBySet.set(one, found.dataset.body.language)
    }
    const language = languageBySet.get(set)
    // Neither in what the reader may see of the set nor attempted: for this reader there is no such item.
    if (language === undefined) return messagePage(c, desk, 'not-found', 404)

    const content = contentBySet.get(set) ?? 'closed'
    const answers =
      run.answers === null || run.answers.mediaType === AGE_MEDIA_TYPE
        ? 'unreleased'
        : whole(await reader.getBlobOf(id, run.answers.sha256), run.answers.sha256)
    return c.html(
      renderItemPage({
        locale: reading.locale,
        live: liveOf(c, reading),
        run: {
          id,
          body: run,
          labName: chain.latest.body.members.find(({ id: member }) => member === run.lab)?.name ?? run.lab,
        },
        set,
        item,
        language,
        dataset: datasets.get(set)?.dataset.id ?? null,
        content,
        withheld: typeof answers === 'string' ? answers : null,
        attempts: attemptsOf(
          rows,
          typeof answers === 'string' ? new Map() : findAnswers(answers, { set, item }),
          evidence.evaluations.get(protocol.judging.evaluation)?.scorer,
          typeof content === 'object' ? content : undefined,
        ),
        rows: { shown: rows.length, total },
        // In the order of the protocol; what no protocol names comes last.
        sets: [...new Set([...contentBySet.keys(), ...languageBySet.keys()])].flatMap((one) => {
          const its = languageBySet.get(one)
          return its === undefined ? [] : [{ set: one, language: its, item: nameIn(one) }]
        }),
      }),
    )
  })
}

function contentOf(bytes: Uint8Array | null, digest: string | undefined, item: string): ItemPage['content'] {
  const blob = digest === undefined ? 'closed' : whole(bytes ?? undefined, digest)
  return typeof blob === 'string' ? blob : (findItem(blob, item) ?? 'missing')
}

/** Bytes that are what was signed. */
function whole(bytes: Uint8Array | undefined, digest: string): Uint8Array | 'closed' | 'damaged' {
  if (bytes === undefined) return 'closed'
  return hexOf(blobIdOf(bytes, sha256)) === digest ? bytes : 'damaged'
}

/** In the order of the attempts; what was read out of an answer is told where the question is here. */
function attemptsOf(
  rows: readonly OutcomeRow[],
  answers: ReturnType<typeof findAnswers>,
  scorer: Scorer | undefined,
  item: Item | undefined,
): ItemPage['attempts'] {
  const byAttempt = Map.groupBy(rows, ({ attempt }) => attempt)
  return [...byAttempt]
    .toSorted(([a], [b]) => a - b)
    .map(([attempt, its]) => {
      const answer = answers.get(attempt)
      const completion = answer?.completion ?? null
      const extracted =
        completion === null || scorer === undefined || item === undefined
          ? null
          : extractAnswer(scorer, { choices: item.choices ?? [], completion })
      const votes = answer === undefined || scorer === undefined ? [] : readVotes(scorer, item, answer)
      return { attempt, rows: its, completion, extracted, votes }
    })
}
