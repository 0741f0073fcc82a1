import type { Item, JsonValue, Outcome, PlannedAnalysis, Protocol, Split } from '../../statement/index.ts'

/** Every finding there is, as rule and what was found: the key of its sentence after `preflight.`. */
export const FINDING_CODES = [
  'language-tag.malformed',
  'language-tag.unregistered',
  'language-tag.country-code',
  'language-tag.unregistered-part',
  'language-tag.deprecated',
  'language-tag.private-use',
  'language-tag.undetermined',
  'language-tag.other-script',
  'language-tag.other-language',
  'language-tag.no-text',
  'item-alignment.no-common-key',
  'item-alignment.keys-differ',
  'item-alignment.targets-differ',
  'item-alignment.row-order',
  'item-alignment.rows-differ',
  'item-alignment.item-key',
  'item-alignment.no-key',
  'equal-sets.planned-count',
  'equal-sets.fewer',
  'equal-sets.planned-fewer',
  'duplicate-input.same',
  'duplicate-input.near',
  'duplicate-input.no-text',
  'denominator.no-protocol',
  'denominator.policy-missing',
  'denominator.failure-as-pass',
  'denominator.assigned-twice',
  'denominator.sum',
  'denominator.policy-decides',
  'power.no-plan',
  'power.too-few-items',
  'power.too-few-labs',
  'power.few-labs',
  'power.three-labs-delta',
  'power.three-labs-items',
  'power.no-delta',
  'power.joint-small',
  'power.pair',
  'power.not-connected',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** The rules of preflight in the order of the reference. */
export const PREFLIGHT_RULES = [
  'language-tag',
  'item-alignment',
  'equal-sets',
  'duplicate-input',
  'denominator',
  'power',
] as const
export type PreflightRule = (typeof PREFLIGHT_RULES)[number]

export type Severity = 'block' | 'warn' | 'note'

/** One finding: what a rule expected of a set or of the protocol, and what is there. */
export type Finding = {
  rule: PreflightRule
  severity: Severity
  /** Set of the protocol, or dataset; null for the protocol itself. */
  set: string | null
  language: string | null
  /** Ids of the items concerned, the first 20. */
  items: string[]
  /** How many are concerned in all. */
  count: number
  expected: JsonValue
  found: JsonValue
  /** Its sentence is the message `preflight.` + code, with these values. */
  code: FindingCode
  values: Record<string, string | number>
  /** Reason of the waiver in the protocol, which makes a note of any finding; null without one. */
  waived: string | null
}

/** One set: the items of one dataset in one language. */
export type PreflightSet = {
  /** Its id in the protocol, or the name of the dataset. */
  id: string
  language: string
  /** Split that is run for the result; null = all items. */
  split: Split | null
  /** Number of items of that split that the protocol states; null where it states none yet. */
  n: number | null
  /** False where row numbers stand in for ids. */
  idsDeclared: boolean
  items: readonly Item[]
}

/** The parts of a protocol, or of the draft of one, that preflight reads. */
export type PreflightProtocol = {
  items: Pick<Protocol['items'], 'crossLanguageKey'>
  generation: Pick<Protocol['generation'], 'attempts'>
  outcomes: { denominator: Partial<Protocol['outcomes']['denominator']> }
  analysis: { plan: readonly PlannedAnalysis[] }
  conduct: Pick<Protocol['conduct'], 'assignments'>
  waivers: Protocol['waivers']
}

/** How the attempts of a result ended, as somebody counted them. */
export type CountedResult = {
  set: string
  /** Whose result it is, as shown. */
  label: string
  /** Attempts that were made. */
  attempts: number
  outcomes: Readonly<Partial<Record<Outcome, number>>>
  /** Sum of the values of the scored attempts. */
  points: number
}

/** What preflight looks at: sets, the protocol if there is one, counts if there are any (pilots, published). */
export type PreflightInput = {
  protocol: PreflightProtocol | null
  sets: readonly PreflightSet[]
  counts?: readonly CountedResult[]
  /** How the text of an item is printed: as it is, or as its hash where the reader may not see it. */
  showText?: (text: string) => string
}

/** A finding before waivers are looked up; a list of ids is cut to 20 and counted. */
export function finding(
  code: FindingCode,
  severity: Severity,
  at: { set: string; language: string } | null,
  evidence: {
    items?: readonly string[]
    expected: JsonValue
    found: JsonValue
    values?: Record<string, string | number>
  },
): Finding {
  const items = evidence.items ?? []
  const rule = PREFLIGHT_RULES.find((name) => code.startsWith(`${name}.`))
  if (rule === undefined) throw new TypeError(`no rule is named by the code ${code}`)
  return {
    rule,
    severity,
    set: at?.set ?? null,
    language: at?.language ?? null,
    items: items.slice(0, 20),
    count: items.length,
    expected: evidence.expected,
    found: evidence.found,
    code,
    values: {
      ...(at === null ? {} : { set: at.set, language: at.language }),
      items: shownList(items),
      count: items.length,
      ...evidence.values,
    },
    waived: null,
  }
}

/** The first ids of a list, as they are shown in a sentence. */
export function shownList(ids: readonly string[]): string {
  return ids.length > 5 ? `${ids.slice(0, 5).join(', ')} …` : ids.join(', ')
}

/** Where a finding about a set stands. */
export function placeOf({ id, language }: PreflightSet): { set: string; language: string } {
  return { set: id, language }
}

/** The items that are run for the result. */
export function plannedItems(set: PreflightSet): readonly Item[] {
  return set.split === null ? set.items : set.items.filter((item) => item.split === set.split)
}
