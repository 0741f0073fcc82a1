import { formatCount, formatPercent } from '../message/index.ts'
import type { OnProgress } from '../node/index.ts'
import type { Output } from './output.ts'

/** Shows how far work is, in the words of the catalogue. */
export function progressOn({ locale, progress, t }: Output): OnProgress {
  return ({ what, done, total, name = '' }) =>
    progress(what, () =>
      t(`progress.${what}`, {
        done: formatCount(locale, done),
        total: formatCount(locale, total ?? done),
        share: formatPercent(locale, total === null || total === 0 ? 1 : Math.min(1, done / total)),
        name,
      }),
    )
}
