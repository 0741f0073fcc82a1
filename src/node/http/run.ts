/** A run: what was agreed and recorded, and its attempts, by outcome and language, part by part. */
import type { Hono } from 'hono'
import { renderRunPage } from '../../report/index.ts'
import type { RunPage } from '../../report/index.ts'
import { OUTCOMES, readOutcomeTable, rowsOf, Run } from '../../statement/index.ts'
import type { OutcomeRow } from '../../statement/index.ts'
import type { Reader } from '../../store/index.ts'
import { findPassport } from '../evidence.ts'
import { idsOfHidden } from '../exercise/hidden-names.ts'
import { openAs } from '../exercise/open-exercise.ts'
import { readAs } from '../networks.ts'
import { bodyValue } from '../publish.ts'
import { readBody } from '../read-body.ts'
import { ledgerOf, shownRow } from '../reports.ts'
import { liveOf, messagePage, readingOf } from './reading.ts'
import type { Desk } from './reading.ts'

const PAGE_SIZE = 100

export function addRunPage(app: Hono, desk: Desk): void {
  app.get('/run/:id', async (c) => {
    const reading = readingOf(c, desk)
    const id = c.req.param('id')
    const reader = await readAs(desk.home, reading.principal)
    const body = await findRun(reader, id)
    if (body === undefined) return messagePage(c, desk, 'not-found', 404)
    const { evidence, state, chain } = await openAs(desk.home, reading.principal, body.exercise)
    const bytes = body.table === null ? undefined : await reader.getBlobOf(id, body.table.sha256)
    return c.html(
      renderRunPage({
        locale: reading.locale,
        live: liveOf(c, reading),
        id,
        body,
        labName: chain.latest.body.members.find(({ id: member }) => member === body.lab)?.name ?? body.lab,
        identity: findPassport(evidence, state.inForce, body.model) ?? null,
        ledger: ledgerOf(evidence, state.inForce, body).map(shownRow),
        attempts:
          bytes === undefined
            ? null
            : await attemptsOf(bytes, await idsOfHidden(evidence, state.inForce), {
                outcome: c.req.query('outcome'),
                language: c.req.query('language'),
                from: c.req.query('from'),
              }),
      }),
    )
  })
}

/** What a run says, as far as this reader may see it; throws as `readBody`. */
export async function findRun(reader: Reader, id: string): Promise<Run | undefined> {
  const stored = await reader.getStatement(id)
  // A later version of a kind is kept, and not interpreted.
  if (stored?.kind !== 'run' || stored.kindVersion !== 1 || stored.body === null) return undefined
  return bodyValue(stored) === undefined ? undefined : readBody(Run, stored)
}

/** The part of an outcome table that a page shows; a filter that is none filters nothing. */
async function attemptsOf(
  bytes: Uint8Array,
  idByHash: NonNullable<RunPage['attempts']>['idByHash'],
  asked: Record<'outcome' | 'language' | 'from', string | undefined>,
): Promise<NonNullable<RunPage['attempts']>> {
  const columns = await readOutcomeTable(bytes)
  const found = new Set<string>()
  for (const { language } of rowsOf(columns)) found.add(language)
  const languages = [...found].sort()
  const outcome = OUTCOMES.find((one) => one === asked.outcome) ?? null
  const language = languages.find((one) => one === asked.language) ?? null
  const passes = (row: OutcomeRow): boolean =>
    (outcome === null || row.outcome === outcome) && (language === null || row.language === language)
  let total = 0
  for (const row of rowsOf(columns)) if (passes(row)) total += 1
  const last = Math.max(0, Math.floor((total - 1) / PAGE_SIZE) * PAGE_SIZE)
  const from = Math.max(0, Math.min(Number.parseInt(asked.from ?? '0', 10) || 0, last))
  const rows: OutcomeRow[] = []
  let index = 0
  for (const row of rowsOf(columns)) {
    if (!passes(row)) continue
    if (index >= from) rows.push(row)
    if (rows.length === PAGE_SIZE) break
    index += 1
  }
  return { rows, from, total, size: PAGE_SIZE, outcome, language, languages, idByHash }
}
