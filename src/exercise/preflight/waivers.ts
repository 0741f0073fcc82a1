/**
 * Waivers: entries of the protocol by which the participants accept a finding, with a reason, by signing. A waived
 * finding stays in the list, as a note; a waiver that no finding needs is a note too. Not every rule can be waived:
 * where attempts are counted wrongly, where the good end of the scale is in doubt or where the parser misreads its own
 * right answer, there is no result left that a reason could save.
 */
import type { Protocol } from '../../statement/index.ts'
import { finding, PREFLIGHT_RULES, type Finding, type PreflightRule, type PreflightSet } from './finding.ts'

type Waiver = Protocol['waivers'][number]

const NOT_WAIVABLE: readonly PreflightRule[] = ['scale-direction', 'judge-parser', 'denominator']

/** True for a rule of preflight whose findings participants may accept. */
export function isWaivable(rule: string): boolean {
  return PREFLIGHT_RULES.some((name) => name === rule && !NOT_WAIVABLE.includes(name))
}

/** The findings with what is waived as notes that carry the reason, and a note for each waiver that none needed. */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  sets: readonly PreflightSet[],
): Finding[] {
  const valid = waivers.filter(({ rule }) => isWaivable(rule))
  const used = new Set<Waiver>()
  const waived = findings.map((found): Finding => {
    if (found.severity === 'note') return found
    const waiver = valid.find(({ rule, set }) => rule === found.rule && (set === null || set === found.set))
    if (waiver === undefined) return found
    used.add(waiver)
    return { ...found, severity: 'note', waived: waiver.reason, waivedBy: waiver.by ?? null }
  })
  return [...waived, ...valid.filter((waiver) => !used.has(waiver)).flatMap((waiver) => unused(waiver, sets))]
}

function unused({ rule: name, set: id, reason, by }: Waiver, sets: readonly PreflightSet[]): Finding[] {
  const rule = PREFLIGHT_RULES.find((one) => one === name)
  if (rule === undefined) return []
  const set = sets.find((one) => one.id === id)
  return [
    finding('waiver.unused', 'note', set === undefined ? null : { set: set.id, language: set.language }, {
      rule,
      expected: 'a finding that the waiver accepts',
      found: { rule: name, set: id, by: by ?? null, reason },
      values: { rule, set: id ?? 'null' },
    }),
  ]
}

/** The waiver of a finding as a line of protocol.yaml, its reason left to be written; null where none is possible. */
export function waiverEntry(
  { rule, set, severity, waived }: Pick<Finding, 'rule' | 'set' | 'severity' | 'waived'>,
  by: string,
): string | null {
  if (severity === 'note' || waived !== null || !isWaivable(rule)) return null
  const plain = (text: string): string =>
    /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z]/.test(text) ? text : JSON.stringify(text)
  return `- { rule: ${rule}, set: ${set === null ? 'null' : plain(set)}, by: ${plain(by)}, reason: "…" }`
}
