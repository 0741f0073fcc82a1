/** Labels of a judge and of people, and of two raters. */
import { nameIn, once, optionalName } from './cells.ts'
import type { Reading } from './cells.ts'

export type JudgedLine = { item: string; language: string | null; judge: string; human: string | null }
export type RatedLine = { language: string | null; first: string | null; second: string | null }

/** Every output with the verdict of the judge, and the label of a person where there is one. */
export function readJudge(reading: Reading): JudgedLine[] {
  const check = once(reading, (row) =>
    JSON.stringify(['language', 'item', 'attempt'].map((column) => reading.cell(row, column))),
  )
  return reading.rows.map((row) => {
    check(row)
    return {
      item: nameIn(reading, row, 'item'),
      language: optionalName(reading, row, 'language'),
      judge: nameIn(reading, row, 'judge'),
      human: optionalName(reading, row, 'human'),
    }
  })
}

/** Every item with the labels of both, one of which may be missing. */
export function readRaters(reading: Reading): RatedLine[] {
  const check = once(reading, (row) =>
    JSON.stringify([reading.cell(row, 'language'), reading.cell(row, 'item')]),
  )
  return reading.rows.map((row) => {
    nameIn(reading, row, 'item')
    check(row)
    return {
      language: optionalName(reading, row, 'language'),
      first: optionalName(reading, row, 'rater1'),
      second: optionalName(reading, row, 'rater2'),
    }
  })
}
