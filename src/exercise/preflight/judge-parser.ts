/**
 * Rule `judge-parser`: the part of judging that takes the verdict or the answer out of a reply reads replies as
 * models write them. It is tried, before anybody runs anything, on replies made from an item's own answer:
 *
 *   plain, bold Markdown, other case, full-width or the digits of the language   must be read as right
 *   two answers that contradict each other                                       must not be read as right
 *   empty                                                                        must give no value, or the lowest
 *
 * Evidence is the table reply → outcome. A parser with a pattern of its own may want a form that nobody can guess;
 * where it does not read the plain answer either, nothing is said of the rest.
 */
import type { Item } from '../../statement/index.ts'
import { finding, placeOf, type Finding, type PreflightInput, type ReplyParser } from './finding.ts'

type Reply = { kind: string; reply: string; value: number | null }

/** Replies that would be read wrongly. */
export function judgeParser({ sets, parser, protocol, showText }: PreflightInput): Finding[] {
  if (parser === undefined) {
    return sets.length === 0 || protocol !== null
      ? []
      : [
          finding('judge-parser.nothing-stated', 'note', null, {
            expected: 'how a reply becomes a value',
            found: null,
          }),
        ]
  }
  // A reply holds the answer, which the reader may not see.
  const show = showText ?? ((text) => text)
  const seen = (replies: readonly Reply[]): Reply[] =>
    replies.map((one) => (one.reply === '' ? one : { ...one, reply: show(one.reply) }))
  const findings: Finding[] = []
  for (const set of sets) {
    const item = set.items.find(({ target }) => target.length > 0)
    const other = set.items.find(({ target }) => target.length > 0 && target[0] !== item?.target[0])
    if (item === undefined) continue
    const { form } = parser
    const right = repliesOf(item, set.language, parser)
    const table: Reply[] = [...right]
    const [plain] = right
    if (plain === undefined) continue
    if (plain.value === null || plain.value < 1) {
      const code = form === null ? 'judge-parser.cannot-tell' : 'judge-parser.plain'
      findings.push(
        finding(code, form === null ? 'note' : 'block', placeOf(set), {
          items: [item.id],
          expected: { reply: show(plain.reply), value: 1 },
          found: seen(table),
          values: { label: parser.label, reply: show(plain.reply), outcome: shown(plain.value) },
        }),
      )
      continue
    }
    const misread = right.filter(({ value }) => value === null || value < 1)
    const empty: Reply = { kind: 'empty', reply: '', value: parser.parse('', item) }
    table.push(empty)
    if (empty.value !== null && empty.value > 0) misread.push(empty)
    if (misread.length > 0) {
      findings.push(
        finding('judge-parser.reply', 'warn', placeOf(set), {
          items: [item.id],
          expected: { value: 1, empty: null },
          found: seen(table),
          values: {
            label: parser.label,
            replies: misread.map(({ kind, value }) => `${kind} → ${shown(value)}`).join(', '),
          },
        }),
      )
    }
    const wrong = wrongAnswer(item, other, parser)
    if (wrong === null) continue
    const both = [`${plain.reply}\n${wrong}`, `${wrong}\n${plain.reply}`].map((reply): Reply => ({
      kind: 'two verdicts',
      reply,
      value: parser.parse(reply, item),
    }))
    if (both.some(({ value }) => value === 1)) {
      findings.push(
        finding('judge-parser.two-verdicts', 'note', placeOf(set), {
          items: [item.id],
          expected: { value: null },
          found: seen(both),
          values: {
            label: parser.label,
            first: shown(both[0]?.value ?? null),
            last: shown(both[1]?.value ?? null),
          },
        }),
      )
    }
  }
  return oncePerKind(findings)
}

function repliesOf(item: Item, language: string, parser: ReplyParser): Reply[] {
  const answer = item.target[0] ?? ''
  const digits = inDigitsOf(answer, language)
  const replies: [string, string][] = [
    ['plain', answer],
    ['bold', `**${answer}**`],
  ]
  const lower = answer.toLowerCase()
  if (lower !== answer && parser.form !== 'number') replies.push(['lower case', lower])
  if (parser.form === 'number' && digits !== answer) replies.push(['digits of the language', digits])
  return replies.map(([kind, reply]) => ({ kind, reply, value: parser.parse(reply, item) }))
}

/** Another answer to the item: another choice, another number, the answer of another item. */
function wrongAnswer(item: Item, other: Item | undefined, { form }: ReplyParser): string | null {
  const answer = item.target[0] ?? ''
  if (form === 'number') return /^\d+$/.test(answer) ? `${Number(answer) + 1}` : null
  if (form === 'choice') return (item.choices ?? []).length > 1 ? (/^A$/i.test(answer) ? 'B' : 'A') : null
  return other?.target[0] ?? null
}

function inDigitsOf(answer: string, language: string): string {
  if (!/^\d+$/.test(answer)) return answer
  const digits = nativeDigits(language)
  return [...answer].map((digit) => digits[Number(digit)] ?? digit).join('')
}

/** The ten digits people write in a language, as the Unicode CLDR has them. */
function nativeDigits(language: string): string[] {
  try {
    const format = new Intl.NumberFormat(`${language}-u-nu-native`, { useGrouping: false })
    return Array.from({ length: 10 }, (_, digit) => format.format(digit))
  } catch {
    return []
  }
}

function shown(value: number | null): string {
  return value === null ? '–' : String(value)
}

/** The parser is one for all sets: what it does with the same replies is said once, for the first. */
function oncePerKind(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ code, values }) => {
    const key = `${code} ${values['replies'] ?? ''}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
