/** How a protocol has answers generated and judged, and what it does with those that give no value. */
import { formatCount } from '../../message/index.ts'
import type { Locale, Translate } from '../../message/index.ts'
import type { ProtocolParts } from '../../node/index.ts'
import type { Protocol, Scorer } from '../../statement/index.ts'
import { below, cutList, cutText, oneLine } from './cut-text.ts'
import type { Voice } from './cut-text.ts'

/** Part 5. What is null is said to be not set: the provider's default is a choice too. */
export function generationLines({ locale, t }: Voice, { generation }: Protocol): string[] {
  const unset = t('review.unset')
  const count = (value: number | null): string => (value === null ? unset : formatCount(locale, value))
  const plain = (value: number | null): string => (value === null ? unset : asGiven(locale, value))
  const { limits, harness, stop, drift } = generation
  const { attempts, retries } = generation
  const heading =
    attempts === null || retries === null
      ? t('review.generation.unknown')
      : t('review.generation', { attempts, retries })
  return below(heading, [
    t('review.generation.sampling', {
      temperature: plain(generation.temperature),
      topP: plain(generation.topP),
      maxTokens: count(generation.maxTokens),
      seed: plain(generation.seed),
      effort: generation.reasoningEffort === null ? unset : cutText(t, generation.reasoningEffort),
    }),
    t('review.generation.systemPrompt', {
      text: generation.systemPrompt === null ? unset : cutText(t, generation.systemPrompt),
    }),
    t('review.generation.scaffold', { text: cutText(t, generation.scaffold) }),
    t('review.generation.tools', { text: oneLine(t, generation.tools) }),
    // As JSON: a line feed that ends an answer has to be seen.
    ...(stop.length > 0
      ? [
          t('review.generation.stop', {
            text: oneLine(
              t,
              stop.map((text) => JSON.stringify(text)),
            ),
          }),
        ]
      : []),
    t('review.generation.limits', {
      seconds: plain(limits.timeSeconds),
      tokens: count(limits.tokens),
      steps: count(limits.steps),
    }),
    ...(drift === undefined
      ? []
      : [t('review.generation.drift', { repeats: drift.repeats, text: oneLine(t, drift.prompts) })]),
    ...(harness === undefined
      ? []
      : [t('review.generation.harness', { text: cutText(t, `${harness.name} ${harness.version}`) })]),
  ])
}

/** Part 6; the scorer and the message to the model are in the evaluation, null where that is not here. */
export function judgingLines(
  voice: Voice,
  { judging }: Protocol,
  { evaluation, judging: told }: Pick<ProtocolParts, 'evaluation' | 'judging'>,
): string[] {
  const { locale, t } = voice
  const { inputsShown, scale, humanSample } = judging
  const { judges, rubric } = told ?? judging
  return below(
    t('review.judging', {
      text: evaluation === null ? t('review.judging.absent') : scorerText(voice, evaluation.scorer),
    }),
    [
      ...(evaluation === null
        ? []
        : [t('review.judging.template', { text: cutText(t, evaluation.template) })]),
      ...(told === null ? [t('review.judging.withheld')] : []),
      ...cutList(t, judges, ({ id, snapshot, prompt }) =>
        t('review.judging.judge', { id, snapshot: cutText(t, snapshot), prompt: cutText(t, prompt) }),
      ),
      ...(rubric === '' ? [] : [t('review.judging.rubric', { text: cutText(t, rubric) })]),
      ...(inputsShown.length === 0 ? [] : [t('review.judging.shown', { text: oneLine(t, inputsShown) })]),
      t('review.judging.scale', {
        min: asGiven(locale, scale.min),
        max: asGiven(locale, scale.max),
        good: scale.good,
      }),
      ...(humanSample === '' ? [] : [t('review.judging.humanSample', { text: cutText(t, humanSample) })]),
    ],
  )
}

/** How an answer becomes a value, and by which phrases a refusal is known. */
function scorerText(voice: Voice, scorer: Scorer): string {
  const { t } = voice
  const more: string[] = []
  if ('normalise' in scorer && scorer.normalise !== undefined)
    more.push(...scorer.normalise.map((what) => t(`review.scorer.normalise.${what}`)))
  if ('refusals' in scorer && scorer.refusals !== undefined)
    more.push(
      ...scorer.refusals.map(({ language, phrases }) =>
        t('review.scorer.refusals', { language, phrases: oneLine(t, phrases) }),
      ),
    )
  return [valueText(voice, scorer), ...more].join('; ')
}

function valueText({ locale, t }: Voice, scorer: Scorer): string {
  const yes = (value: boolean): string => (value ? 'yes' : 'no')
  switch (scorer.type) {
    case 'exact':
      return t('review.scorer.exact', { case: yes(scorer.ignoreCase), space: yes(scorer.ignoreSpace) })
    case 'includes':
      return t('review.scorer.includes', { case: yes(scorer.ignoreCase) })
    case 'numeric':
      return t('review.scorer.numeric', {
        take: scorer.take,
        tolerance: asGiven(locale, scorer.tolerance),
        decimal: scorer.decimal,
        locale: scorer.locale ?? 'none',
      })
    case 'choice':
      return t('review.scorer.choice')
    case 'regex':
      return t('review.scorer.regex', {
        group: String(scorer.group),
        pattern: cutText(t, `/${scorer.pattern}/${scorer.flags}`),
        compare: scorer.compare,
      })
    case 'f1':
      return t('review.scorer.f1', { language: scorer.language })
    case 'judge':
      return t('review.scorer.judge', {
        judges: oneLine(
          t,
          scorer.judges.map(({ id, model }) => `${id} (${model})`),
        ),
        shows: oneLine(t, scorer.shows),
        verdicts: oneLine(
          t,
          scorer.verdicts.map(({ verdict, value }) => `${verdict} = ${value ?? '–'}`),
        ),
        aggregation: scorer.aggregation,
        rubric: cutText(t, scorer.template),
      })
    case 'criteria':
      return t('review.scorer.criteria', {
        judges: oneLine(
          t,
          scorer.judges.map(({ id, model }) => `${id} (${model})`),
        ),
        shows: oneLine(t, scorer.shows),
        count: scorer.criteria.length,
        criteria: oneLine(
          t,
          scorer.criteria.map(({ id, text: criterion }) => `${id}: ${criterion}`),
        ),
        aggregation: scorer.aggregation,
        rubric: cutText(t, scorer.template),
      })
    case 'verdict-table':
      return t('review.scorer.verdict-table', { rubric: cutText(t, scorer.rubric) })
  }
}

/** Part 7: the rule for each way in which an attempt can be without a value, and what may be excluded. */
export function outcomeLines(t: Translate, { outcomes }: Protocol): string[] {
  const { denominator, exclusions } = outcomes
  return below(t('review.outcomes'), [
    ...(['unscored', 'errored', 'limit', 'not-run'] as const).map((outcome) =>
      t(`review.outcomes.${outcome}`, { policy: t(`review.policy.${denominator[outcome]}`) }),
    ),
    ...cutList(t, exclusions, ({ reason, decidedBy }) =>
      t('review.exclusion', { reason: cutText(t, reason), by: cutText(t, decidedBy) }),
    ),
  ])
}

/** A number as it was given, whatever its digits, with the decimal mark of the language. */
function asGiven(locale: Locale, value: number): string {
  return locale === 'fr' ? String(value).replace('.', ',') : String(value)
}
