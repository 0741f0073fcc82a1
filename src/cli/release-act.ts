import type { ReleaseAct } from '../node/index.ts'
import type { Output } from './output.ts'

/** What a release does, in a few words. */
export function actText({ t }: Output, act: ReleaseAct): string {
  const everybody = t('release.everybody')
  switch (act.kind) {
    case 'submit':
      return t('release.act.submit', { exercise: act.exercise })
    case 'attach':
      return t('release.act.attach', { exercise: act.exercise, table: act.table })
    case 'evidence':
      return t('release.act.evidence', { exercise: act.exercise, who: act.recipient ?? everybody })
    case 'widen':
      return t('release.act.widen', {
        exercise: act.exercise,
        field: t(`release.field.${act.field}`),
        who: act.to.join(', '),
        why: act.why,
      })
    case 'reveal':
      return t('release.act.reveal', {
        alias: act.alias,
        exercise: act.exercise,
        who: act.to === null ? everybody : act.to.join(', '),
      })
    case 'lift':
      return t('release.act.lift', { exercise: act.exercise, why: act.why })
    case 'one-person':
      return t('release.act.one-person')
  }
}
