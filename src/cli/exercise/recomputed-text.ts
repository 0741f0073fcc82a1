import type { Translate } from '../../message/index.ts'

/** Who computed an analysis, and which of the others got the same: whoever made it is counted, and said apart. */
export function recomputedText(
  t: Translate,
  { by, signers }: { by: string; signers: readonly string[] },
  of: number,
): string {
  const others = signers.filter((member) => member !== by)
  return others.length === 0
    ? t('command.computed', { by })
    : t('command.recomputed', {
        by,
        others: others.join(', '),
        count: new Set([by, ...others]).size,
        of,
      })
}
