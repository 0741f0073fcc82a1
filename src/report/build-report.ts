import type { Locale } from '../message/index.ts'
import { deviationBlocks } from './build/deviations.ts'
import { findMainJoint, labsWithoutScore, ratesOf, resultsOf } from './build/facts.ts'
import { jointFigures } from './build/joint-figures.ts'
import { distancesTable, numbersTable } from './build/joint-tables.ts'
import { languageTables } from './build/language-tables.ts'
import { limitsBlock } from './build/limits.ts'
import { modelFigures, pairsFigure } from './build/model-figures.ts'
import { itemsTable, modelTables, pairsTable } from './build/model-tables.ts'
import { noticesBlock } from './build/notices.ts'
import { headlineSentences, labelTexts, openingBlocks } from './build/opening.ts'
import { outcomesTable } from './build/outcomes.ts'
import { figureAt, placeName, tableAt } from './build/place.ts'
import { attemptsTable } from './build/rates-attempts.ts'
import { ratesFigures } from './build/rates-figures.ts'
import { sourceBlocks } from './build/rates-source.ts'
import { ratesTable, totalsTable } from './build/rates-tables.ts'
import { opinionBlocks, signaturesTable, verifyBlock } from './build/signatures.ts'
import { buildTitle } from './build/title-in.ts'
import { isRefused, voiceOf } from './build/voice.ts'
import type { Voice } from './build/voice.ts'
import { ReportDocument } from './document.ts'
import type { Block, Figure, Ref } from './document.ts'
import type { ReportInput } from './input.ts'

/**
 * The report of an exercise as a document of blocks, from verified statement bodies: first the sentence, then
 * the pictures and the same numbers, what they show and cannot show, then the evidence. Equal input gives an
 * equal document; nothing is estimated here, figures come from the analysis statement.
 */
export function buildReport(input: ReportInput, locale: Locale): ReportDocument {
  const voice = voiceOf(input, locale)
  // Parsed, so that its keys stand in one order: read back and rendered again, it gives the same bytes.
  return ReportDocument.parse({
    format: 'concord-report/1',
    locale,
    exercise: input.exercise,
    title: buildTitle(input, locale),
    sources: {
      charter: input.charter.id,
      protocol: input.protocol.id,
      otherVersions: input.otherVersions.map(({ id }) => id),
      amendments: input.amendments.map(({ id }) => id),
      analysis: input.analysis?.id ?? null,
      runs: input.runs.map(({ id }) => id),
      opinions: input.opinions.map(({ id }) => id),
      notices: [...input.notices.withdrawn, ...input.notices.retracted, ...input.notices.erased].map(
        ({ id }) => id,
      ),
      signers: [
        input.protocol,
        ...input.otherVersions,
        ...input.amendments,
        ...(input.analysis === null ? [] : [input.analysis]),
        ...input.runs,
      ].map(({ id, signers }) => ({ id, members: [...signers] })),
    },
    blocks: leadOn(input, [
      ...openingBlocks(input, voice),
      ...noticesBlock(input, voice),
      ...resultBlocks(input, voice),
      limitsBlock(input, voice),
      ...detailBlocks(input, voice),
      ...outcomesTable(input, voice),
      ...deviationBlocks(input, voice),
      ...opinionBlocks(input, voice),
      signaturesTable(input, voice),
      verifyBlock(input, voice),
    ]),
  })
}

/** The headline alone, e.g. for a list of exercises. */
export function buildHeadline(input: ReportInput, locale: Locale): string[] {
  return headlineSentences(input, voiceOf(input, locale))
}

/** The labels that must stand wherever results of this exercise are shown. */
export function buildLabels(input: ReportInput, locale: Locale): string[] {
  return labelTexts(input, voiceOf(input, locale))
}

/** Pictures and, directly below, the same numbers. */
function resultBlocks(input: ReportInput, voice: Voice): Block[] {
  const joint = findMainJoint(input)
  const showJoint =
    joint !== undefined && joint.labs.some(({ score }) => !isRefused(score)) && joint.labs.length > 1
  const figures: Figure[] = showJoint
    ? jointFigures(input, joint, voice).map((one) => figureAt(one, placeName(input, joint, voice), voice))
    : []
  const tables: Block[] =
    joint !== undefined && (showJoint || labsWithoutScore(joint).length > 0)
      ? [tableAt(numbersTable(input, joint, voice), placeName(input, joint, voice), voice)]
      : []
  for (const result of resultsOf(input)) {
    if (result.kind === 'run-scores') {
      const place = placeName(input, result, voice)
      figures.push(...modelFigures(result, voice).map((one) => figureAt(one, place, voice)))
      tables.push(...modelTables(input, result, voice).map((one) => tableAt(one, place, voice)))
    }
  }
  for (const result of ratesOf(input)) {
    figures.push(...ratesFigures(result, voice))
    tables.push(ratesTable(result, voice))
  }
  return [...(figures.length === 0 ? [] : [{ block: 'figures' as const, figures }]), ...tables]
}

function detailBlocks(input: ReportInput, voice: Voice): Block[] {
  const joint = findMainJoint(input)
  return [
    ...(joint === undefined || joint.labs.length < 2
      ? []
      : distancesTable(joint, voice).map((one) => tableAt(one, placeName(input, joint, voice), voice))),
    ...languageTables(input, voice),
    ...ratesOf(input).flatMap((result) => [
      ...totalsTable(result, voice),
      ...attemptsTable(input, result, voice),
    ]),
    ...sourceBlocks(input, voice),
    ...resultsOf(input).flatMap((result): Block[] => {
      if (result.kind !== 'run-scores' && result.kind !== 'model-pairs') return []
      const place = placeName(input, result, voice)
      if (result.kind === 'run-scores') return [tableAt(itemsTable(result, voice), place, voice)]
      return [
        { block: 'figures', figures: [figureAt(pairsFigure(result, voice), place, voice)] },
        tableAt(pairsTable(result, voice), place, voice),
      ]
    }),
  ]
}

/** A figure that comes from no single run leads to the analysis, which names the runs it was computed from. */
function leadOn({ analysis }: ReportInput, blocks: readonly Block[]): Block[] {
  if (analysis === null) return [...blocks]
  const ref: Ref = { to: 'statement', id: analysis.id }
  return blocks.map((block) =>
    block.block === 'table'
      ? {
          ...block,
          rows: block.rows.map((row) =>
            row.map((one) => (one.value !== null && one.ref === null ? { ...one, ref } : one)),
          ),
        }
      : block,
  )
}
