import { denominator } from './denominator.ts'
import { duplicateInput } from './duplicate-input.ts'
import { equalSets } from './equal-sets.ts'
import { PREFLIGHT_RULES, type Finding, type PreflightInput, type PreflightRule } from './finding.ts'
import { itemAlignment } from './item-alignment.ts'
import { languageTag } from './language-tag.ts'
import { power } from './power.ts'

const RULES: Readonly<Record<PreflightRule, (input: PreflightInput) => Finding[]>> = {
  'language-tag': languageTag,
  'item-alignment': itemAlignment,
  'equal-sets': equalSets,
  'duplicate-input': duplicateInput,
  denominator,
  power,
}
const SEVERITIES = ['block', 'warn', 'note']

/**
 * Every finding of every rule: what blocks first, then warnings, then notes; within these by rule, then in the
 * order of the sets. The same input gives the same findings. A waiver of the protocol makes a finding a note
 * that carries its reason; a waiver without a set holds for every set.
 */
export function preflight(input: PreflightInput): Finding[] {
  const waivers = input.protocol?.waivers ?? []
  const order = new Map(input.sets.map((set, index) => [set.id, index]))
  const orderOf = (set: string | null): number => (set === null ? -1 : (order.get(set) ?? order.size))
  return PREFLIGHT_RULES.flatMap((rule) => RULES[rule](input))
    .map((found): Finding => {
      const waiver = waivers.find(
        ({ rule, set }) => rule === found.rule && (set === null || set === found.set),
      )
      return waiver === undefined || found.severity === 'note'
        ? found
        : { ...found, severity: 'note', waived: waiver.reason }
    })
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        PREFLIGHT_RULES.indexOf(a.rule) - PREFLIGHT_RULES.indexOf(b.rule) ||
        orderOf(a.set) - orderOf(b.set),
    )
}
