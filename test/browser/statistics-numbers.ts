/** Figures of every family of the statistics from fixed inputs: Node and the browser both call this. */
import {
  addScore,
  algorithmA,
  benjaminiHochberg,
  betaQuantile,
  betweenLabConsistency,
  binaryPrecision,
  bootstrapMean,
  clopperPearson,
  clusteredSE,
  collectAttempts,
  collectJudged,
  coxReference,
  createGenerator,
  decimalOffsets,
  degreesOfEquivalence,
  emptyCells,
  fQuantile,
  holm,
  incidents,
  iso5725,
  jointExercise,
  judgeAgainstPeople,
  labLanguage,
  labPermutationTest,
  leaveOneOut,
  lnGamma,
  mcnemar,
  metaAnalysis,
  metaLeaveOneOut,
  newcombe,
  normalQuantile,
  oneRun,
  pairedDifference,
  passAtK,
  passOverItems,
  proficiencyScores,
  repeatDeviations,
  signFlipTest,
  tango,
  toEffects,
  tQuantile,
  twoConfigurations,
  twoRaters,
  wilson,
} from '../../src/statistics/index.ts'
import type { Attempts, Cells } from '../../src/statistics/index.ts'

const P = [1e-9, 0.001, 0.025, 0.5, 0.975, 0.999]
const PASSED = [7, 9, 6, 10, 5, 7, 5, 7, 11, 9]
const SUMMARIES = [
  [27.044, 0.003],
  [26.022, 0.076],
  [26.34, 0.464],
  [26.787, 0.003],
  [26.796, 0.014],
].map(([y = 0, v = 1]) => ({ y, v }))
const MEANS = [0.24, 0.2, 0.35, 0.2, 0.2, 0.2, 0.14, 0.26, 0.15]

function joint(): Cells {
  const cells = emptyCells(4, 15)
  for (let at = 0; at < 60; at++) {
    for (let k = 0; k < 3; k++)
      addScore(cells, Math.floor(at / 15), at % 15, (at * 7 + k * 5) % 11 < 6 ? 1 : 0)
  }
  return cells
}

/** Attempts of some labs, some of them without a result. */
function attempts(labs: number): Attempts {
  return collectAttempts(
    Array.from({ length: labs * 40 }, (_, at) => ({
      lab: `lab ${at % labs}`,
      item: `item ${Math.floor(at / labs) % 20}`,
      result: at % 31 === 0 ? 'missing' : (at * 7) % 11 < 6 ? 1 : 0,
    })),
  ).attempts
}

/** The recommended sets, from data to verdict. */
function sets(random: () => ReturnType<typeof createGenerator>): Record<string, unknown> {
  const judged = Array.from({ length: 120 }, (_, at) => ({
    item: `item ${at % 80}`,
    judge: at % 3 === 0,
    human: at % 2 === 0 ? at % 5 !== 0 : null,
  }))
  const rated = Array.from({ length: 60 }, (_, at) => ({ first: `${at % 3}`, second: `${(at * at) % 3}` }))
  const periods = Array.from({ length: 24 }, (_, time) => ({
    time,
    count: ((time * time * 7) % 13) + (time % 5 === 0 ? 9 : 0),
    exposure: 10 + time,
  }))
  return {
    oneRun: oneRun(attempts(1)),
    twoConfigurations: twoConfigurations(attempts(2), { delta: 0.1 }),
    jointExercise: jointExercise(attempts(4), { delta: 0.1 }),
    judgeAgainstPeople: judgeAgainstPeople(collectJudged(judged), random(), { delta: 0.1, replicates: 199 }),
    twoRaters: twoRaters(rated, random(), 199),
    incidents: incidents(periods, { rate: 0.1, shape: 1, priorExposure: 10, alpha: 0.05 }),
  }
}

/** One entry per function; a value or a refusal. */
export function statisticsNumbers(): Record<string, unknown> {
  const differences = Array.from({ length: 30 }, (_, j) => Math.sin(j) / 3 + 0.1)
  const scores = Array.from({ length: 40 }, (_, j) => ((j * 13) % 7) / 7)
  const summaries = SUMMARIES.map(({ y, v }) => ({ x: y, u: Math.sqrt(v) }))
  const counts = PASSED.map((x) => ({ x, n: 12 }))
  const seeded = (): ReturnType<typeof createGenerator> => createGenerator([1, 2, 3, 4])
  const random = seeded()
  return {
    quantiles: P.map((p) => [
      normalQuantile(p),
      tQuantile(p, 3.5),
      fQuantile(p, 2, 7),
      betaQuantile(p, 0.4, 9),
    ]),
    lnGamma: [0.1, 1.1, 3.3, 50, 1e6].map((x) => lnGamma(x)),
    normal: Array.from({ length: 20 }, () => random.normal()),
    wilson: wilson(0.3, 41.7),
    clopperPearson: clopperPearson(3, 50),
    clusteredSE: clusteredSE(
      scores,
      scores.map((_, j) => j % 9),
    ),
    passAtK: passAtK(200, 13, 10),
    passOverItems: passOverItems(
      passAtK,
      [0, 1, 2, 4].map((c) => ({ n: 4, c })),
      2,
    ),
    pairedDifference: pairedDifference(scores, scores.toReversed()),
    tango: tango(5, 1, 40),
    mcnemar: mcnemar(5, 12),
    newcombe: newcombe(30, 40, 20, 50),
    degreesOfEquivalence: degreesOfEquivalence(joint()),
    repeatDeviations: repeatDeviations(joint()),
    coxReference: coxReference(summaries),
    leaveOneOut: leaveOneOut(summaries),
    iso5725: iso5725(differences.map((d, j) => scores.slice(j, j + 3).map((score) => score + d))),
    betweenLabConsistency: betweenLabConsistency(MEANS),
    binaryPrecision: binaryPrecision(counts),
    decimalOffsets: decimalOffsets(['1000000000000.4', '1000000000000.3', '1e12']),
    metaAnalysis: (['FE', 'DL', 'PM', 'REML'] as const).map((method) =>
      metaAnalysis(SUMMARIES, method, 'ad-hoc'),
    ),
    metaLeaveOneOut: metaLeaveOneOut(SUMMARIES, 'REML'),
    toEffects: (['raw', 'logit', 'arcsine'] as const).map((scale) => toEffects(counts, scale)),
    algorithmA: algorithmA(MEANS),
    proficiencyScores: proficiencyScores(summaries, { x: 26.5, u: 0.1, sigma: 0.4 }),
    holm: holm(MEANS),
    benjaminiHochberg: benjaminiHochberg(MEANS),
    labLanguage: labLanguage(
      MEANS.map((score, at) => ({ lab: `lab ${at % 3}`, language: `language ${Math.floor(at / 3)}`, score })),
    ),
    bootstrapMean: bootstrapMean(scores, 199, seeded()),
    signFlipTest: signFlipTest(differences, seeded()),
    labPermutationTest: labPermutationTest(scores, 4, 10, seeded()),
    ...sets(seeded),
  }
}
