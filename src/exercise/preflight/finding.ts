import type {
  Item,
  JsonValue,
  Outcome,
  PlannedAnalysis,
  Protocol,
  Sha256,
  Split,
} from '../../statement/index.ts'

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
  'duplicate-file.same',
  'duplicate-file.mostly',
  'untranslated.same',
  'untranslated.shared-run',
  'source-drift.source-changed',
  'source-drift.source-edited',
  'source-drift.numbers',
  'source-drift.placeholders',
  'source-drift.length',
  'source-drift.numbers-missing',
  'script.other-script',
  'script.mixed',
  'script.other-language',
  'script.cannot-tell',
  'shifted-column.kinds',
  'translated-code.outside',
  'translated-code.own-words',
  'contradictory-name.language',
  'contradictory-name.no-language',
  'contradictory-name.description',
  'contradictory-name.description-elsewhere',
  'contradictory-name.category',
  'scale-direction.nothing-stated',
  'scale-direction.opposite',
  'scale-direction.differs',
  'judge-differs.nothing-stated',
  'judge-differs.fields',
  'judge-differs.prompt-translated',
  'judge-parser.nothing-stated',
  'judge-parser.plain',
  'judge-parser.reply',
  'judge-parser.two-verdicts',
  'judge-parser.cannot-tell',
  'denominator.no-protocol',
  'denominator.policy-missing',
  'denominator.failure-as-pass',
  'denominator.assigned-twice',
  'denominator.sum',
  'denominator.policy-decides',
  'licence.none-stated',
  'licence.unclear',
  'licence.no-derivatives',
  'licence.not-to-be-shared',
  'licence.differs',
  'licence.no-origin',
  'split.same-question',
  'split.near-question',
  'split.crosses-languages',
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
  'untouched.question',
  'untouched.items',
  'calendar.order',
  'calendar.past',
  'unused-set.no-analysis',
  'waiver.unused',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** The rules of preflight in the order of the reference. */
export const PREFLIGHT_RULES = [
  'language-tag',
  'item-alignment',
  'equal-sets',
  'duplicate-input',
  'duplicate-file',
  'untranslated',
  'source-drift',
  'script',
  'shifted-column',
  'translated-code',
  'contradictory-name',
  'scale-direction',
  'judge-differs',
  'judge-parser',
  'denominator',
  'licence',
  'split',
  'power',
  'untouched',
  'calendar',
  'unused-set',
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
  /** Items of the result it puts in doubt: those concerned, else all of the set, or of every set; 0 for a note. */
  atStake: number
  expected: JsonValue
  found: JsonValue
  /**
   * Its sentence is the message `preflight.` + code, with these values. What has a name in every language has its code
   * beside it: `script` is the name in the registry, `scriptCode` the script.
   */
  code: FindingCode
  values: Record<string, string | number>
  /** Reason of the waiver in the protocol, which makes a note of the finding; null without one. */
  waived: string | null
  /** The participant that gave the waiver; null without one, or where it names nobody. */
  waivedBy: string | null
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
  /** What is said of the set beside its items: null or absent where nothing is. */
  about?: SetDescription | null
  /** Further columns of the file: a value for each item, in the order of the items. */
  columns?: ReadonlyMap<string, readonly string[]>
}

/** What a file or a protocol says of a set; null = nothing. */
export type SetDescription = {
  file: string | null
  name: string | null
  description: string | null
  licence: string | null
  source: string | null
}

/** How the answers to some sets are judged, as a recipe or a protocol says it. */
export type SetJudging = {
  /** Whose saying it is, as shown. */
  label: string
  sets: readonly string[]
  /** What must be the same in languages that are compared: judge, prompt, version, parser. */
  fields: Readonly<Record<string, string>>
  /** Which end of the values is the good one, each with what says so. */
  directions: readonly { by: string; good: 'high' | 'low' }[]
  /** Names for ranges of values, such as A = 80 to 100; empty = none. */
  grades: readonly { grade: string; from: number; to: number }[]
}

/** The part of judging that turns a reply into a value. */
export type ReplyParser = {
  /** What it is, as shown. */
  label: string
  /** What a correct reply looks like; null where only the parser's own pattern says it. */
  form: 'text' | 'number' | 'choice' | null
  /** Value of a reply to an item; null = no value came of it. */
  parse(reply: string, item: Pick<Item, 'target' | 'choices'>): number | null
}

/** The parts of a protocol, or of the draft of one, that preflight reads. */
export type PreflightProtocol = {
  items: Pick<Protocol['items'], 'crossLanguageKey'>
  generation: Pick<Protocol['generation'], 'attempts'>
  outcomes: { denominator: Partial<Protocol['outcomes']['denominator']> }
  analysis: { plan: readonly PlannedAnalysis[] }
  conduct: Pick<Protocol['conduct'], 'assignments'> & Partial<Pick<Protocol['conduct'], 'calendar'>>
  waivers: Protocol['waivers']
  /** Absent where only datasets are looked at. */
  languages?: Protocol['languages']
  judging?: Pick<Protocol['judging'], 'judges' | 'scale'>
  question?: Protocol['question']
  retrospective?: boolean
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
  judging?: readonly SetJudging[]
  parser?: ReplyParser
  /** With whom the items are to be shared: null = not decided yet. */
  sharing?: 'everybody' | 'participants' | null
  /** The moment of the check, RFC 3339; without it no date is held against the clock. */
  now?: string
  /** For digests as evidence; without it none is printed. */
  sha256?: Sha256
  /** How the text of an item is printed: as it is, or as its hash where the reader may not see it. */
  showText?: (text: string) => string
  /** Told how many more rules are applied, and of how many more sets the questions are compared with each other. */
  onRules?: (more: number) => void
  onSets?: (more: number) => void
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
    /** Where the code does not name it. */
    rule?: PreflightRule
  },
): Finding {
  const items = evidence.items ?? []
  const rule = evidence.rule ?? PREFLIGHT_RULES.find((name) => code.startsWith(`${name}.`))
  if (rule === undefined) throw new TypeError(`no rule is named by the code ${code}`)
  return {
    rule,
    severity,
    set: at?.set ?? null,
    language: at?.language ?? null,
    items: items.slice(0, 20),
    count: items.length,
    atStake: 0,
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
    waivedBy: null,
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
