/**
 * Planned and observed facts of a run: one value per field of FACT_CLASSES, in the same shape on both sides, so
 * that a faithful run equals its plan. An absent field is unknown; null is a value ("not set").
 *
 *   items, split       by set            toolLanguage      by language: is it translated
 *   denominator …      as in the protocol    dates         planned {notAfter}, actual {from, to}
 *   parser, template   of the evaluation     tokens        planned {max}, actual {in, out}
 *   snapshot, provider, region, engine, quantisation      of the passport
 */
import { Json, plansPublishedRates, toHex, writeCanonical } from '../statement/index.ts'
import type {
  Dataset,
  Evaluation,
  FactField,
  Facts,
  JsonValue,
  Model,
  OutcomeCounts,
  Protocol,
  Sha256,
} from '../statement/index.ts'
import { driftFact } from './drift.ts'
import { assignedSets } from './state.ts'

type Generation = Protocol['generation']

/** `free`: fields this protocol leaves to each lab. They are recorded, and a value there is no deviation. */
export type PlannedFacts = { facts: Facts; free: readonly FactField[] }

/** What the protocol in force fixes for one lab and one model. `datasets` by set; a set without one is unknown. */
export function plannedFacts(plan: {
  protocol: Protocol
  evaluation: Evaluation
  datasets: ReadonlyMap<string, Dataset>
  /** Null where it is for others. */
  passport: Model | null
  lab: string
  model: string
}): PlannedFacts {
  const { protocol, evaluation, passport } = plan
  // Others planned them, and what they planned is not known.
  if (plansPublishedRates(protocol.analysis.plan)) return { facts: {}, free: [] }
  const { generation } = protocol
  const assigned = assignedSets(protocol, plan.lab, plan.model)
  const sets = protocol.items.sets.filter(({ id }) => assigned.includes(id))
  const attempts = sets.reduce((sum, set) => sum + set.n, 0) * (generation.attempts ?? 0)
  const { submitBy } = protocol.conduct.calendar
  const free: FactField[] = ['cost']
  const facts: Facts = {
    ...methodFacts(protocol, evaluation),
    ...generationFacts(generation),
    ...(passport === null ? {} : passportFacts(passport)),
    split: Object.fromEntries(sets.map(({ id, split }) => [id, split])),
    safeguards: protocol.system.safeguards,
    toolLanguage: toolLanguage(
      protocol,
      sets.map(({ language }) => language),
    ),
    n: attempts,
    excluded: 0,
    errored: 0,
    limitHits: 0,
  }
  const items = sets.map(({ id }) => [id, plan.datasets.get(id)?.items.sha256] as const)
  if (items.every(([, digest]) => digest !== undefined)) facts.items = Json.parse(Object.fromEntries(items))
  if (submitBy === null) free.push('dates')
  else facts.dates = { notAfter: submitBy }
  if (generation.limits.tokens === null) free.push('tokens')
  else facts.tokens = { max: generation.limits.tokens * attempts }
  if (generation.drift === undefined) free.push('drift')
  else facts.drift = 'none'
  if (generation.harness === undefined) free.push('harnessVersion')
  else facts.harnessVersion = `${generation.harness.name} ${generation.harness.version}`
  return { facts, free }
}

/** What one lab did, as its engine saw it and as the lab declares what no engine can see. */
export type Observed = {
  /** The protocol in force when the run began. */
  protocol: Protocol
  /** Template and scorer that were used. */
  evaluation: Pick<Evaluation, 'template' | 'scorer'>
  /** Sets that were run: SHA-256 of the items file that was read, and the split. */
  sets: readonly { id: string; language: string; itemsSha256: string; split: string }[]
  /** As it was really used, deviations included. */
  generation: Generation
  /** What the lab says of the model it called; null = unknown. */
  passport: Pick<Model, 'snapshot' | 'provider' | 'region' | 'engine' | 'quantisation'>
  /** Safeguards as the lab left them; null = unknown. */
  safeguards: string | null
  harness: { name: string; version: string }
  /** RFC 3339; null where it is not known. */
  started: string | null
  finished: string | null
  counts: OutcomeCounts
  /** Attempts left out by a decision of the lab. */
  excluded: number
  tokens: { in: number; out: number } | null
  /** p of the drift prompts; null where nothing could be compared. */
  drift?: number | null
}

/** The facts a run records. */
export function observedFacts(observed: Observed): Facts {
  const { protocol, counts, sets } = observed
  const facts: Facts = {
    ...methodFacts(protocol, observed.evaluation),
    ...generationFacts(observed.generation),
    ...passportFacts(observed.passport),
    items: Object.fromEntries(sets.map(({ id, itemsSha256 }) => [id, itemsSha256])),
    split: Object.fromEntries(sets.map(({ id, split }) => [id, split])),
    toolLanguage: toolLanguage(
      protocol,
      sets.map(({ language }) => language),
    ),
    harnessVersion: `${observed.harness.name} ${observed.harness.version}`,
    n: counts.attempts - counts['not-run'],
    excluded: observed.excluded,
    errored: counts.errored,
    limitHits: counts.limit,
  }
  if (observed.safeguards !== null) facts.safeguards = observed.safeguards
  if (observed.started !== null && observed.finished !== null) {
    facts.dates = { from: observed.started.slice(0, 10), to: observed.finished.slice(0, 10) }
  }
  const drift = driftFact(observed.drift ?? null)
  if (drift !== undefined) facts.drift = drift
  if (observed.tokens !== null) facts.tokens = { ...observed.tokens }
  return facts
}

function methodFacts(protocol: Protocol, evaluation: Pick<Evaluation, 'template' | 'scorer'>): Facts {
  return {
    judge: Json.parse({ judges: protocol.judging.judges, inputsShown: protocol.judging.inputsShown }),
    rubric: protocol.judging.rubric,
    parser: Json.parse(evaluation.scorer),
    template: evaluation.template,
    denominator: { ...protocol.outcomes.denominator },
    aggregation: Json.parse(protocol.aggregation),
  }
}

function generationFacts(generation: Generation): Facts {
  return {
    systemPrompt: generation.systemPrompt,
    scaffold: generation.scaffold,
    tools: [...generation.tools],
    temperature: generation.temperature,
    topP: generation.topP,
    maxTokens: generation.maxTokens,
    seed: generation.seed,
    stop: [...generation.stop],
    limits: { ...generation.limits },
    ...(generation.attempts === null ? {} : { attempts: generation.attempts }),
    reasoningEffort: generation.reasoningEffort,
    ...(generation.retries === null ? {} : { retries: generation.retries }),
  }
}

const IDENTITY = ['snapshot', 'provider', 'region', 'engine', 'quantisation'] as const

/**
 * The facts with what tells the model apart replaced by hashes keyed with the nonce of its passport: whoever has the
 * passport compares them, and nobody else can try out names.
 *
 *   {"hidden": SHA-256 of JCS {"field", "key", "v": "concord-hidden-fact-1", "value"}}
 *
 * Without a key they are left out.
 */
export function concealIdentity(facts: Facts, key: string | undefined, sha256: Sha256): Facts {
  const concealed: Facts = { ...facts }
  for (const field of IDENTITY) {
    const value = facts[field]
    if (value === undefined) continue
    if (key === undefined) delete concealed[field]
    else {
      const hash = sha256(writeCanonical({ field, key, v: 'concord-hidden-fact-1', value }))
      concealed[field] = { hidden: toHex(hash) }
    }
  }
  return concealed
}

function passportFacts(passport: Observed['passport']): Facts {
  const facts: Facts = {}
  for (const field of IDENTITY) {
    const value = passport[field]
    if (value !== null) facts[field] = value
  }
  return facts
}

function toolLanguage(protocol: Protocol, languages: readonly string[]): JsonValue {
  return Object.fromEntries(
    protocol.languages
      .filter(({ tag }) => languages.includes(tag))
      .map(({ tag, translated }) => [tag, translated.includes('tools')]),
  )
}
