/** What a protocol says in its ten parts, for whoever is asked to sign it. */
import { findLanguageName, formatCount, formatDate } from '../../message/index.ts'
import type { Translate } from '../../message/index.ts'
import type { ProtocolParts } from '../../node/index.ts'
import type { Model, Protocol } from '../../statement/index.ts'
import { conductLines } from './conduct-lines.ts'
import { below, cutList, cutText, oneLine } from './cut-text.ts'
import type { Voice } from './cut-text.ts'
import { generationLines, judgingLines, outcomeLines } from './method-lines.ts'
import { analysisLines } from './plan-lines.ts'

const LONGEST_ITEM = 100
/** In the order in which a reader asks for them. */
const FACTS = [
  'developer',
  'name',
  'snapshot',
  'provider',
  'region',
  'engine',
  'quantisation',
  'contextTokens',
  'safeguards',
  'access',
  'released',
] as const

const LISTS = ['providerTools', 'capabilities', 'limits', 'risks'] as const

/** One line for each thing the protocol says, parts at the margin and what belongs to them indented. */
export function protocolLines(voice: Voice, protocol: Protocol, parts: ProtocolParts): string[] {
  const { t } = voice
  return [
    t('review.heading'),
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
      cutList(t, protocol.aggregation.measures, ({ id, title, rule, sections }) => {
        const measure = t('review.measure', { id, title: cutText(t, title), rule: t(`review.rule.${rule}`) })
        return sections === null
          ? measure
          : measure + t('review.separator') + t('review.measure.sections', { list: oneLine(t, sections) })
      }),
    ),
    ...analysisLines(voice, protocol),
    ...conductLines(voice, protocol),
  ]
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

/** What is known of a model, then the names of what is not. */
export function factsText({ locale, t }: Voice, model: Omit<Model, 'nonce'>): string {
  const known = FACTS.flatMap((fact) => {
    const value = model[fact]
    if (value === null) return []
    const text =
      typeof value === 'number'
        ? formatCount(locale, value)
        : fact === 'released'
          ? formatDate(locale, value)
          : cutText(t, value)
    return [t('review.field', { name: t(`review.model.${fact}`), value: text })]
  })
  const unknown = FACTS.filter((fact) => model[fact] === null).map((fact) => t(`review.model.${fact}`))
  return [
    ...known,
    ...toldOf({ locale, t }, model).map((one) => t('review.field', one)),
    ...(unknown.length > 0 ? [t('review.model-unknown', { list: unknown.join(', ') })] : []),
  ].join(t('review.separator'))
}

/** What else a passport may tell, where it does. */
function toldOf({ locale, t }: Voice, model: Omit<Model, 'nonce'>): { name: string; value: string }[] {
  const { accessLevels, knowledgeUntil, served, notes } = model
  const levels = Object.values(accessLevels ?? {}).map((level) => level ?? '?')
  const days = [served?.from ?? null, served?.to ?? null].map((day) =>
    day === null ? '?' : formatDate(locale, day),
  )
  const told = [
    { name: t('review.model.accessLevels'), value: levels.join(', ') },
    {
      name: t('review.model.knowledgeUntil'),
      value:
        knowledgeUntil === undefined || knowledgeUntil === null ? '' : formatDate(locale, knowledgeUntil),
    },
    { name: t('review.model.served'), value: served === undefined ? '' : days.join(' – ') },
    ...LISTS.map((list) => ({
      name: t(`review.model.${list}`),
      value: cutText(t, (model[list] ?? []).join('; ')),
    })),
    { name: t('review.model.notes'), value: cutText(t, notes) },
  ]
  return told.filter(({ value }) => value !== '')
}
