import type { Finding } from '../../exercise/index.ts'
import { nameOf } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import type { Context } from '../command.ts'

const NAMED = {
  language: 'language',
  meaning: 'language',
  reads: 'language',
  expected: 'language',
  script: 'script',
  region: 'region',
} as const

/** Values with the names, in this language, of what they give a code of. */
function named(locale: Locale, values: Finding['values']): Finding['values'] {
  const names = Object.entries(NAMED).flatMap(([value, type]) => {
    const codes = values[`${value}Code`]
    if (typeof codes !== 'string') return []
    return [
      [
        value,
        codes
          .split(', ')
          .map((code) => nameOf(locale, type, code))
          .join(', '),
      ],
    ]
  })
  return { ...values, ...Object.fromEntries(names) }
}

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
  const { locale, t } = output
  for (const found of findings) {
    const { severity, code, set, values, items, count, waived, waivedBy } = found
    const where = set === null ? '' : ` [${set}]`
    output.line(
      `${t(`command.severity.${severity}`)}${where}  ${t(`preflight.${code}`, named(locale, values))}`,
    )
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
