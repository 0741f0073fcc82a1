import type { Target } from '../../report/index.ts'

/** The address of every page, in one place; the language is kept where one was chosen. */
export function addressOf(
  target: Target,
  query: { lang?: string | undefined; statement?: string | undefined } = {},
): string {
  const parts: string[] = []
  if (query.lang !== undefined) parts.push(`lang=${query.lang}`)
  const withQuery = (path: string): string => (parts.length > 0 ? `${path}?${parts.join('&')}` : path)
  switch (target.to) {
    case 'exercises':
      return withQuery('/')
    case 'exercise':
      return withQuery(`/exercise/${encodeURIComponent(target.id)}`)
    case 'report-file':
      return withQuery(`/exercise/${encodeURIComponent(target.exercise)}/report.${target.format}`)
    case 'run':
      if (target.outcome !== undefined && target.outcome !== null) parts.push(`outcome=${target.outcome}`)
      if (target.language !== undefined && target.language !== null)
        parts.push(`language=${encodeURIComponent(target.language)}`)
      if (target.from !== undefined && target.from > 0) parts.push(`from=${target.from}`)
      return withQuery(`/run/${target.id}`)
    case 'item':
      // In the query: a path segment of dots would lead elsewhere, and an id is any text.
      parts.push(`set=${encodeURIComponent(target.set)}`, `item=${encodeURIComponent(target.item)}`)
      return withQuery(`/run/${target.run}/item`)
    case 'statement':
      return withQuery(`/statement/${target.id}`)
    case 'blob':
      // A digest is not a capability: a blob is asked for through the statement that lists it.
      return `/statement/${query.statement ?? ''}/blob/${target.sha256}`
  }
}
