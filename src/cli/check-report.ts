/** What every check of items says: its findings, how many of each weight, and what to do. */
import { ConcordError } from '../error.ts'
import type { Finding } from '../exercise/index.ts'
import type { Context } from './command.ts'
import { showFindings } from './exercise/show-findings.ts'

/** What cannot be read is what the check found. */
export async function checking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof ConcordError) || cause.code !== 'bad-input') throw cause
    throw new ConcordError('check-failed', cause.sentence, { cause })
  }
}

/** How the texts of items stand in the findings, by --hide-texts. */
export function textsShown({ options }: Context): 'plain' | 'hashed' {
  return options['hideTexts'] === true ? 'hashed' : 'plain'
}

/** Shows findings; ends with exit status 3 where one blocks. `more` is given in JSON beside them, `waiverBy` as to showFindings. */
export async function reportCheck(
  context: Context,
  findings: readonly Finding[],
  next: { mend: string; go: string },
  more: object = {},
  waiverBy: string | null = null,
): Promise<void> {
  const { waiverEntry } = await import('../exercise/index.ts')
  const { output } = context
  const count = (severity: Finding['severity']): number =>
    findings.filter((one) => one.severity === severity).length
  await showFindings(context, findings, waiverBy)
  output.line(
    output.t('command.exercise.check.done', {
      blocks: count('block'),
      warnings: count('warn'),
      notes: count('note'),
    }),
  )
  output.result({
    ok: count('block') === 0,
    ...more,
    findings:
      waiverBy === null ? findings : findings.map((one) => ({ ...one, waiver: waiverEntry(one, waiverBy) })),
  })
  if (count('block') > 0) process.exitCode = 3
  output.next([count('block') > 0 ? next.mend : next.go])
}
