import { ConcordError, sentence, type Sentence } from '../error.ts'
import type { objectionsIn, Received } from '../node/index.ts'
import { text } from './command.ts'
import type { CommandSpec } from './command.ts'
import { showLaidDown } from './erasure.ts'
import { objectionText } from './exercise/objection-text.ts'
import { withHome } from './home.ts'
import type { Output } from './output.ts'

function bringsNews({ added, merged, charters, refused }: Received): boolean {
  return added.length + merged.length + charters.length + refused.length > 0
}

/** What a bundle brought; one that brought nothing is only counted. */
function showReceived(output: Output, received: Received): void {
  const { line, t } = output
  const { from, added, merged, known, charters, erased } = received
  for (const { version, id } of charters)
    line(t('command.receive.charter', { from, version: String(version), id }))
  if (added.length + merged.length > 0)
    line(t('command.receive.done', { from, added: added.length, merged: merged.length, known }))
  for (const { kind, exercise, id } of [...added, ...merged]) line(`  ${kind}  ${exercise ?? ''}  ${id}`)
  for (const { on, scope } of erased) line(t('command.receive.erased', { on, scope }))
  showLaidDown(output, erased)
}

/** What was refused and warned of as text. */
function forPrograms({ said }: Output, received: Received): object {
  const inText = (one: { message: Sentence }): object => ({
    ...one,
    message: said(one.message),
  })
  return { ...received, refused: received.refused.map(inText), warnings: received.warnings.map(inText) }
}

type Refusal = { file: string; error: ConcordError }

/** Takes in each bundle; one that cannot be taken in keeps none of the others back. */
async function takeIn(
  files: readonly string[],
  receive: (file: string) => Promise<Received>,
  show: (received: Received) => void,
): Promise<{ all: Received[]; refusals: Refusal[] }> {
  const all: Received[] = []
  const refusals: Refusal[] = []
  for (const file of files) {
    try {
      const received = await receive(file)
      all.push(received)
      show(received)
    } catch (error) {
      if (!(error instanceof ConcordError) || error.code === 'internal' || files.length === 1) throw error
      refusals.push({ file, error })
    }
  }
  return { all, refusals }
}

type Objections = Awaited<ReturnType<typeof objectionsIn>>

/** The objections among what was new, read once everything is here: one may come before its protocol. */
async function newObjections(
  all: readonly Received[],
  objectionsOf: (exercise: string) => Promise<Objections>,
): Promise<Objections> {
  const opinions = all.flatMap(({ added, merged }) =>
    [...added, ...merged].filter(({ kind }) => kind === 'opinion'),
  )
  const ids = new Set(opinions.map(({ id }) => id))
  const found: Objections = []
  for (const exercise of new Set(opinions.flatMap((opinion) => opinion.exercise ?? [])))
    found.push(...(await objectionsOf(exercise)).filter(({ id }) => ids.has(id)))
  return found
}

export const receiveCommand: CommandSpec = {
  words: 'receive <bundles...>',
  about: 'command.receive',
  options: [{ flags: '--charter <id>', about: 'command.option.charter' }],
  async action(context, files) {
    const { objectionsIn, receiveBundle } = await import('../node/index.ts')
    const { StatementId } = await import('../statement/index.ts')
    const { output, options } = context
    const asked = text(options, 'charter')
    const pin = asked === undefined ? undefined : StatementId.safeParse(asked)
    if (pin !== undefined && !pin.success) {
      throw new ConcordError(
        'usage',
        sentence`--charter wants the id of a first charter, sha256: and 64 hex digits, not ${asked ?? ''}.`,
      )
    }
    await withHome(context, async (home) => {
      const { all, refusals } = await takeIn(
        files,
        (file) => receiveBundle(home, file, pin?.data),
        (received) => showReceived(output, received),
      )
      const nothing = all.filter((received) => !bringsNews(received)).length
      if (nothing > 0) output.line(output.t('command.receive.nothing', { count: nothing }))
      // What an earlier bundle left open, a later one may have settled.
      for (const { message } of all.at(-1)?.warnings ?? []) output.line(output.said(message))
      const objections = await newObjections(all, (exercise) => objectionsIn(home, exercise))
      for (const objection of objections) output.line(objectionText(output.t, objection))
      const refused = all.flatMap((received) => received.refused)
      output.result({
        ok: refused.length + refusals.length === 0,
        received: all.map((one) => forPrograms(output, one)),
        refusedBundles: refusals.map(({ file, error }) => ({
          file,
          code: error.code,
          message: output.said(error.sentence),
        })),
        objections,
      })
      const setAside = sentence`${refused.length} of what was brought does not verify and is set aside, with its bytes: ${refused[0]?.message ?? ''}`
      const [firstRefusal] = refusals
      if (firstRefusal !== undefined) {
        if (refused.length > 0) output.line(output.said(setAside))
        for (const { error } of refusals) output.line(output.said(error.sentence))
        throw new ConcordError(
          firstRefusal.error.code,
          all.length === 0
            ? sentence`All ${files.length} bundles are refused, for the reasons above, and nothing of them is kept.`
            : sentence`${refusals.length} of ${files.length} bundles are refused, for the reasons above, and nothing of them is kept; the others are taken in.`,
        )
      }
      if (refused.length > 0) throw new ConcordError('not-verified', setAside)
      const exercises = new Set(
        all.flatMap(({ added, merged }) => [...added, ...merged].flatMap(({ exercise }) => exercise ?? [])),
      )
      output.next(
        exercises.size > 0
          ? [...exercises].map((exercise) => output.t('command.next-status', { exercise }))
          : [
              output.t(
                all.some(({ charters }) => charters.length > 0)
                  ? 'command.next-charter'
                  : 'command.next-statuses',
              ),
            ],
      )
    })
  },
}
