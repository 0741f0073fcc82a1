/** What judges said of one answer: the verdict in the open, the reply it was read from behind a fold. */
import type { Translate } from '../../message/index.ts'
import { html, NOTHING } from '../html/markup.ts'
import type { Markup } from '../html/markup.ts'
import { foreign } from './grid.ts'

export type ItemVote = {
  judge: string
  /** Id of the criterion; null where the answer was judged as a whole. */
  criterion: string | null
  /** Null where there is none, for the reason in `missing`. */
  verdict: string | null
  missing: 'unparsed' | 'scorer-error' | 'judge-error' | 'other-prompt' | null
  /** What the judge said; null where no reply came. */
  reply: string | null
  modelReported: string | null
}

export function votesPart(t: Translate, votes: readonly ItemVote[]): Markup {
  if (votes.length === 0) return NOTHING
  return html`<p>${t('page.item.votes')}</p>
    ${votes.map((vote) => votePart(t, vote))}`
}

function votePart(
  t: Translate,
  { judge, criterion, verdict, missing, reply, modelReported }: ItemVote,
): Markup {
  const who = foreign(criterion === null ? judge : `${criterion}: ${judge}`)
  const said = missing === null ? foreign(verdict ?? '') : html`${t(`page.item.vote.${missing}`)}`
  const model =
    modelReported === null
      ? t('page.item.vote.no-model')
      : t('page.item.vote.model', { model: modelReported })
  const heading = html`${who}: ${said} · ${foreign(model)}`
  if (reply === null) return html`<p class="quiet">${heading}</p> `
  return html`<details>
    <summary>${heading}</summary>
    <pre class="said" dir="auto" lang="">${reply}</pre>
  </details> `
}
