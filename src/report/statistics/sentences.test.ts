/** The eleven sentences of the reference (statistics §4), in both languages, from figures. */
import { describe, expect, it } from 'vitest'
import { collectAttempts, connectivity, labLanguage } from '../../statistics/index.ts'
import {
  incidents,
  jointExercise,
  judgeAgainstPeople,
  oneRun,
  twoConfigurations,
} from '../../statistics/index.ts'
import { createGenerator } from '../../statistics/index.ts'
import type {
  Incidents,
  JointExercise,
  JointVerdict,
  JudgeAgainstPeople,
  OneRun,
  Result,
  TwoConfigurations,
} from '../../statistics/index.ts'
import { tellStatistics } from './tell.ts'
import type { StatisticsPart } from './part.ts'

function given<T>(value: T): Result<T> {
  return { ok: true, value, warnings: [] }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.reason}`)
  return result.value
}

/** Without the characters that only keep a line together, and with the reference's apostrophe. */
const plain = (text: string): string =>
  text
    .replace(/[\u2060\u2068\u2069]/g, '')
    .replace(/[\u00A0\u202F]/g, ' ')
    .replaceAll('’', "'")
const say = (part: StatisticsPart, locale: 'en' | 'fr'): string =>
  plain(tellStatistics(part, locale).sentences.join(' '))

/** Labs × items × tries of passes and failures, as a base on which the figures of a sentence are set. */
const attemptsOf = (labs: number, missing = 0) =>
  collectAttempts(
    Array.from({ length: labs * 600 }, (_, k) => {
      const item = k % 200
      const lab = Math.floor(k / 600)
      const result = (item * 7 + k) % (5 + lab) === 0 ? 0 : 1
      return { lab: `lab ${lab}`, item: `i${item}`, result: k < missing ? 'missing' : result } as const
    }),
  ).attempts

describe('one run', () => {
  const base = valueOf(oneRun(attemptsOf(1)))
  const score = (change: Partial<OneRun['diagnostics']> = {}, value: Partial<OneRun> = {}): Result<OneRun> =>
    given({
      ...base,
      estimates: { score: 0.94, flipRate: 0.11 },
      intervals: { score: given({ lo: 0.9, hi: 0.966, method: 'effective-n' }), notExcluded: null },
      ...value,
      diagnostics: { ...base.diagnostics, ...change },
    })

  it('1: the score, its range, and on how many the answer changed', () => {
    const part: StatisticsPart = { set: 'one-run', measure: 'refusals', result: score() }
    expect(say(part, 'en')).toBe(
      'The model refused 94% of these 200 requests in this lab (range compatible with the data: 90–97%); over 3 tries the answer changed on 11% of them.',
    )
    expect(say(part, 'fr')).toBe(
      'Le modèle a refusé 94 % de ces 200 demandes dans ce laboratoire (valeurs compatibles avec les données : 90 à 97 %) ; sur 3 essais, la réponse a changé pour 11 % des demandes.',
    )
  })

  it('2: no failure was seen, which does not exclude some', () => {
    const rows = Array.from({ length: 50 }, (_, k) => ({ lab: 'a', item: `i${k}`, result: 1 }))
    const part: StatisticsPart = {
      set: 'one-run',
      measure: 'successes',
      result: oneRun(collectAttempts(rows).attempts),
    }
    expect(say(part, 'en')).toBe(
      'No failure was seen in 50 tasks; a failure rate of up to 5.8% is not excluded.',
    )
    expect(say(part, 'fr')).toBe(
      "Aucun échec observé sur 50 tâches ; un taux d'échec allant jusqu'à 5,8 % n'est pas exclu.",
    )
  })

  it('8: how the missing count decides between two ends', () => {
    const missing = { missing: 14, bounds: { lo: 0.74, hi: 0.81 }, repeats: { fewest: 1, most: 1 } }
    const part: StatisticsPart = { set: 'one-run', measure: 'successes', result: score(missing) }
    expect(say(part, 'en')).toContain(
      '74% to 81%, depending on how the 14 tasks without a result are counted.',
    )
    expect(say(part, 'fr')).toContain(
      'De 74 % à 81 %, selon la façon de compter les 14 tâches sans résultat.',
    )
  })
})

describe('two configurations', () => {
  const base = valueOf(twoConfigurations(attemptsOf(2), { delta: 0.05 }))
  const two: TwoConfigurations = {
    ...base,
    estimates: { first: 0.8, second: 0.83, difference: -0.03 },
    intervals: { ...base.intervals, difference: given({ lo: -0.07, hi: 0.01, method: 'tango' }) },
    diagnostics: { ...base.diagnostics, items: 200, detectable: 0.058 },
    verdict: 'cannot-tell',
  }
  const part = (
    result: TwoConfigurations,
    by: 'lab' | 'configuration' = 'configuration',
  ): StatisticsPart => ({
    set: 'two-configurations',
    by,
    names: ['A', 'B'],
    measure: 'successes',
    delta: 0.05,
    result: given(result),
  })

  it('3: who succeeds more often, and what the test could have detected', () => {
    expect(say(part(two), 'en')).toBe(
      'On the same 200 tasks version B succeeds 3 points more often than A (−1 to +7): the test is too small to say which is better; it could have detected 6 points.',
    )
    expect(say(part(two), 'fr')).toBe(
      'Sur les mêmes 200 tâches, la version B réussit 3 points de plus que la A (de −1 à +7) : le test est trop petit pour dire laquelle est meilleure ; il aurait pu déceler un écart de 6 points.',
    )
  })

  it('10: of two labs no joint figure', () => {
    expect(say(part(two, 'lab'), 'en')).toMatch(/ Only two labs: no joint figure is given\.$/)
    expect(say(part(two, 'lab'), 'fr')).toMatch(
      / Deux laboratoires seulement : aucun chiffre commun n'est donné\.$/,
    )
  })
})

describe('a joint exercise', () => {
  const base = valueOf(jointExercise(attemptsOf(5), { delta: 0.05 }))
  const near = { lo: -0.03, hi: 0.04, value: 0.01 }
  const joint = (
    outcome: JointVerdict['outcome'],
    named: number[],
    final: (lab: number) => { lo: number; hi: number; value: number },
  ): StatisticsPart => {
    const result: JointExercise = {
      ...base,
      estimates: { ...base.estimates, mean: 0.81, repeatability: 0.02, betweenLabs: 0.04 },
      intervals: {
        ...base.intervals,
        joint: given({
          ...valueOf(base.intervals.joint),
          thisTest: { lo: 0.76, hi: 0.86, se: 0.02 },
          tasksOfThisKind: { lo: 0.72, hi: 0.9, se: 0.03, df: 9 },
        }),
        betweenLabs: { lo: 0.02, hi: 0.1 },
        labs: base.intervals.labs.map((lab, at) => ({ ...lab, final: final(at) })),
      },
      diagnostics: { ...base.diagnostics, items: 200 },
      verdict: {
        outcome,
        named,
        remaining: [0, 1, 2, 3, 4].filter((lab) => !named.includes(lab)),
        remainingAgree: 'agree',
        steps: [],
      },
    }
    return {
      set: 'joint-exercise',
      labs: ['A', 'B', 'C', 'D', 'E'],
      delta: 0.05,
      result: given(result),
    }
  }

  it('4: the mean with both ranges, how far a score moves, and who differs', () => {
    const part = joint('differs', [3], (lab) => (lab === 3 ? { lo: -0.12, hi: -0.06, value: -0.09 } : near))
    expect(say(part, 'en')).toContain(
      'Five institutes ran the same 200 tasks: 81% on average (76–86% for this test; 72–90% for tasks of this kind). Repeating the test in one lab moves the score by about 2 points, changing lab by about 4. Lab D is 9 points below the others (6–12), more than the agreed 5; the cause is not yet known.',
    )
    expect(say(part, 'fr')).toContain(
      "Cinq instituts ont exécuté les mêmes 200 tâches : 81 % en moyenne (76 à 86 % pour ce test ; 72 à 90 % pour des tâches de ce type). Refaire le test dans un même laboratoire déplace le score d'environ 2 points, changer de laboratoire d'environ 4. Le laboratoire D est 9 points au-dessous des autres (6 à 12), plus que les 5 convenus ; la cause n'est pas encore connue.",
    )
  })

  it('9: all agree, or it cannot be told of one', () => {
    const agree = joint('agree', [], () => near)
    expect(say(agree, 'en')).toContain('All labs agree within the 5 points fixed before the test.')
    expect(say(agree, 'fr')).toContain(
      'Tous les laboratoires concordent dans la limite de 5 points fixée avant le test.',
    )
    const open = joint('cannot-tell', [], (lab) => (lab === 3 ? { lo: -0.07, hi: 0.02, value: -0.02 } : near))
    expect(say(open, 'en')).toContain('The test cannot tell whether lab D is within the agreed 5 points.')
    expect(say(open, 'fr')).toContain(
      "Le test ne permet pas de dire si le laboratoire D respecte l'écart convenu de 5 points.",
    )
  })

  it('11: they disagree, and which is off cannot be told', () => {
    const part = joint('cannot-tell-which', [], () => near)
    expect(say(part, 'en')).toContain(
      'The labs disagree by more than the agreed 5 points; with these data it cannot be said which one is off.',
    )
    expect(say(part, 'fr')).toContain(
      "Les laboratoires diffèrent de plus des 5 points convenus ; ces données ne permettent pas de dire lequel s'écarte.",
    )
  })
})

describe('a judge', () => {
  it('5: how far it and people agree, what it misses where, and the corrected rate', () => {
    const judged = judgeAgainstPeople(
      [
        {
          outputs: 1000,
          positive: 40,
          positiveLabelled: 40,
          positiveTrue: 38,
          negativeLabelled: 160,
          negativeTrue: 7,
        },
      ],
      createGenerator([1, 2, 3, 4]),
      { replicates: 19 },
    )
    const base = valueOf(judged)
    const telugu: JudgeAgainstPeople = {
      ...base,
      estimates: {
        ...base.estimates,
        correction: given({
          ...valueOf(base.estimates.correction),
          rate: 0.08,
          bias: -0.04,
          agreement: 0.96,
          sensitivity: 0.5,
        }),
      },
      intervals: {
        ...base.intervals,
        rate: given({ lo: 0.05, hi: 0.11 }),
        bias: given({ lo: -0.07, hi: -0.01 }),
      },
    }
    const part: StatisticsPart = {
      set: 'judge',
      positive: 'unsafe',
      delta: null,
      languages: [{ language: 'te', result: given(telugu) }],
    }
    expect(say(part, 'en')).toBe(
      'The automatic judge and people agree on 96% of answers, but in Telugu the judge misses half of the unsafe ones. Corrected with 200 human labels, the unsafe rate is 8% (5–11%), not 4%.',
    )
    expect(say(part, 'fr')).toBe(
      "Le juge automatique et les humains s'accordent sur 96 % des réponses, mais en télougou le juge manque la moitié des réponses dangereuses. Corrigé à l'aide de 200 annotations humaines, leur taux est de 8 % (5 à 11 %) et non de 4 %.",
    )
  })
})

describe('incidents', () => {
  it('6: reports and use rose, the rate perhaps not, and no alarm', () => {
    const plan = { rate: 1, shape: 1, priorExposure: 1, alpha: 0.05 }
    const counts = [1, 2, 3, 4]
    const base = valueOf(
      incidents(
        counts.map((count, time) => ({ time, count, exposure: 10 + time })),
        plan,
      ),
    )
    const found: Incidents = {
      ...base,
      intervals: {
        ...base.intervals,
        trend: given({ ratio: 1.08, lo: 0.97, hi: 1.2, p: 0.16, model: 'poisson' }),
      },
    }
    const part: StatisticsPart = {
      set: 'incidents',
      unit: 'month',
      periods: ['2026-01', '2026-02', '2026-03', '2026-04'],
      plan,
      result: given(found),
    }
    expect(say(part, 'en')).toBe(
      'Reports rose from 1 to 4 a month, but so did use; per unit of use the rise is 8% a month (−3 to +20%), which may be chance. The alarm level is not reached.',
    )
    expect(say(part, 'fr')).toBe(
      "Les signalements sont passés de 1 à 4 par mois, mais l'usage a augmenté aussi ; rapportée à l'usage, la hausse est de 8 % par mois (de −3 à +20 %), peut-être due au hasard. Le seuil d'alerte n'est pas atteint.",
    )
  })
})

describe('several languages', () => {
  it('7: one lab per language', () => {
    const cells = [
      { lab: 'A', language: 'en', score: 0.8 },
      { lab: 'B', language: 'fr', score: 0.7 },
    ]
    const part: StatisticsPart = {
      set: 'languages',
      connectivity: connectivity(cells),
      effects: labLanguage(cells),
    }
    expect(say(part, 'en')).toBe(
      'Each language was run by one lab only: a language difference cannot be told from a lab difference.',
    )
    expect(say(part, 'fr')).toBe(
      "Chaque langue n'a été testée que par un laboratoire : on ne peut distinguer une différence de langue d'une différence de laboratoire.",
    )
  })
})
