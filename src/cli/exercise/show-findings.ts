import type { Finding } from '../../exercise/index.ts'
import type { Context } from '../command.ts'

/** Findings of preflight, sorted as they come: blocks first. */
export function showFindings({ output }: Pick<Context, 'output'>, findings: readonly Finding[]): void {
  const { t } = output
  for (const { severity, code, set, values, items, count, waived } of findings) {
    const where = set === null ? '' : ` [${set}]`
    output.line(`${t(`command.severity.${severity}`)}${where}  ${t(`preflight.${code}`, values)}`)
    if (items.length > 0) {
      output.line(`    ${items.join(', ')}${count > items.length ? ` … (${count})` : ''}`)
    }
    if (waived !== null) output.line(`    ${t('preflight.waived', { reason: waived })}`)
  }
}
