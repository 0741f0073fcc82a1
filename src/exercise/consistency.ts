import { type Sentence, sentence } from '../error.ts'
import { DISCLOSURE_FIELDS } from '../statement/index.ts'
import type { DisclosureField, Protocol, Role } from '../statement/index.ts'
import { fieldSharing, isAsStrict, sharingOf } from './disclosure.ts'
import { canFindDrift } from './drift.ts'
import { findRatesProblems } from './rates-problems.ts'

/** What is wrong with a field. */
export type FieldProblem = { field: string; problem: Sentence }

/** The parts of a protocol that name each other. */
export type Coherent = Pick<
  Protocol,
  'participants' | 'outcomes' | 'aggregation' | 'analysis' | 'conduct' | 'retrospective' | 'waivers'
> & {
  generation: Pick<Protocol['generation'], 'attempts' | 'retries' | 'drift'>
  items: { sets: readonly { id: string; language: string }[] }
  languages: readonly { tag: string }[]
  system: {
    models: readonly {
      alias: string
      passport?: string | null
      sealed?: string | undefined
      name?: string | null
    }[]
  }
}

/** Names used but not declared, declared twice, or planned for somebody who does not run it. */
export function findIncoherence(protocol: Coherent): FieldProblem[] {
  const problems: FieldProblem[] = []
  const say = (field: string, problem: Sentence): void => {
    problems.push({ field, problem })
  }
  const declared = (field: string, names: readonly string[]): Set<string> => {
    const seen = new Set<string>()
    for (const name of names) {
      if (seen.has(name)) say(field, sentence`${name} stands here twice`)
      seen.add(name)
    }
    return seen
  }
  const members = declared(
    'participants',
    protocol.participants.map((entry) => entry.member),
  )
  const sets = declared(
    'items.sets',
    protocol.items.sets.map((set) => set.id),
  )
  const tags = declared(
    'languages',
    protocol.languages.map((entry) => entry.tag),
  )
  const models = declared(
    'system.models',
    protocol.system.models.map((model) => model.alias),
  )
  const measures = declared(
    'aggregation.measures',
    protocol.aggregation.measures.map((entry) => entry.id),
  )
  declared(
    'analysis.plan',
    protocol.analysis.plan.map((entry) => entry.id),
  )

  for (const { alias, sealed, passport, ...said } of protocol.system.models) {
    const tells = Object.entries(said).some(
      ([field, value]) => !['simulated', 'notes'].includes(field) && value !== null && value !== undefined,
    )
    if (sealed !== undefined && (tells || (passport ?? null) !== null))
      say(`system.models.${alias}`, sentence`it is sealed, so nothing else is said of it`)
    if (sealed === undefined && passport === null)
      say(`system.models.${alias}`, sentence`it has neither a passport nor a seal`)
  }
  const { drift } = protocol.generation
  if (drift !== undefined && !canFindDrift(drift.prompts.length, drift.repeats))
    say('generation.drift', sentence`with so few prompts and repeats no change could ever be found; ask more`)
  for (const set of protocol.items.sets) {
    if (!tags.has(set.language))
      say(`items.sets.${set.id}.language`, sentence`${set.language} is missing from languages`)
  }
  const { conduct } = protocol
  if (!members.has(conduct.coordinator))
    say('conduct.coordinator', sentence`${conduct.coordinator} is not a participant`)
  const holds = (member: string, role: Role): boolean =>
    protocol.participants.some((one) => one.member === member && one.roles.includes(role))
  if (members.has(conduct.coordinator) && !holds(conduct.coordinator, 'coordinator'))
    say('conduct.coordinator', sentence`${conduct.coordinator} does not have the role coordinator`)
  const { tlp, audience } = conduct.disclosure
  const named = tlp === 'AMBER' || tlp === 'AMBER+STRICT'
  if (!named && audience.length > 0)
    say('conduct.disclosure.audience', sentence`${tlp} has no audience; leave it empty, or choose AMBER`)
  for (const member of named && audience.length > 0 ? members : [])
    if (!audience.includes(member))
      say('conduct.disclosure.audience', sentence`${member} takes part and could not read what is shared`)
  const embargo = embargoProblem(protocol)
  if (embargo !== undefined) say('conduct.disclosure.early', embargo)
  for (const field of DISCLOSURE_FIELDS) {
    const problem = markingProblem(protocol, field)
    if (problem !== undefined) say(`conduct.disclosure.fields.${field}`, problem)
  }
  const runs = new Set<string>()
  for (const [index, { member, sets: theirs, models: used }] of conduct.assignments.entries()) {
    const field = `conduct.assignments.${index}`
    if (!members.has(member)) say(`${field}.member`, sentence`${member} is not a participant`)
    else if (!holds(member, 'runner'))
      say(`${field}.member`, sentence`${member} does not have the role runner`)
    for (const set of theirs)
      if (!sets.has(set)) say(`${field}.sets`, sentence`${set} is not a set of items.sets`)
    for (const model of used)
      if (!models.has(model)) say(`${field}.models`, sentence`${model} is not a model of system.models`)
    for (const set of theirs) for (const model of used) runs.add(`${member} ${set} ${model}`)
  }
  for (const entry of protocol.analysis.plan) {
    const field = `analysis.plan.${entry.id}`
    const used = 'models' in entry ? entry.models : [entry.model]
    for (const model of declared(`${field}.models`, used))
      if (!models.has(model)) say(field, sentence`${model} is not a model of system.models`)
    for (const measure of declared(
      `${field}.measures`,
      'measures' in entry ? entry.measures : [entry.measure],
    ))
      if (!measures.has(measure)) say(field, sentence`${measure} is not a measure of aggregation.measures`)
    if (entry.kind === 'lab-language' || entry.kind === 'published-rates') continue
    if (!sets.has(entry.set)) say(`${field}.set`, sentence`${entry.set} is not a set of items.sets`)
    for (const lab of declared(`${field}.labs`, 'labs' in entry ? entry.labs : [entry.lab]))
      for (const model of used)
        if (!runs.has(`${lab} ${entry.set} ${model}`))
          say(field, sentence`${lab} is not assigned to run ${model} on ${entry.set} (conduct.assignments)`)
  }
  for (const [index, { set }] of protocol.waivers.entries())
    if (set !== null && !sets.has(set))
      say(`waivers.${index}.set`, sentence`${set} is not a set of items.sets`)
  const primary = protocol.analysis.plan.filter((entry) => entry.kind === 'joint' && entry.primary)
  if (primary.length > 1)
    say(
      'analysis.plan',
      sentence`${primary.map((entry) => entry.id).join(', ')} are both primary; at most one is`,
    )
  problems.push(...findRatesProblems(protocol))
  return problems
}

/** What is wrong with the embargo of the results; undefined where nothing is. */
function embargoProblem(protocol: Coherent): Sentence | undefined {
  const { embargoUntil, early = [] } = protocol.conduct.disclosure
  if (embargoUntil === undefined)
    return early.length === 0
      ? undefined
      : sentence`early readers only with an embargo; say embargoUntil, or leave them out`
  const { audience } = sharingOf(protocol)
  const outside = early.find((member) => audience.length > 0 && !audience.includes(member))
  if (outside !== undefined)
    return sentence`${outside} may not read the exercise at all; add it to the audience first`
  const lacking = protocol.participants.find(({ member }) => !early.includes(member))
  return lacking === undefined
    ? undefined
    : sentence`${lacking.member} takes part, and could not read the runs it is to analyse; add it to early`
}

/** What is wrong with the label of one field; undefined where nothing is. */
function markingProblem(protocol: Coherent, field: DisclosureField): Sentence | undefined {
  const marking = protocol.conduct.disclosure.fields[field]
  const sharing = fieldSharing(protocol, field)
  if (typeof marking === 'string' || sharing === null) return undefined
  const { tlp } = sharing
  const named = tlp === 'AMBER' || tlp === 'AMBER+STRICT'
  if (!named && marking.audience !== undefined)
    return sentence`${tlp} has no audience; leave it out, or choose AMBER`
  if (tlp !== 'RED' && marking.recipients !== undefined)
    return sentence`only RED has recipients; leave them out`
  if (!isAsStrict(sharing, sharingOf(protocol)))
    return sentence`${tlp} is for more than may read the exercise; a field may only be for fewer`
  if (field === 'transcripts')
    return tlp === 'RED' && sharing.recipients.length === 0
      ? sentence`RED names its recipients, such as institute/7f3a`
      : undefined
  if (tlp === 'RED')
    return sentence`RED is for named persons, and whoever takes part needs this; choose AMBER+STRICT`
  const outside = protocol.participants.find(({ member }) => named && !sharing.audience.includes(member))
  return outside === undefined
    ? undefined
    : sentence`${outside.member} takes part, needs it, and could not read it; add it to the audience`
}
