import { ConcordError, sentence, type Sentence } from '../error.ts'
import type { Item, Scorer } from '../statement/index.ts'

const PLACE = /\{\{(input|choices)\}\}/g

/**
 * The user message for an item: `{{input}}` becomes its question, `{{choices}}` its choices, one a line as
 * `A) text`. Both are replaced in one pass, so braces in a question stay as they are.
 */
export function renderPrompt(template: string, item: Pick<Item, 'id' | 'input' | 'choices'>): string {
  const { input } = item
  if (input === null)
    throw new ConcordError('bad-input', sentence`Item ${item.id} has no question to ask; give it one.`)
  return template.replaceAll(PLACE, (_, place: string) =>
    place === 'input' ? input : choiceLines(item.choices ?? []),
  )
}

/** Why the template cannot be used with this scorer; null when it can. */
export function renderPromptFault(template: string, scorer: Scorer): Sentence | null {
  if (!template.includes('{{input}}'))
    return sentence`the template does not contain {{input}}, so no question would be asked`
  if (scorer.type === 'choice' && !template.includes('{{choices}}'))
    return sentence`the scorer is "choice", but the template does not contain {{choices}}`
  return null
}

/** Letter of a choice by its place: 0 is A. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index)
}

function choiceLines(choices: readonly string[]): string {
  return choices.map((choice, i) => `${letterOf(i)}) ${choice}`).join('\n')
}
