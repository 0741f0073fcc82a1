import type { AnalysisResult } from '../../statement/index.ts'
import type { Figure, Table } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { resultsOf } from './facts.ts'
import { isolate } from './voice.ts'
import type { Voice } from './voice.ts'

/** A result that stands on one set. */
type OnOneSet = Extract<AnalysisResult, { set: string }>

/** Its language and set as words; `none` where it is not needed. */
type Place = { language: string; set: string }

/**
 * Where a result was found, as far as the report has others: its language, and its set where
 * several share the language or the language has no name.
 */
export function placeOf(input: ReportInput, { set, language }: OnOneSet, voice: Voice): Place {
  const sets = new Map(
    resultsOf(input).flatMap((result) => ('set' in result ? [[result.set, result.language] as const] : [])),
  )
  if (sets.size < 2) return { language: 'none', set: 'none' }
  const shared = [...sets.values()].filter((other) => other === language).length > 1
  const name = voice.language(language)
  return { language: name, set: shared || name === 'none' ? isolate(set) : 'none' }
}

/** The place as a word or two for a heading; null where the report has one only. */
export function placeName(input: ReportInput, result: OnOneSet, voice: Voice): string | null {
  const { language, set } = placeOf(input, result, voice)
  if (language === 'none' && set === 'none') return null
  return voice.t('report.place', { language, set })
}

/** A name or figure inside a sentence, with its place where the report has several. */
export function atPlace(input: ReportInput, result: OnOneSet, text: string, voice: Voice): string {
  const place = placeOf(input, result, voice)
  if (place.language === 'none' && place.set === 'none') return text
  return voice.t('report.at-place.score', { ...place, text })
}

/** The same picture, with the place in its heading, caption and text alternative. */
export function figureAt(figure: Figure, place: string | null, voice: Voice): Figure {
  if (place === null) return figure
  const said = (text: string): string => `${voice.sentence(place)}. ${text}`
  return {
    ...figure,
    heading: headingAt(figure.heading, place, voice),
    caption: said(figure.caption),
    label: said(figure.label),
  }
}

/** The same table, with the place in its heading. */
export function tableAt(table: Table, place: string | null, voice: Voice): Table {
  return place === null ? table : { ...table, heading: headingAt(table.heading, place, voice) }
}

function headingAt(heading: Table['heading'], place: string, voice: Voice): string {
  const text = typeof heading === 'string' ? heading : isolate(heading.foreign)
  return voice.t('report.at-place.heading', { text, place })
}
