import { describe, expect, it } from 'vitest'
import { PREFLIGHT_RULES } from './finding.ts'
import { cleanInput, withProtocol } from './preflight.fixture.ts'
import { PLANTED } from './planted.fixture.ts'
import { preflight } from './preflight.ts'
import { isWaivable, waiverEntry } from './waivers.ts'

describe('waivers', () => {
  it('are for every rule but those without which there is no result', () => {
    expect(PREFLIGHT_RULES.filter((rule) => !isWaivable(rule))).toEqual([
      'scale-direction',
      'judge-parser',
      'denominator',
    ])
    expect(isWaivable('no-such-rule')).toBe(false)
  })

  it('do nothing for a rule that cannot be waived', () => {
    const doubtful = withProtocol(cleanInput(), {
      outcomes: { denominator: {} },
      waivers: [{ rule: 'denominator', set: null, reason: 'We know.', by: 'a' }],
    })
    const found = preflight(doubtful).filter(({ rule }) => rule === 'denominator')
    expect(found).toMatchObject([{ code: 'denominator.policy-missing', severity: 'block', waived: null }])
  })

  it('are a note where no finding needs them, naming rule, set, reason and who gave it', () => {
    const waivers = [
      { rule: 'split', set: 'set-en', reason: 'As in the pilot.', by: 'a' },
      { rule: 'licence', set: null, reason: 'Permission of the author.' },
    ]
    const found = preflight(withProtocol(cleanInput(), { waivers })).filter(
      ({ code }) => code === 'waiver.unused',
    )
    expect(found).toMatchObject([
      { rule: 'licence', severity: 'note', set: null, found: { by: null } },
      { rule: 'split', severity: 'note', set: 'set-en', found: { by: 'a', reason: 'As in the pilot.' } },
    ])
  })

  it('are offered as a line of protocol.yaml where they are possible', () => {
    const [missing] = preflight(PLANTED['untranslated.same']).filter(({ rule }) => rule === 'untranslated')
    if (missing === undefined) throw new Error('nothing was planted')
    expect(waiverEntry({ ...missing, set: 'set-fr' }, 'institute-a')).toBe(
      '- { rule: untranslated, set: set-fr, by: institute-a, reason: "…" }',
    )
    // YAML would read these as no texts.
    expect(waiverEntry({ ...missing, set: 'null' }, '1e5')).toBe(
      '- { rule: untranslated, set: "null", by: "1e5", reason: "…" }',
    )
    expect(waiverEntry({ ...missing, set: null }, 'b')).toBe(
      '- { rule: untranslated, set: null, by: b, reason: "…" }',
    )
    expect(waiverEntry({ ...missing, rule: 'denominator' }, 'b')).toBeNull()
    expect(waiverEntry({ ...missing, severity: 'note' }, 'b')).toBeNull()
  })
})
