import type { AnalysisResult, LabLanguageResult } from '../../statement/index.ts'
import type { Cell, Table, Text } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { comparisonNotes } from './comparison-notes.ts'
import { findMainJoint, findRun, resultsOf, runRef } from './facts.ts'
import { distanceOf } from './joint-headline.ts'
import { modelCell } from './model-tables.ts'
import { cell, isRefused, refusalSentence, scoreCells } from './voice.ts'
import type { Voice } from './voice.ts'

type Compared = Extract<AnalysisResult, { kind: 'joint' | 'lab-pair' }>

/** Every set that is not in the pictures, lab by lab; two labs get no joint figure. */
export function languageTables(input: ReportInput, voice: Voice): Table[] {
  const main = findMainJoint(input)
  const compared = resultsOf(input).filter(
    (result): result is Compared =>
      (result.kind === 'joint' || result.kind === 'lab-pair') && result !== main,
  )
  const effects = resultsOf(input).filter((result) => result.kind === 'lab-language')
  return [
    ...(compared.length === 0 ? [] : [comparedTable(compared, voice)]),
    ...effects.flatMap((result) => effectTables(input, result, voice)),
  ]
}

function comparedTable(results: readonly Compared[], voice: Voice): Table {
  const { t } = voice
  const notes: Text[] = []
  if (results.some(({ kind }) => kind === 'lab-pair')) notes.push(t('report.language.pairs'))
  if (results.some(({ labs }) => labs.length === 2)) notes.push(t('report.headline.two-labs'))
  const rows = results.flatMap((result) => {
    for (const note of comparisonNotes(result, voice)) {
      notes.push(`${languageName(result.language, voice)}: ${note}`)
    }
    return result.labs.map((row, index): Cell[] => {
      const ref = runRef(row.run)
      if (isRefused(row.score)) notes.push(refusalSentence(voice, row.score))
      return [
        cell(index === 0 ? languageName(result.language, voice) : ''),
        index === 0 ? modelCell(result.model) : cell(''),
        cell(voice.nameText(row.lab)),
        ...scoreCells(voice, row.score, ref),
        cell(voice.count(result.items), { value: result.items, ref }),
        differenceCell(result, index, voice, notes),
      ]
    })
  })
  return {
    block: 'table',
    id: 'languages',
    heading: t('report.language.heading'),
    lead: [],
    columns: [
      { text: t('report.column.language'), align: 'start' },
      { text: t('report.column.model'), align: 'start' },
      { text: t('report.column.institute'), align: 'start' },
      { text: t('report.column.score'), align: 'end' },
      { text: t('report.column.interval'), align: 'end' },
      { text: t('report.column.tasks'), align: 'end' },
      { text: t('report.column.difference'), align: 'end' },
    ],
    rows,
    notes: [...new Set(notes)],
  }
}

/** For two labs the paired difference, once; for more the distance of each from the others. */
function differenceCell(result: Compared, index: number, voice: Voice, notes: Text[]): Cell {
  const words = (one: { value: number; lo: number; hi: number }): string =>
    `${voice.signedPoints(one.value, one)} (${voice.pointsRange(one, true)})`
  if (result.kind === 'joint') {
    const row = result.labs[index]
    const distance = row === undefined ? null : distanceOf(row)
    return distance === null ? cell('') : cell(words(distance), { value: distance.value })
  }
  if (index > 0) return cell('')
  const { difference } = result
  if (isRefused(difference)) {
    notes.push(refusalSentence(voice, difference))
    return cell(voice.t('report.refused'), { title: refusalSentence(voice, difference) })
  }
  const bounds = result.differenceBounds
  if (bounds !== undefined) {
    notes.push(
      `${languageName(result.language, voice)}: ${voice.t('report.note.difference-bounds', { range: voice.pointsRange(bounds, true) })}`,
    )
  }
  return cell(words(difference), { value: difference.value })
}

export function languageName(tag: string, voice: Voice): string {
  const name = voice.language(tag)
  return name === 'none' ? tag : voice.sentence(name)
}

/** Labs down, languages across: the scores that exist, and the additive effects at the margins. */
function effectTables(input: ReportInput, result: LabLanguageResult, voice: Voice): Table[] {
  const { t } = voice
  const labs = [...new Set(result.cells.map(({ lab }) => lab))]
  const languages = [...new Set(result.cells.map(({ language }) => language))]
  const { effects } = result
  const rows = labs.map((lab): Cell[] => {
    const scores = languages.map((language) => {
      const found = result.cells.find((one) => one.lab === lab && one.language === language)
      if (found === undefined) return cell('—', { title: t('report.effects.not-run') })
      const run = findRun(input, lab, result.model)?.id ?? null
      return cell(voice.percent(found.score), { value: found.score, ref: runRef(run) })
    })
    const effect = isRefused(effects) ? undefined : effects.labs.find((one) => one.lab === lab)?.effect
    return [
      cell(voice.nameText(lab)),
      ...scores,
      ...(isRefused(effects)
        ? []
        : [effect === undefined ? cell('') : cell(voice.signedPoints(effect), { value: effect })]),
    ]
  })
  if (!isRefused(effects)) {
    const margins = languages.map((language) => {
      const effect = effects.languages.find((one) => one.language === language)?.effect
      return effect === undefined ? cell('') : cell(voice.signedPoints(effect), { value: effect })
    })
    rows.push([cell(t('report.effects.language')), ...margins, cell('')])
  }
  return [
    {
      block: 'table',
      id: `effects-${result.id}`,
      heading: t('report.effects.heading'),
      lead: [t('report.effects.lead')],
      columns: [
        { text: t('report.column.institute'), align: 'start' },
        ...languages.map((language) => ({ text: languageName(language, voice), align: 'end' as const })),
        ...(isRefused(effects) ? [] : [{ text: t('report.effects.institute'), align: 'end' as const }]),
      ],
      rows,
      notes: isRefused(effects) ? [refusalSentence(voice, effects)] : [],
    },
  ]
}
