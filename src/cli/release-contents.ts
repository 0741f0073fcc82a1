/** What a release would let out, in lines. */
import { formatMoment } from '../message/index.ts'
import type { ReleaseContents } from '../node/index.ts'
import { previewLines } from './exercise/preview-lines.ts'
import { factsText } from './exercise/facts-text.ts'
import type { Output } from './output.ts'

export function contentLines(output: Output, contents: ReleaseContents): string[] {
  const { t } = output
  switch (contents.kind) {
    case 'submit':
      return previewLines(output, contents.preview)
    case 'attach':
      return [t('release.plan.attach', { table: contents.table, sha256: contents.sha256 })]
    case 'evidence': {
      const { kinds, encrypted } = contents
      const list = kinds.map(({ kind, count }) => `${kind} (${count})`).join(', ')
      return [t('release.plan.evidence', { list, encrypted: encrypted ? 'yes' : 'no' })]
    }
    case 'widen':
      return contents.steps.map(({ kind, statement, blob, before, after }) => {
        const added = after.audience.filter((member) => !before.audience.includes(member))
        return t('release.plan.widen', {
          kind,
          id: statement,
          blob: blob === null ? '' : ` ${blob.name}`,
          before: before.audience.join(', ') || t('release.nobody'),
          after: added.join(', '),
        })
      })
    case 'reveal': {
      const { passport } = contents
      return [t('release.plan.reveal', { alias: passport.alias, facts: factsText(output, passport) })]
    }
    case 'lift':
      return contents.steps.map(({ kind, statement, until, early }) =>
        t('release.plan.lift', {
          kind,
          id: statement,
          until: formatMoment(output.locale, until),
          early: early ? 'yes' : 'no',
        }),
      )
    case 'one-person':
      return []
  }
}
