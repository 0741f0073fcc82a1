import type { Locale } from '../../message/index.ts'
import type { ReportInput } from '../input.ts'

type Titled = { title: string; titleIn?: Readonly<Record<string, string>> | undefined }

/** A title as it was agreed on for this language; `lang` is null where it is the one in whatever language it was agreed. */
export function titleIn(
  locale: Locale,
  { title, titleIn: others }: Titled,
): { foreign: string; lang: string | null } {
  const own = others?.[locale]
  return own === undefined ? { foreign: title, lang: null } : { foreign: own, lang: locale }
}

/** The title of the exercise in the language of the report. */
export function buildTitle({ title, protocol }: ReportInput, locale: Locale): string {
  return titleIn(locale, { title, titleIn: protocol.body.titleIn }).foreign
}
