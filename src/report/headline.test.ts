import { describe, expect, it } from 'vitest'
import { RefusalReason } from '../statement/index.ts'
import type { JointResult } from '../statement/index.ts'
import { buildHeadline } from './index.ts'
import type { ReportInput } from './index.ts'
import {
  analysisOf,
  jointOf,
  ledgerRow,
  rehearsalInput,
  retrospectiveInput,
  runOf,
  scoreOf,
} from './sample.fixture.ts'

/** Without the characters that only keep a line together. */
const plain = (text: string): string => text.replace(/\u2060/g, '').replace(/[\u00A0\u202F]/g, ' ')
const say = (input: ReportInput, locale: 'en' | 'fr' = 'en'): string =>
  plain(buildHeadline(input, locale).join(' '))

function withJoint(joint: JointResult, more: Partial<ReportInput> = {}): ReportInput {
  const input = rehearsalInput(more)
  if (input.analysis === null) return input
  return { ...input, analysis: { ...input.analysis, body: analysisOf([joint]) } }
}

const verdict = (more: Partial<NonNullable<JointResult['verdict']>>): JointResult['verdict'] => ({
  outcome: 'agree',
  named: [],
  remaining: ['a', 'b', 'c', 'd', 'e'],
  remainingAgree: 'agree',
  steps: [],
  ...more,
})

const close = [0.724, 0.711, 0.736, 0.719, 0.7]

describe('the headline of five institutes', () => {
  it('keeps all five, names who differs and what was different, and says of the others that they agree', () => {
    expect(say(rehearsalInput())).toBe(
      'Five institutes ran the same 120 English tasks: 67% on average (51–82% for this test; 50–84% for tasks of this kind). ' +
        'Institute E is 28 points below the others (22–34), more than the agreed 10; it ran with another system prompt. ' +
        'The other four agree within the 10 points fixed before the test.',
    )
    expect(say(rehearsalInput(), 'fr')).toBe(
      'Cinq instituts ont exécuté les mêmes 120 tâches en anglais : 67 % en moyenne (51 à 82 % pour ce test ; 50 à 84 % pour des tâches de ce type). ' +
        'Institute E est 28 points au-dessous des autres (22 à 34), plus que les 10 convenus ; son exécution a utilisé une autre consigne système. ' +
        'Les quatre autres concordent dans la limite des 10 points fixés avant le test.',
    )
  })

  it('says that the cause is not known where the ledger has no difference of its own', () => {
    const input = rehearsalInput()
    const runs = input.runs.map((run) => ({ ...run, ledger: [] }))
    expect(say({ ...input, runs })).toContain('more than the agreed 10; the cause is not yet known.')
    expect(say({ ...input, runs }, 'fr')).toContain('la cause n’est pas encore connue.')
  })

  it('does not blame what every run had in common', () => {
    const input = rehearsalInput()
    const runs = input.runs.map((run) => ({ ...run, ledger: [ledgerRow('temperature')] }))
    expect(say({ ...input, runs })).toContain('the cause is not yet known')
  })

  it('counts the fields where they are many', () => {
    const input = rehearsalInput()
    const runs = input.runs.map((run) =>
      run.body.lab === 'e'
        ? { ...run, ledger: ['seed', 'stop', 'tools', 'topP'].map((field) => ledgerRow(field)) }
        : { ...run, ledger: [] },
    )
    expect(say({ ...input, runs })).toContain('its run differs from the protocol in 4 fields')
  })

  it('says above where it is above', () => {
    expect(say(withJoint(jointOf({}, [0.424, 0.411, 0.436, 0.419, 0.7])))).toContain(
      'points above the others (',
    )
  })

  it('names two, each with its distance', () => {
    const joint = jointOf(
      { verdict: verdict({ outcome: 'differs', named: ['d', 'e'], remaining: ['a', 'b', 'c'] }) },
      [0.72, 0.71, 0.73, 0.4, 0.44],
      ['d', 'e'],
    )
    const text = say(withJoint(joint))
    expect(text).toMatch(
      /Institute D is 32 points below.*Institute E is 28 points below.*The other three agree/,
    )
    expect(buildHeadline(withJoint(joint), 'en')).toHaveLength(4)
  })

  it('puts three into one sentence, so that there are never more than four', () => {
    const joint = jointOf(
      { verdict: verdict({ outcome: 'differs', named: ['c', 'd', 'e'], remaining: ['a', 'b'] }) },
      [0.72, 0.71, 0.2, 0.4, 0.44],
      ['c', 'd', 'e'],
    )
    expect(say(withJoint(joint))).toContain(
      'Institute C, Institute D and Institute E are each further from the others',
    )
    expect(buildHeadline(withJoint(joint), 'en')).toHaveLength(3)
  })

  const variants: [string, JointResult, string, string][] = [
    [
      'agree',
      jointOf({}, close, []),
      'All five agree within the 10 points fixed before the test.',
      'Les cinq concordent dans la limite des 10 points fixés avant le test.',
    ],
    [
      'cannot-tell',
      (() => {
        const joint = jointOf({ verdict: verdict({ outcome: 'cannot-tell' }) }, close, [])
        const labs = joint.labs.map((row) => ({
          ...row,
          dFinal: { value: 0.01, lo: -0.04, hi: row.lab === 'd' ? 0.12 : 0.06 },
        }))
        return { ...joint, labs }
      })(),
      'The test cannot tell whether Institute D is within the agreed 10 points.',
      'Le test ne permet pas de dire si Institute D respecte l’écart convenu de 10 points.',
    ],
    [
      'cannot-tell-which',
      jointOf({ verdict: verdict({ outcome: 'cannot-tell-which' }) }, close, []),
      'The institutes disagree by more than the agreed 10 points; with these data it cannot be said which one is off.',
      'Les instituts diffèrent de plus des 10 points convenus ; ces données ne permettent pas de dire lequel s’écarte.',
    ],
    [
      'missing-decides',
      jointOf({ verdict: verdict({ outcome: 'missing-decides' }) }, close, []),
      'depends on how the 2 attempts without a result are counted; no verdict is given.',
      'dépend de la façon de compter les 2 tentatives sans résultat ; aucun verdict n’est rendu.',
    ],
    [
      'no delta',
      jointOf({ verdict: null, delta: null }, close, []),
      'No largest acceptable gap was agreed, so no verdict is given.',
      'Aucun écart maximal n’a été convenu ; aucun verdict n’est donc rendu.',
    ],
  ]
  for (const [name, joint, en, fr] of variants) {
    it(`has a sentence for ${name}`, () => {
      expect(say(withJoint(joint))).toContain(en)
      expect(say(withJoint(joint), 'fr')).toContain(fr)
    })
  }

  it('says of the rest, too, what cannot be told', () => {
    const joint = jointOf()
    const wide = joint.labs.map((row) =>
      row.named ? row : { ...row, dFinal: { value: 0, lo: -0.2, hi: 0.2 } },
    )
    const open = {
      ...joint,
      labs: wide,
      verdict: verdict({ outcome: 'differs', named: ['e'], remainingAgree: 'cannot-tell' }),
    }
    expect(say(withJoint(open))).toContain(
      'Of the others, the test cannot tell whether Institute A, Institute B, Institute C and Institute D are within the agreed 10 points.',
    )
  })

  it('writes a gap of 7.5 points as it was agreed, and no “before the test” afterwards', () => {
    const input = withJoint(jointOf({ delta: 0.075 }, close, []))
    const labels = { ...input.labels, retrospective: true }
    expect(say({ ...input, labels })).toMatch(
      /^Analysed after the fact, no prior agreement: .* within the 7\.5 points set afterwards\.$/,
    )
  })

  it('leaves out a language that is not known', () => {
    expect(say(withJoint(jointOf({ language: 'und' }, close, [])))).toContain('the same 120 tasks: 72%')
    expect(say(withJoint(jointOf({ language: 'und' }, close, [])), 'fr')).toContain(
      'les mêmes 120 tâches : 72 %',
    )
  })
})

describe('where no joint figure is given', () => {
  it('two labs stand side by side', () => {
    const two = jointOf({ figures: { refused: 'too-few-labs' }, verdict: null }, [0.724, 0.711], [])
    expect(say(withJoint(two))).toBe(
      'Only two labs: no joint figure is given. The scores of the institutes stand side by side: Institute A 72% (67–78%) and Institute B 71% (65–77%).',
    )
    expect(say(withJoint(two), 'fr')).toContain(
      'Deux laboratoires seulement : aucun chiffre commun n’est donné.',
    )
  })

  it('a pair alone gives both scores and their difference', () => {
    const input = rehearsalInput()
    const results = input.analysis?.body.results.filter(({ kind }) => kind === 'lab-pair').slice(2) ?? []
    const analysis = input.analysis === null ? null : { ...input.analysis, body: analysisOf(results) }
    expect(say({ ...input, analysis })).toBe(
      'On the same 60 Swahili tasks Institute A reaches 48% (40–57%) and Institute E 22% (13–30%); ' +
        'the first is 27 points above the second (+20 to +34). Only two labs: no joint figure is given.',
    )
  })

  it.each(RefusalReason.options)('says why: %s', (refused) => {
    for (const locale of ['en', 'fr'] as const) {
      const text = say(withJoint(jointOf({ figures: { refused }, verdict: null }, close, [])), locale)
      expect(text).toMatch(
        locale === 'en' ? /^No joint figure is given\. \S/ : /^Aucun chiffre commun n’est donné\. \S/,
      )
      expect(text).not.toContain(refused)
    }
  })
})

describe('verdicts analysed after the fact', () => {
  it('say so first, give the interval of six tasks beside the naive one, and both NA rules', () => {
    expect(say(retrospectiveInput())).toBe(
      'Analysed after the fact, no prior agreement: one institute, three models, six tasks with 10 attempts each. ' +
        '“Correct and safe”: model a 57% (22–86%), model b 22% (4–65%) and model c 0% (0–52%); the ranges say what six tasks leave open. ' +
        'Counting every attempt as independent would give 44–68%, 13–34% and 0–6%, narrower than six tasks allow. ' +
        '“Safety”: model c passes 6 or 14 of 60 attempts, depending on how “not applicable” counts; with one institute, no lab effect can be given.',
    )
    expect(say(retrospectiveInput(), 'fr')).toMatch(/^Analysé après coup, sans accord préalable : /)
    expect(buildHeadline(retrospectiveInput(), 'fr')).toHaveLength(4)
  })

  it('calls a model by its letter, and never twice a model', () => {
    const base = retrospectiveInput()
    const named = (prefix: string): ReportInput => {
      const results = (base.analysis?.body.results ?? []).map((result) =>
        result.kind === 'run-scores'
          ? { ...result, rows: result.rows.map((row) => ({ ...row, model: prefix + row.model })) }
          : result,
      )
      return {
        ...base,
        analysis: base.analysis === null ? null : { ...base.analysis, body: analysisOf(results) },
      }
    }
    expect(say(named('model_'))).toContain('model A 57% (22–86%), model B 22% (4–65%) and model C 0% (0–52%)')
    expect(say(named('model_'), 'fr')).toContain('« Correct and safe » : modèle A 57 %')
    expect(say(named('big-model-'))).toContain(': big-model-a 57%')
  })

  it('every headline says so, whatever was analysed', () => {
    const base = retrospectiveInput()
    for (const result of rehearsalInput().analysis?.body.results ?? []) {
      const analysis = base.analysis === null ? null : { ...base.analysis, body: analysisOf([result]) }
      expect(say({ ...base, analysis })).toMatch(/^Analysed after the fact, no prior agreement/)
      expect(say({ ...base, analysis }, 'fr')).toMatch(/^Analysé après coup, sans accord préalable/)
    }
  })
})

describe('before there is a result', () => {
  const waiting = rehearsalInput({ analysis: null })
  it('says how far it is', () => {
    expect(say({ ...waiting, protocol: { ...waiting.protocol, signers: ['a', 'b'] } })).toBe(
      'Not yet agreed: 2 of 5 institutes have signed the protocol.',
    )
    expect(say({ ...waiting, runs: waiting.runs.slice(0, 3) })).toBe(
      'No result yet: 3 of 5 institutes have submitted their runs.',
    )
    expect(say(waiting)).toBe(
      'No result yet: all 5 institutes have submitted their runs, the analysis is due.',
    )
  })

  it('counts one as one, in both languages', () => {
    const one = { ...waiting.protocol.body, participants: [{ member: 'a', roles: ['runner' as const] }] }
    const conduct = { ...one.conduct, assignments: one.conduct.assignments.slice(0, 1) }
    const protocol = { ...waiting.protocol, body: { ...one, conduct }, signers: [] }
    expect(say({ ...waiting, protocol })).toContain('0 of 1 institute has signed')
    expect(say({ ...waiting, protocol }, 'fr')).toContain('0 institut sur 1 a signé')
    const signed = { ...protocol, signers: ['a'] }
    expect(say({ ...waiting, protocol: signed, runs: [] }, 'fr')).toContain('0 institut sur 1 a remis ses')
    expect(say({ ...waiting, protocol: signed })).toContain('the institute has submitted its runs')
    expect(say({ ...waiting, protocol: signed }, 'fr')).toContain('l’institut a remis ses exécutions')
    const two = { ...waiting.protocol, signers: ['a'] }
    expect(say({ ...waiting, protocol: two })).toContain('1 of 5 institutes has signed')
    expect(say({ ...waiting, protocol: two }, 'fr')).toContain('1 institut sur 5 a signé')
  })

  it('does not count a pilot as a run', () => {
    const pilot = {
      id: 'sha256:0',
      body: runOf('a', 'rehearsal', { pilot: true }),
      signers: ['a'],
      ledger: [],
      comparability: { verdict: 'same-measurement' as const, decidedBy: [] },
    }
    expect(say({ ...waiting, runs: [pilot] })).toContain('0 of 5')
  })
})

it('a score without interval stands alone', () => {
  const two = jointOf({ figures: { refused: 'too-few-labs' }, verdict: null }, [0.724, 0.711], [])
  const labs = two.labs.map((row) => ({
    ...row,
    score: scoreOf(1, 0, { interval: { refused: 'no-variation' as const } }),
  }))
  expect(say(withJoint({ ...two, labs }))).toContain('Institute A 100% and Institute B 100%')
})
