/**
 * Rule `licence`: licence and origin of the items allow what the exercise does with them: translating, and sharing
 * as planned. A licence is read by its name in the SPDX list; a name near one is reported with it. Nobody is told
 * what is lawful: a finding says which two statements do not go together.
 */
import type { JsonValue } from '../../statement/index.ts'
import {
  finding,
  placeOf,
  shownList,
  type Finding,
  type PreflightInput,
  type PreflightSet,
} from './finding.ts'
import { findLicence, isLicenceName } from './licence-name.ts'
import { familiesOf, sourceOf } from './translations.ts'

/** Licences that are missing, not clear, in conflict with translating or sharing, or different in one family. */
export function licence(input: PreflightInput): Finding[] {
  const { sets, protocol, sharing = null } = input
  const silent = sets.filter((set) => statedOf(set) === null)
  const findings: Finding[] =
    silent.length === 0
      ? []
      : [
          finding('licence.none-stated', 'note', null, {
            expected: 'the licence of each set',
            found: silent.map(({ id }) => id),
            values: { sets: shownList(silent.map(({ id }) => id)), setCount: silent.length },
          }),
        ]
  const unclear = new Map<string, PreflightSet[]>()
  for (const set of sets) {
    const stated = statedOf(set)
    if (stated !== null && !isLicenceName(stated)) unclear.set(stated, [...(unclear.get(stated) ?? []), set])
  }
  for (const [stated, holders] of unclear) {
    const near = findLicence(stated)
    findings.push(
      finding('licence.unclear', near === null ? 'warn' : 'note', null, {
        expected: { spdx: near?.name ?? null },
        found: { licence: stated, sets: holders.map(({ id }) => id) },
        values: {
          licence: stated,
          proposed: near?.name ?? '–',
          sets: shownList(holders.map(({ id }) => id)),
        },
      }),
    )
  }
  for (const family of familiesOf(sets)) {
    const source = sourceOf(family, protocol)
    for (const set of family) findings.push(...conflicts(set, set !== source && family.length > 1, sharing))
    const names = new Map<string, string[]>()
    for (const set of family) {
      const stated = statedOf(set)
      if (stated !== null) {
        const name = findLicence(stated)?.name ?? stated
        names.set(name, [...(names.get(name) ?? []), set.id])
      }
    }
    if (names.size > 1) {
      findings.push(
        finding('licence.differs', 'warn', null, {
          expected: 'one licence, or one that allows the other',
          found: Object.fromEntries<JsonValue>(names),
          values: {
            licences: shownList([...names].map(([name, [first = '']]) => `${name} (${first})`)),
          },
        }),
      )
    }
  }
  return findings
}

function conflicts(set: PreflightSet, isTranslation: boolean, sharing: PreflightInput['sharing']): Finding[] {
  const stated = statedOf(set)
  const known = stated === null ? null : findLicence(stated)
  if (stated === null || known === null) return []
  const findings: Finding[] = []
  if (known.noDerivatives && isTranslation) {
    findings.push(
      finding('licence.no-derivatives', 'block', placeOf(set), {
        expected: 'a licence under which translations may be made',
        found: { licence: stated, spdx: known.name },
        values: { licence: stated },
      }),
    )
  }
  if (!known.mayBeShared && sharing === 'everybody') {
    findings.push(
      finding('licence.not-to-be-shared', 'block', placeOf(set), {
        expected: 'a licence under which everybody may have the items',
        found: { licence: stated, sharing },
        values: { licence: stated },
      }),
    )
  }
  const named = set.items.filter((item) => (item.source ?? '') !== '').length
  if (known.attribution && (set.about?.source ?? '') === '' && named < set.items.length) {
    findings.push(
      finding('licence.no-origin', 'warn', placeOf(set), {
        items: set.items.filter((item) => (item.source ?? '') === '').map((item) => item.id),
        expected: 'who is to be named',
        found: { licence: stated, source: null },
        values: { licence: stated },
      }),
    )
  }
  return findings
}

function statedOf(set: PreflightSet): string | null {
  const stated = set.about?.licence?.trim() ?? ''
  return stated === '' ? null : stated
}
