import { calendar } from './calendar.ts'
import { contradictoryName } from './contradictory-name.ts'
import { denominator } from './denominator.ts'
import { duplicateFile } from './duplicate-file.ts'
import { duplicateInput } from './duplicate-input.ts'
import { equalSets } from './equal-sets.ts'
import {
  PREFLIGHT_RULES,
  plannedItems,
  type Finding,
  type PreflightInput,
  type PreflightRule,
} from './finding.ts'
import { itemAlignment } from './item-alignment.ts'
import { judgeDiffers } from './judge-differs.ts'
import { judgeParser } from './judge-parser.ts'
import { languageTag } from './language-tag.ts'
import { licence } from './licence.ts'
import { power } from './power.ts'
import { scaleDirection } from './scale-direction.ts'
import { script } from './script.ts'
import { shiftedColumn } from './shifted-column.ts'
import { sourceDrift } from './source-drift.ts'
import { split } from './split.ts'
import { translatedCode } from './translated-code.ts'
import { untranslated } from './untranslated.ts'
import { untouched } from './untouched.ts'
import { unusedSet } from './unused-set.ts'
import { applyWaivers } from './waivers.ts'

const RULES: Readonly<Record<PreflightRule, (input: PreflightInput) => Finding[]>> = {
  'language-tag': languageTag,
  'item-alignment': itemAlignment,
  'equal-sets': equalSets,
  'duplicate-input': duplicateInput,
  'duplicate-file': duplicateFile,
  untranslated,
  'source-drift': sourceDrift,
  script,
  'shifted-column': shiftedColumn,
  'translated-code': translatedCode,
  'contradictory-name': contradictoryName,
  'scale-direction': scaleDirection,
  'judge-differs': judgeDiffers,
  'judge-parser': judgeParser,
  denominator,
  licence,
  split,
  power,
  untouched,
  calendar,
  'unused-set': unusedSet,
}
const SEVERITIES = ['block', 'warn', 'note']

/**
 * Every finding of every rule, sorted by what it would cost: what blocks first, then warnings, then notes; blocks
 * and warnings by the number of results they put in doubt; then by rule, then in the order of the sets. The same
 * input gives the same findings. A waiver of the protocol makes a finding a note that carries its reason (waivers.ts).
 */
export function preflight(input: PreflightInput): Finding[] {
  const order = new Map(input.sets.map((set, index) => [set.id, index]))
  const orderOf = (set: string | null): number => (set === null ? -1 : (order.get(set) ?? order.size))
  const all = input.sets.reduce((sum, set) => sum + plannedItems(set).length, 0)
  const itemsOf = new Map(input.sets.map((set) => [set.id, plannedItems(set).length]))
  const atStake = ({ severity, set, count }: Finding): number => {
    if (severity === 'note') return 0
    return count > 0 ? count : set === null ? all : (itemsOf.get(set) ?? 0)
  }
  return applyWaivers(
    PREFLIGHT_RULES.flatMap((rule) => {
      const found = RULES[rule](input)
      input.onRules?.(1)
      return found
    }),
    input.protocol?.waivers ?? [],
    input.sets,
  )
    .map((found): Finding => ({ ...found, atStake: atStake(found) }))
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.atStake - a.atStake ||
        PREFLIGHT_RULES.indexOf(a.rule) - PREFLIGHT_RULES.indexOf(b.rule) ||
        orderOf(a.set) - orderOf(b.set),
    )
}
