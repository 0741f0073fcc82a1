import type { Finding } from '../../exercise/index.ts'
import type { Context } from '../command.ts'

/**
 * Findings of preflight, sorted as they come: blocks first. With `waiverBy`, the participant that answers for what is
 * accepted, each block that can be waived ends with the entry for protocol.yaml.
 */
export async function showFindings(
  { output }: Pick<Context, 'output'>,
  findings: readonly Finding[],
  waiverBy: string | null = null,
): Promise<void> {
  const { waiverEntry } = await import('../../exercise/index.ts')
  const { t } = output
  for (const found of findings) {
    const { severity, code, set, values, items, count, waived, waivedBy } = found
    const where = set === null ? '' : ` [${set}]`
    output.line(`${t(`command.severity.${severity}`)}${where}  ${t(`preflight.${code}`, values)}`)
    if (items.length > 0) {
      output.line(`    ${items.join(', ')}${count > items.length ? ` … (${count})` : ''}`)
    }
    if (waived !== null)
      output.line(
        `    ${waivedBy === null ? t('preflight.waived', { reason: waived }) : t('preflight.waived-by', { reason: waived, by: waivedBy })}`,
      )
    const entry = waiverBy === null || severity !== 'block' ? null : waiverEntry(found, waiverBy)
    if (entry !== null) output.line(`    ${t('command.exercise.check.waiver')} ${entry}`)
  }
}
