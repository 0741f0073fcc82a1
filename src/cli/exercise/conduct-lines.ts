/** Who does what in an exercise, by when, who may see it, and what a signature accepts besides. */
import { PREFLIGHT_RULES } from '../../exercise/index.ts'
import { formatDate, formatMoment } from '../../message/index.ts'
import type { Translate } from '../../message/index.ts'
import { DISCLOSURE_FIELDS } from '../../statement/index.ts'
import type { DisclosureField, Protocol } from '../../statement/index.ts'
import { below, cutList, cutText, oneLine } from './cut-text.ts'
import type { Voice } from './cut-text.ts'

/** Part 10, and the findings of preflight that the participants accept by signing. */
export function conductLines({ locale, t }: Voice, protocol: Protocol): string[] {
  const { conduct, participants, waivers } = protocol
  const { agreeBy, submitBy } = conduct.calendar
  const { tlp, embargoUntil, early = [] } = conduct.disclosure
  const day = (date: string | null): string => (date === null ? t('review.unset') : formatDate(locale, date))
  return [
    ...below(t('review.conduct', { coordinator: conduct.coordinator }), [
      ...cutList(t, participants, ({ member, roles }) => {
        const named = { member, roles: roles.map((role) => t(`review.role.${role}`)).join(', ') }
        const assigned = conduct.assignments.filter((one) => one.member === member)
        if (assigned.length === 0) return t('review.no-assignment', named)
        return assigned.map(({ sets, models }) =>
          sets.length === 0
            ? t('review.assignment.rates', { ...named, models: oneLine(t, models) })
            : t('review.assignment', { ...named, sets: oneLine(t, sets), models: oneLine(t, models) }),
        )
      }),
      t('review.pilot', { first: conduct.pilotFirst ? 'yes' : 'no' }),
      t('review.calendar', { agree: day(agreeBy), submit: day(submitBy) }),
      t('review.marking', { tlp, audience: audienceText(t, protocol) }),
      ...DISCLOSURE_FIELDS.map(
        (field) => `  ${t(`review.field.${field}`, { who: whoText(t, protocol, field) })}`,
      ),
      ...(embargoUntil === undefined
        ? []
        : [
            `  ${t('review.embargo', { until: formatMoment(locale, embargoUntil), early: oneLine(t, early) })}`,
          ]),
      t('review.retention', { text: cutText(t, conduct.retention) }),
    ]),
    ...(waivers.length === 0
      ? []
      : below(
          t('review.waivers'),
          cutList(t, waivers, ({ rule, set, reason, by }) => {
            const known = PREFLIGHT_RULES.find((name) => name === rule)
            const said = {
              found: known === undefined ? rule : t(`review.waived.${known}`),
              rule,
              set: set ?? t('review.all-sets'),
              reason: cutText(t, reason),
            }
            return by === undefined ? t('review.waiver', said) : t('review.waiver-by', { ...said, by })
          }),
        )),
  ]
}

function whoText(t: Translate, { conduct }: Protocol, field: DisclosureField): string {
  const marking = conduct.disclosure.fields[field]
  if (marking === 'with-run') return t('review.field.with-run')
  if (marking === 'withheld')
    return t(field === 'transcripts' ? 'review.field.house' : 'review.field.participants')
  const { tlp, audience, recipients } = marking
  const named = tlp === 'RED' ? recipients : audience
  return t('review.field.label', {
    tlp,
    audience:
      tlp === 'GREEN'
        ? t('review.audience.network')
        : named === undefined
          ? t('review.audience.participants')
          : oneLine(t, named),
  })
}

function audienceText(t: Translate, { conduct }: Protocol): string {
  const { tlp, audience } = conduct.disclosure
  if (tlp === 'CLEAR') return t('review.audience.all')
  if (tlp === 'GREEN') return t('review.audience.network')
  return audience.length === 0 ? t('review.audience.participants') : oneLine(t, audience)
}
