/** The list of exercises, and an exercise: its report, live, as one file and as JSON. */
import type { Hono } from 'hono'
import { ConcordError } from '../../error.ts'
import type { ExerciseState } from '../../exercise/index.ts'
import { saySentence } from '../../message/index.ts'
import {
  buildHeadline,
  buildLabels,
  buildReport,
  buildTitle,
  renderExerciseListPage,
  renderHtml,
  renderJson,
} from '../../report/index.ts'
import type { ListedExercise } from '../../report/index.ts'
import { openAs } from '../exercise/open-exercise.ts'
import { loadNetworks, networkOfIssuer, readAs } from '../networks.ts'
import { isUnreadable } from '../read-body.ts'
import { reportInput, saidIn } from '../reports.ts'
import { checkForReport } from '../verify/evidence.ts'
import { liveOf, messagePage, readingOf } from './reading.ts'
import type { Desk, Reading } from './reading.ts'

const MOST_CHECKED = 200

/** `busy` is true while the examples are still being made. */
export function addExercisePages(app: Hono, desk: Desk, busy: () => boolean): void {
  const { home } = desk
  // Verifying an exercise takes longer than showing it; what was verified stays so while its statements do.
  const checkedByKey = new Map<string, Awaited<ReturnType<typeof checkForReport>>>()

  app.get('/', async (c) => {
    const reading = readingOf(c, desk)
    const reader = await readAs(home, reading.principal)
    const exercises: ListedExercise[] = []
    const unreadable: { id: string; why: string }[] = []
    for (const { exercise } of await reader.listExercises()) {
      try {
        const listed = await listExercise(exercise, reading)
        if (listed !== undefined) exercises.push(listed)
      } catch (error) {
        if (!isUnreadable(error)) throw error
        unreadable.push({ id: exercise, why: saySentence(reading.locale, error.sentence) })
      }
    }
    if (exercises.length + unreadable.length === 0 && busy()) return messagePage(c, desk, 'loading', 200)
    const networks = await loadNetworks(home)
    const heldBack = (await reader.listHeldBack()).map(({ issuer, kind, embargoUntil, statements }) => {
      const members = networkOfIssuer(networks, issuer)?.chain.latest.body.members ?? []
      const name = members.find(({ origin }) => origin === issuer)?.name ?? issuer
      return { issuer: name, kind, until: embargoUntil, statements }
    })
    return c.html(
      renderExerciseListPage({
        locale: reading.locale,
        live: liveOf(c, reading),
        exercises,
        unreadable,
        heldBack,
      }),
    )
  })

  app.get('/exercise/:id', async (c) => {
    const reading = readingOf(c, desk)
    const document = await documentOf(c.req.param('id'), reading)
    return c.html(renderHtml(document, { live: liveOf(c, reading) }))
  })

  app.get('/exercise/:id/report.html', async (c) => {
    const document = await documentOf(c.req.param('id'), readingOf(c, desk))
    c.header('content-disposition', `attachment; filename="${document.exercise}.html"`)
    return c.html(renderHtml(document))
  })

  app.get('/exercise/:id/report.json', async (c) => {
    const document = await documentOf(c.req.param('id'), readingOf(c, desk))
    return c.body(renderJson(document), 200, { 'content-type': 'application/json; charset=utf-8' })
  })

  async function inputOf(exercise: string, { principal, locale }: Reading) {
    const { evidence, state, chain } = await openAs(home, principal, exercise)
    const key = JSON.stringify([principal, [...evidence.about.keys()].sort(), state.analyses])
    let checked = checkedByKey.get(key)
    if (checked === undefined) {
      checked = await checkForReport(evidence)
      if (checkedByKey.size > MOST_CHECKED) checkedByKey.clear()
      checkedByKey.set(key, checked)
    }
    return { input: reportInput(evidence, state, chain, saidIn(locale, checked)), state, chain }
  }

  async function documentOf(exercise: string, reading: Reading) {
    const { input } = await inputOf(exercise, reading)
    return buildReport(input, reading.locale)
  }

  async function listExercise(exercise: string, reading: Reading): Promise<ListedExercise | undefined> {
    try {
      const { input, state, chain } = await inputOf(exercise, reading)
      const nameOf = (id: string): string =>
        chain.latest.body.members.find((member) => member.id === id)?.name ?? id
      return {
        id: exercise,
        title: buildTitle(input, reading.locale),
        state: input.labels.retrospective ? 'retrospective' : stageOf(state),
        institutes: state.members.map(({ member }) => nameOf(member)),
        labels: buildLabels(input, reading.locale),
        sentences: buildHeadline(input, reading.locale).slice(0, 2),
        tlp: input.labels.tlp,
      }
    } catch (error) {
      // An exercise of which this reader may see statements but not the protocol is not listed.
      if (error instanceof ConcordError && error.code === 'not-found') return undefined
      throw error
    }
  }
}

function stageOf({ status, analyses, members }: ExerciseState): ListedExercise['state'] {
  if (analyses.length > 0) return 'analysed'
  if (status !== 'frozen') return status
  const runs = members.flatMap((member) => member.runs)
  if (runs.every(({ run }) => run !== null)) return 'submitted'
  return runs.some(({ run }) => run !== null) ? 'running' : 'frozen'
}
