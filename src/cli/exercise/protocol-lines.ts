/** What a protocol says in its ten parts, for whoever is asked to sign it. */
import { findLanguageName, formatCount } from '../../message/index.ts'
import type { Translate } from '../../message/index.ts'
import type { ProtocolParts } from '../../node/index.ts'
import type { Protocol } from '../../statement/index.ts'
import { conductLines } from './conduct-lines.ts'
import { below, cutList, cutText, oneLine } from './cut-text.ts'
import type { Voice } from './cut-text.ts'
import { factsText } from './facts-text.ts'
import { generationLines, judgingLines, outcomeLines } from './method-lines.ts'
import { analysisLines } from './plan-lines.ts'

const LONGEST_ITEM = 100

/** One line for each thing the protocol says, parts at the margin and what belongs to them indented. */
export function protocolLines(voice: Voice, protocol: Protocol, parts: ProtocolParts): string[] {
  const { t } = voice
  return [
    t('review.heading'),
    ...titleLines(voice, protocol),
    ...(protocol.retrospective ? [t('review.retrospective')] : []),
    ...questionLines(t, protocol),
    ...itemLines(voice, protocol, parts),
    t('review.languages', {
      list: cutList(t, protocol.languages, (language) => languageText(voice, language)).join(
        t('review.separator'),
      ),
    }),
    ...systemLines(voice, protocol, parts),
    ...generationLines(voice, protocol),
    ...judgingLines(voice, protocol, parts),
    ...outcomeLines(t, protocol),
    ...below(
      t(protocol.aggregation.items === 'unknown' ? 'review.aggregation.unknown' : 'review.aggregation'),
      cutList(t, protocol.aggregation.measures, ({ id, title, titleIn, rule, sections }) =>
        [
          t('review.measure', { id, title: cutText(t, title), rule: t(`review.rule.${rule}`) }),
          ...(sections === null ? [] : [t('review.measure.sections', { list: oneLine(t, sections) })]),
          ...titleLines(voice, { titleIn }),
        ].join(t('review.separator')),
      ),
    ),
    ...analysisLines(voice, protocol),
    ...conductLines(voice, protocol),
  ]
}

function titleLines({ locale, t }: Voice, { titleIn = {} }: Pick<Protocol, 'titleIn'>): string[] {
  return Object.entries(titleIn).map(([tag, title]) =>
    t('review.title-in', { language: findLanguageName(locale, tag) ?? tag, title: cutText(t, title) }),
  )
}

function questionLines(t: Translate, { question }: Protocol): string[] {
  return below(t('review.question', { text: cutText(t, question.objective) }), [
    t('review.construct', { text: cutText(t, question.construct) }),
    t('review.scope', { text: cutText(t, question.scope) }),
    ...cutList(t, question.exclusions, (text) => t('review.exclusions', { text: cutText(t, text) })),
    t('review.decision', { text: cutText(t, question.decision) }),
    ...cutList(t, question.limits, (text) => t('review.limit', { text: cutText(t, text) })),
  ])
}

function itemLines({ locale, t }: Voice, { items }: Protocol, { sets }: ProtocolParts): string[] {
  const total = items.sets.reduce((sum, { n }) => sum + n, 0)
  const key = items.crossLanguageKey
  if (items.sets.length === 0) return [t('review.items.none')]
  return below(t('review.items', { sets: items.sets.length, items: formatCount(locale, total) }), [
    ...cutList(t, items.sets, (set) => {
      const known = sets.find(({ id }) => id === set.id)
      const heading = t('review.set', {
        id: set.id,
        language: findLanguageName(locale, set.language) ?? set.language,
        tag: set.language,
        count: set.n,
        items: formatCount(locale, set.n),
        split: set.split,
      })
      const texts = (known?.inputs ?? []).map((text) =>
        t('review.item', { text: cutText(t, text, LONGEST_ITEM) }),
      )
      const origin =
        known === undefined
          ? []
          : [
              t('review.set-origin', {
                licence: cutText(t, known.licence),
                source: cutText(t, known.source),
              }),
            ]
      return below(heading, [...origin, ...(texts.length === 0 ? [t('review.no-items')] : texts)])
    }),
    t('review.key', { key: key === 'item-key' ? 'itemKey' : key }),
  ])
}

function languageText({ locale, t }: Voice, { tag, translated }: Protocol['languages'][number]): string {
  const language = `${findLanguageName(locale, tag) ?? tag} (${tag})`
  return translated.length === 0
    ? t('review.original', { language })
    : t('review.translated', {
        language,
        what: translated.map((one) => t(`review.translated.${one}`)).join(', '),
      })
}

function systemLines(voice: Voice, { system }: Protocol, { models }: ProtocolParts): string[] {
  const { t } = voice
  return below(
    t('review.system', { count: String(system.models.length), text: cutText(t, system.safeguards) }),
    cutList(t, system.models, ({ alias, simulated, sealed }) => {
      const passport = models.find((model) => model.alias === alias)
      if (passport === undefined)
        return sealed === undefined
          ? t('review.model-absent', { alias })
          : t('review.model-sealed', { alias, sealed, simulated: simulated ? 'yes' : 'no' })
      const facts = factsText(voice, passport)
      return t(simulated || passport.simulated ? 'review.model-simulated' : 'review.model', { alias, facts })
    }),
  )
}
