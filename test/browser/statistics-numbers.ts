/**
 * Figures of every function of the statistics from fixed inputs, by its name: Node and the browser both call this. A
 * function that the door of the room shows and that is not called here does not compile.
 */
import * as room from '../../src/statistics/index.ts'
import type { Attempts, Cells, GroupedAttempt, Result } from '../../src/statistics/index.ts'

type OfEveryFunction = Record<keyof typeof room, unknown>
/** The names are those of the door, so that each entry stands for its function. */
const {
  addScore,
  cellMeans,
  collectAttempts,
  collectJudged,
  createGenerator,
  crossedAnova,
  emptyCells,
  itemsOfAllLabs,
  mergeCells,
  selectCells,
} = room

const P = [1e-9, 0.001, 0.025, 0.5, 0.975, 0.999]
const Z = [-38, -20, -1.5, 0, 0.3, 7]
const POSITIVE = [0.01, 0.7, 3.3, 40, 900]
const PASSED = [7, 9, 6, 10, 5, 7, 5, 7, 11, 9]
const SUMMARIES = [
  [27.044, 0.003],
  [26.022, 0.076],
  [26.34, 0.464],
  [26.787, 0.003],
  [26.796, 0.014],
].map(([y = 0, v = 1]) => ({ y, v }))
const MEANS = [0.24, 0.2, 0.35, 0.2, 0.2, 0.2, 0.14, 0.26, 0.15]
const PLAN = { rate: 0.1, shape: 1, priorExposure: 10, alpha: 0.05 }

const seeded = (): ReturnType<typeof createGenerator> => createGenerator([1, 2, 3, 4])
const differences = Array.from({ length: 30 }, (_, j) => Math.sin(j) / 3 + 0.1)
const scores = Array.from({ length: 40 }, (_, j) => ((j * 13) % 7) / 7)
const summaries = SUMMARIES.map(({ y, v }) => ({ x: y, u: Math.sqrt(v) }))
const counts = PASSED.map((x) => ({ x, n: 12 }))
const totals = PASSED.map((successes, k) => ({ successes, n: 12 + k }))
const periods = Array.from({ length: 24 }, (_, time) => ({
  time,
  count: ((time * time * 7) % 13) + (time % 5 === 0 ? 9 : 0),
  exposure: 10 + time,
}))
const table = [
  [40, 9],
  [6, 45],
]
const units = Array.from({ length: 30 }, (_, k) => [k % 3, (k * k) % 3, k % 4 === 0 ? null : k % 3])
const labels = Array.from({ length: 30 }, (_, k) => [(k * 7) % 5, 4 - ((k * 7) % 5)])
const variances = { between: 0.04, withinA: 0.15, attemptsA: 3, withinB: 0.12, attemptsB: 2 }
const judgedOutputs = {
  outputs: 400,
  positive: 90,
  positiveLabelled: 60,
  positiveTrue: 51,
  negativeLabelled: 70,
  negativeTrue: 6,
}
const share = { language: 'te', share: 0.3, outputs: 500 }
const calibration = { language: 'te', sensitivity: 0.9, positives: 60, specificity: 0.85, negatives: 80 }

function joint(): Cells {
  const cells = emptyCells(4, 15)
  for (let at = 0; at < 60; at++) {
    for (let k = 0; k < 3; k++)
      addScore(cells, Math.floor(at / 15), at % 15, (at * 7 + k * 5) % 11 < 6 ? 1 : 0)
  }
  return cells
}

/** Lines of some labs, some of them without a result. */
function lines(labs: number): GroupedAttempt[] {
  return Array.from({ length: labs * 40 }, (_, at) => ({
    lab: `lab ${at % labs}`,
    item: `item ${Math.floor(at / labs) % 20}`,
    group: `group ${(Math.floor(at / labs) % 20) % 7}`,
    result: at % 31 === 0 ? 'missing' : (at * 7) % 11 < 6 ? 1 : 0,
  }))
}

const attempts = (labs: number): Attempts => collectAttempts(lines(labs)).attempts
const cellScores = Array.from({ length: 9 }, (_, at) => ({
  lab: `lab ${at % 3}`,
  language: `language ${Math.floor(at / 3)}`,
  score: MEANS[at] ?? 0,
}))

/** The value; a refusal leaves nothing to compare. */
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.reason}`)
  return result.value
}

function functionsOfOneRun() {
  return {
    clopperPearson: room.clopperPearson(3, 50),
    clusteredSE: room.clusteredSE(
      scores,
      scores.map((_, j) => j % 9),
    ),
    flipRate: room.flipRate(
      scores,
      scores.map(() => 3),
    ),
    passAtK: room.passAtK(200, 13, 10),
    passHatK: room.passHatK(200, 130, 10),
    passOverItems: room.passOverItems(
      room.passAtK,
      [0, 1, 2, 4].map((c) => ({ n: 4, c })),
      2,
    ),
    runScore: [
      room.runScore(
        scores,
        scores.map(() => 7),
      ),
      room.runScore(
        MEANS,
        MEANS.map(() => 1),
        { continuous: true, confidence: 0.9 },
      ),
    ],
    wilson: room.wilson(0.3, 41.7),
  }
}

function functionsOfNumbers() {
  const random = seeded()
  return {
    sumOf: room.sumOf(scores),
    meanOf: room.meanOf(scores),
    varianceOf: room.varianceOf(scores),
    decimalOffsets: room.decimalOffsets(['1000000000000.4', '1000000000000.3', '1e12']),
    lnGamma: [0.1, 1.1, 3.3, 50, 1e6].map((x) => room.lnGamma(x)),
    lnBeta: POSITIVE.map((x) => room.lnBeta(x, 3.3)),
    incompleteGamma: POSITIVE.map((x) => room.incompleteGamma(3.3, x)),
    incompleteBeta: P.map((x) => room.incompleteBeta(x, 3.3, 0.7)),
    normalTails: Z.map((z) => room.normalTails(z)),
    tTails: Z.map((t) => room.tTails(t, 3.5)),
    chiSquareTails: POSITIVE.map((x) => room.chiSquareTails(x, 3.5)),
    fTails: POSITIVE.map((x) => room.fTails(x, 3.5, 7)),
    betaTails: P.map((x) => room.betaTails(x, 0.4, 9)),
    gammaTails: POSITIVE.map((x) => room.gammaTails(x, 12)),
    binomialTails: [0, 3, 11].map((x) => room.binomialTails(x, 12, 0.3)),
    poissonTails: [0, 3, 40].map((x) => room.poissonTails(x, 7.7)),
    normalQuantile: P.map((p) => room.normalQuantile(p)),
    tQuantile: P.map((p) => room.tQuantile(p, 3.5)),
    chiSquareQuantile: P.map((p) => room.chiSquareQuantile(p, 3.5)),
    fQuantile: P.map((p) => room.fQuantile(p, 2, 7)),
    betaQuantile: P.map((p) => room.betaQuantile(p, 0.4, 9)),
    gammaQuantile: P.map((p) => room.gammaQuantile(p, 12)),
    createGenerator: Array.from({ length: 20 }, () => [random.normal(), random.uniform(), random.below(10)]),
    generatorFromSeed: room.generatorFromSeed(Uint8Array.from({ length: 16 }, (_, k) => k)).next(),
    bootstrapItems: room.bootstrapItems(40, 199, seeded(), (drawn) => drawn.reduce((a, b) => a + b, 0)),
    bootstrapMean: room.bootstrapMean(scores, 199, seeded()),
    signFlipTest: room.signFlipTest(differences, seeded()),
    labPermutationTest: room.labPermutationTest(scores, 4, 10, seeded()),
    energyTest: room.energyTest(
      [{ distances: [0, 1, 3, 4, 1, 0, 2, 3, 3, 2, 0, 1, 4, 3, 1, 0], early: 2, late: 2 }],
      seeded(),
    ),
  }
}

function functionsOfTwo() {
  return {
    configurationVerdict: room.configurationVerdict({ lo: -0.02, hi: 0.03 }, 0.05),
    itemsNeeded: room.itemsNeeded(variances, 0.05),
    mcnemar: room.mcnemar(5, 12),
    minimalDetectableEffect: room.minimalDetectableEffect(variances, 200),
    minimalDetectableGap: room.minimalDetectableGap(0.3, 200),
    newcombe: room.newcombe(30, 40, 20, 50),
    pairedDifference: room.pairedDifference(scores, scores.toReversed()),
    tango: room.tango(5, 1, 40),
  }
}

function functionsOfLabs() {
  const cells = joint()
  const outcomes = Array.from({ length: 60 }, (_, at) => ((at * 7) % 11 < 6 ? 1 : 0))
  return {
    addScore: cells.ss,
    attribution: room.attribution(cells, 0.1),
    beyondDelta: room.beyondDelta(cells, 0.05),
    cellMeans: cellMeans(cells),
    cochranQ: room.cochranQ(outcomes, 4, 15),
    connectivity: room.connectivity(cellScores),
    coxReference: room.coxReference(summaries),
    crossedAnova: crossedAnova(cells),
    degreesOfEquivalence: room.degreesOfEquivalence(cells),
    emptyCells: emptyCells(2, 3),
    itemsOfAllLabs: itemsOfAllLabs(cells),
    labLanguage: room.labLanguage(cellScores),
    leaveOneOut: room.leaveOneOut(summaries),
    mergeCells: mergeCells(cells, joint()),
    notExcludedShare: room.notExcludedShare(50),
    pauleMandel: room.pauleMandel(summaries),
    sdFactors: room.sdFactors(5),
    selectCells: selectCells(cells, [0, 2], [1, 3, 5]),
    iso5725: room.iso5725(differences.map((d, j) => scores.slice(j, j + 3).map((score) => score + d))),
    betweenLabConsistency: room.betweenLabConsistency(MEANS),
    withinLabConsistency: room.withinLabConsistency([0.1, 0.12, null, 0.2, 0.11], 3),
    repeatDeviations: room.repeatDeviations(cells),
    cochranCritical: room.cochranCritical(8, 3, 0.05),
    grubbsCritical: room.grubbsCritical(8, 0.05),
    mandelHCritical: room.mandelHCritical(8, 0.01),
    mandelKCritical: room.mandelKCritical(8, 3, 0.01),
    binaryPrecision: room.binaryPrecision(counts),
    homogeneity: room.homogeneity(counts),
    algorithmA: room.algorithmA(MEANS),
    proficiencyScores: room.proficiencyScores(summaries, { x: 26.5, u: 0.1, sigma: 0.4 }),
    metaAnalysis: (['FE', 'DL', 'PM', 'REML'] as const).map((method) =>
      room.metaAnalysis(SUMMARIES, method, 'ad-hoc'),
    ),
    metaLeaveOneOut: room.metaLeaveOneOut(SUMMARIES, 'REML'),
    toEffects: (['raw', 'logit', 'arcsine'] as const).map((scale) => room.toEffects(counts, scale)),
    fromEffect: (['raw', 'logit', 'arcsine'] as const).map((scale) => room.fromEffect(0.7, scale)),
    attemptsToTellApart: room.attemptsToTellApart(MEANS),
    pOfOneRate: room.pOfOneRate(MEANS, 150),
    rateExists: room.rateExists({ rate: 0.24, decimals: 2, n: 50 }),
    rateInterval: room.rateInterval({ rate: 0.24, decimals: 2, n: 50 }),
    roundingOf: room.roundingOf({ rate: 0.24, decimals: 2 }),
    totalOfRates: room.totalOfRates(
      MEANS.map((rate, k) => ({ rate, decimals: 2, n: 100 + 50 * (k % 2) })),
      { rate: 0.22, decimals: 2, n: null },
    ),
    holm: room.holm(MEANS),
    benjaminiHochberg: room.benjaminiHochberg(MEANS),
  }
}

function functionsOfAgreementAndIncidents() {
  return {
    twoRaterAgreement: room.twoRaterAgreement(table),
    twoRaterIntervals: room.twoRaterIntervals(table, seeded(), 199),
    manyRaterAgreement: room.manyRaterAgreement(labels),
    manyRaterIntervals: room.manyRaterIntervals(labels, seeded(), 199),
    krippendorffAlpha: (['nominal', 'ordinal', 'interval', 'ratio'] as const).map((scale) =>
      room.krippendorffAlpha(units, scale),
    ),
    krippendorffInterval: room.krippendorffInterval(units, 'ordinal', seeded(), 199),
    tenenbein: room.tenenbein(judgedOutputs),
    tenenbeinIntervals: room.tenenbeinIntervals(
      Array.from({ length: 40 }, () => judgedOutputs).map((one, k) => ({
        ...one,
        positiveTrue: 40 + (k % 9),
      })),
      seeded(),
      199,
    ),
    langReiczigel: room.langReiczigel(share, calibration),
    roganGladen: room.roganGladen(share, calibration),
    garwood: room.garwood({ count: 4, exposure: 120 }),
    rateRatioExact: room.rateRatioExact({ count: 9, exposure: 100 }, { count: 4, exposure: 120 }),
    poissonTrend: room.poissonTrend(periods),
    cochranArmitage: room.cochranArmitage(counts.map(({ x, n }, score) => ({ score, successes: x, n }))),
    laplace: room.laplace([1, 4, 5, 7, 8, 9, 9.5], 0, 10),
    mannKendall: room.mannKendall(periods.map(({ time, count }) => ({ time, value: count }))),
    rateMonitor: room.rateMonitor(periods, PLAN),
    shareEvidence: room.shareEvidence(13, 40, { share: 0.5, alpha: 0.05 }),
    cusum: room.cusum(periods, { rate0: 0.1, rate1: 0.3, threshold: 4 }),
    cusumRunLengths: room.cusumRunLengths({ rate0: 1, rate1: 2, threshold: 4 }),
  }
}

/** The recommended sets, from data to verdict. */
function functionsOfSets() {
  const judged = Array.from({ length: 120 }, (_, at) => ({
    item: `item ${at % 80}`,
    judge: at % 3 === 0,
    human: at % 2 === 0 ? at % 5 !== 0 : null,
  }))
  const rated = Array.from({ length: 60 }, (_, at) => ({ first: `${at % 3}`, second: `${(at * at) % 3}` }))
  const four = attempts(4)
  const languages = lines(3).flatMap((row) => ['en', 'te'].map((language) => ({ ...row, language })))
  return {
    arePassOrFail: room.arePassOrFail(lines(2)),
    collectAttempts: collectAttempts(lines(2)),
    collectJudged: collectJudged(judged),
    distanceBounds: room.distanceBounds(four),
    droppedItems: room.droppedItems(four, [0, 1, 2]),
    missingness: room.missingness(four),
    openBounds: room.openBounds(four),
    oneRun: room.oneRun(attempts(1)),
    oneRunOfTotals: room.oneRunOfTotals({ successes: 47, n: 50 }),
    twoConfigurations: room.twoConfigurations(attempts(2), { delta: 0.1 }),
    twoConfigurationsOfTotals: room.twoConfigurationsOfTotals([
      { successes: 40, n: 50 },
      { successes: 30, n: 45 },
    ]),
    jointExercise: room.jointExercise(four, { delta: 0.1 }),
    jointExerciseOfTotals: room.jointExerciseOfTotals(totals),
    missingDecides: room.missingDecides(four, 0.1, valueOf(room.attribution(joint(), 0.1))),
    setsOfAttempts: [1, 2, 4].map((labs) => room.setsOfAttempts(lines(labs), { by: 'lab', delta: 0.1 })),
    languagesOfAttempts: room.languagesOfAttempts(languages),
    judgeAgainstPeople: room.judgeAgainstPeople(collectJudged(judged), seeded(), {
      delta: 0.1,
      replicates: 199,
    }),
    twoRaters: room.twoRaters(rated, seeded(), 199),
    incidents: room.incidents(periods, PLAN),
  }
}

/** One entry per function of the room; a value or a refusal. */
export function statisticsNumbers(): OfEveryFunction {
  return {
    ...functionsOfNumbers(),
    ...functionsOfOneRun(),
    ...functionsOfTwo(),
    ...functionsOfLabs(),
    ...functionsOfAgreementAndIncidents(),
    ...functionsOfSets(),
  }
}
