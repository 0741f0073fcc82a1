import type { ReleaseRecord } from '../node/index.ts'
import type { Output } from './output.ts'

/** Says that a release waits, and what somebody else does now. */
export function showWaiting(output: Output, release: ReleaseRecord): void {
  const { number, prepared } = release
  output.line(output.t('release.waits', { number: String(number) }))
  output.result({ ok: true, waits: release })
  output.next([output.t('release.next-approve', { number: String(number), by: prepared.by })])
}
