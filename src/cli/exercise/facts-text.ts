/** What a passport says of a model, in a line. */
import { formatCount, formatDate } from '../../message/index.ts'
import type { Model } from '../../statement/index.ts'
import { cutText } from './cut-text.ts'
import type { Voice } from './cut-text.ts'

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
