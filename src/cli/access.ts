import { ConcordError, sentence } from '../error.ts'
import { formatMoment } from '../message/index.ts'
import type { ExplainedAccess } from '../node/index.ts'
import { needed, text } from './command.ts'
import type { CommandSpec } from './command.ts'
import { withHome } from './home.ts'
import type { Output } from './output.ts'

const explainCommand: CommandSpec = {
  words: 'explain <id>',
  about: 'command.access.explain',
  options: [
    { flags: '--as <reader>', about: 'command.option.as', required: true },
    { flags: '--at <time>', about: 'command.option.at' },
  ],
  async action(context, [id = '']) {
    const { explainAccess } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { output, options } = context
      const as = needed(options, 'as', '--as')
      const given = text(options, 'at')
      const found = await explainAccess(home, id, as, given === undefined ? undefined : moment(given))
      for (const line of linesOf(output, found)) output.line(line)
      output.result({ ok: true, ...found })
      const reader = as === 'anonymous' ? 'MEMBER' : 'anonymous'
      output.next([output.t('access.next', { id, reader })])
    })
  },
}

export const accessCommands: CommandSpec[] = [explainCommand]

/** A date is its first moment; anything else that is no moment in UTC is refused. */
function moment(given: string): string {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(given) ? `${given}T00:00:00Z` : given
  const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(full)
  const read = isMoment ? new Date(full) : undefined
  // 31 February would be taken for a day of March.
  if (
    read !== undefined &&
    !Number.isNaN(read.getTime()) &&
    read.toISOString().slice(0, 19) === full.slice(0, 19)
  )
    return full
  throw new ConcordError(
    'usage',
    sentence`--at wants a date or a moment in UTC, for example 2026-11-03 or 2026-11-03T09:00:00Z, not ${given}.`,
  )
}

function linesOf(output: Output, found: ExplainedAccess): string[] {
  const { t, locale } = output
  const { relation, reason, charter, plain, embargo } = found
  const when = (text: string): string => formatMoment(locale, text)
  const labelled = (label: LabelToTell): string => labelText(output, label)
  const version = charter?.version ?? 0
  const until = embargo.state === 'none' ? '' : when(embargo.until)
  return [
    t('access.verdict', {
      who: found.as === 'anonymous' ? t('access.anonymous') : found.as,
      at: when(found.at),
      level: found.level,
      kind: found.kind,
      issuer: found.issuerId ?? found.issuer,
      until,
    }),
    '',
    `${t('access.relation', { relation })}; ${t(`access.reason.${reason}`, {
      version,
      expires: charter === null ? '' : when(charter.expires),
    })}.`,
    t('access.row', {
      relation,
      table: found.table,
      cells: found.row.map(({ tlp, level }) => `${tlp} ${t(`access.level.${level}`)}`).join(', '),
    }),
    ...(found.level === 'body' && found.label.tlp === 'RED' ? [t('access.ciphertext')] : []),
    ...(plain === null ? [] : [t('access.as-plain', { relation: plain })]),
    t('access.label', { label: labelled(found.label) }),
    ...(embargo.state === 'none'
      ? []
      : [
          t(
            embargo.state === 'ended'
              ? 'access.embargo.ended'
              : embargo.lifted
                ? 'access.embargo.lifted'
                : 'access.embargo.waits',
            { until },
          ),
        ]),
    ...(found.amendments.length === 0
      ? []
      : [
          t('access.signed', { label: labelled({ ...found.signed, charter: 0 }) }),
          ...found.amendments.map(({ id, number, effect, approvedBy }) =>
            t('access.amendment', {
              number,
              id,
              effect: t(`access.effect.${effect}`, { by: approvedBy ?? '' }),
            }),
          ),
        ]),
    ...(found.amendments.some(({ effect }) => effect === 'narrowed') ? [t('access.narrowed')] : []),
    '',
    ...(found.blobs.length === 0 ? [t('access.no-blobs')] : []),
    ...found.blobs.map(({ name, level, label }) =>
      label === null
        ? t('access.blob', { name, level })
        : t('access.blob.own', { name, level, label: labelled(label) }),
    ),
  ]
}

type LabelToTell = Pick<
  ExplainedAccess['label'],
  'tlp' | 'audience' | 'recipients' | 'embargoUntil' | 'early' | 'charter'
>

/** A label in one line. */
function labelText({ t, locale }: Output, label: LabelToTell): string {
  const { tlp, audience, recipients, embargoUntil, early, charter } = label
  const groups = [...audience, ...early].some((party) => party.startsWith('group:'))
  return [
    `TLP:${tlp}`,
    ...(audience.length === 0 ? [] : [t('access.part.audience', { list: audience.join(', ') })]),
    ...(recipients.length === 0 ? [] : [t('access.part.recipients', { list: recipients.join(', ') })]),
    ...(groups && charter > 0 ? [t('access.part.groups', { version: charter })] : []),
    ...(embargoUntil === null
      ? []
      : [t('access.part.embargo', { until: formatMoment(locale, embargoUntil) })]),
    ...(early.length === 0 ? [] : [t('access.part.early', { list: early.join(', ') })]),
  ].join('; ')
}
