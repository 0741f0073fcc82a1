/** What a submission would release, to whom, and what would stay. */
import { formatMoment } from '../../message/index.ts'
import type { Preview, PreviewLine } from '../../node/index.ts'
import type { Output } from '../output.ts'

/** One line for each receiver, or for several who would get the same, and below it one for each field. */
export function previewLines(output: Pick<Output, 't' | 'locale'>, preview: Preview): string[] {
  const { t } = output
  const { exercise, hashed, runs, already, receivers } = preview
  const groups = new Map<string, Preview['receivers']>()
  for (const receiver of receivers) {
    const key = JSON.stringify([receiver.bundle, receiver.lines])
    groups.set(key, [...(groups.get(key) ?? []), receiver])
  }
  return [
    t('release.preview', { exercise, runs: runs.length, already: already.length }),
    ...runs.map(
      ({ run, model, pilot }) => `  ${t('release.preview.run', { run, model, pilot: pilot ? 'yes' : 'no' })}`,
    ),
    ...[...groups.values()].flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      const who = group.map(({ member }) => member ?? t('release.everybody')).join(', ')
      return [
        '',
        t(`release.bundle.${first.bundle ?? 'none'}`, { who }),
        ...first.lines.map((line) => `  ${lineText(output, line, hashed)}`),
      ]
    }),
  ]
}

function lineText({ t, locale }: Pick<Output, 't' | 'locale'>, line: PreviewLine, hashed: boolean): string {
  const { field, of, what, tlp, audience, recipients, reason, heldUntil } = line
  const named = [...audience, ...recipients].join(', ')
  const name = t(
    field === 'itemOutcomes' && hashed ? 'release.field.itemOutcomes.hashed' : `release.field.${field}`,
  )
  const about = {
    field: of.length === 0 ? name : `${name} (${of.join(', ')})`,
    tlp,
    named,
    reason: t(`release.reason.${reason}`),
  }
  if (heldUntil !== null) return t('release.line.held', { ...about, until: formatMoment(locale, heldUntil) })
  if (what === 'none' || what === 'not-here') return t(`release.line.${what}`, about)
  if (tlp === 'CLEAR' || tlp === 'GREEN') return t(`release.line.${what}.open`, about)
  return t(named === '' ? `release.line.${what}.nobody` : `release.line.${what}.named`, about)
}
