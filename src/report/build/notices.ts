import type { Block } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { isolate } from './voice.ts'
import type { Voice } from './voice.ts'

/** What a reader has to know before any figure: who left, what its author no longer stands by, and what is gone. */
export function noticesBlock(input: ReportInput, voice: Voice): Block[] {
  const { t } = voice
  const { withdrawn, retracted, erased } = input.notices
  const used = new Set(input.analysis?.body.inputs.map(({ run }) => run))
  const paragraphs = [
    ...withdrawn.map(({ by, dataSeen, why }) =>
      t(`report.notice.withdrawn.${dataSeen}`, { lab: voice.name(by), why: isolate(why) }),
    ),
    ...retracted.map(({ on, kind, by, reason, why }) => {
      const what = t(`report.notice.retracted.${kind}`, {
        lab: voice.name(by),
        reason: t(`report.notice.reason.${reason}`),
        why: isolate(why),
      })
      return used.has(on) ? `${what} ${t('report.notice.still-used')}` : what
    }),
    ...erased.map(({ by }) => t('report.notice.erased', { lab: voice.name(by) })),
  ]
  return paragraphs.length === 0 ? [] : [{ block: 'note', heading: t('report.notice.heading'), paragraphs }]
}
