import { ConcordError, sentence } from '../../error.ts'
import type { Scorer } from '../../statement/index.ts'
import { parseBaseUrl } from '../run-plan.ts'
import { HOME } from './choose-provider.ts'
import type { ProviderPlanInput } from './provider-plan.ts'

/** Where a judge is asked, as whoever begins a run says it. */
export type JudgeAddress = { judge: string; baseUrl: string }

/**
 * The providers of the judges that a scorer asks; undefined where it asks none. Throws `usage` for a judge without an
 * address and for an address of nobody.
 */
export function chooseJudges(
  scorer: Scorer,
  addresses: readonly JudgeAddress[],
): { judge: string; provider: ProviderPlanInput }[] | undefined {
  const judges = 'judges' in scorer ? scorer.judges : []
  refuseStrangers(judges, addresses)
  if (judges.length === 0) return undefined
  return judges.map(({ id, provider, model }) => {
    const given = addresses.find(({ judge }) => judge === id)?.baseUrl
    const baseUrl = given === undefined ? HOME[provider] : parseBaseUrl(given)
    if (baseUrl === undefined)
      throw new ConcordError(
        'usage',
        sentence`It is not known where the judge ${id} (${model}) is asked; give --judge ${id}=ADDRESS.`,
      )
    return { judge: id, provider: { kind: provider, model, baseUrl } }
  })
}

/** The addresses of judges of a scorer, from now on. Throws as `chooseJudges`. */
export function moveJudges(scorer: Scorer, addresses: readonly JudgeAddress[]): JudgeAddress[] {
  refuseStrangers('judges' in scorer ? scorer.judges : [], addresses)
  return addresses.map(({ judge, baseUrl }) => ({ judge, baseUrl: parseBaseUrl(baseUrl) }))
}

function refuseStrangers(judges: readonly { id: string }[], addresses: readonly JudgeAddress[]): void {
  const stranger = addresses.find(({ judge }) => !judges.some(({ id }) => id === judge))
  if (stranger === undefined) return
  throw new ConcordError(
    'usage',
    sentence`--judge ${stranger.judge}: the evaluation has no such judge; leave it out.`,
  )
}
