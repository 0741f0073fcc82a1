/** What `exercise new` says of its example: somebody who signs it unread has agreed on nothing of their own. */

export const TEMPLATE_QUESTION = {
  objective: 'Does the model solve short arithmetic problems put in everyday words?',
  construct: 'Arithmetic in words, one step, whole numbers.',
  scope: 'The named model, in English, with the prompt of evaluation.yaml.',
  decision: 'Whether the larger set is worth running.',
  limit: 'Twenty items show large differences only.',
} as const

export const TEMPLATE_SOURCE = 'Written for this exercise.'

const THINGS = ['apples', 'books', 'chairs', 'pens', 'plates']
const PLACES = ['a box', 'a bag', 'a room', 'a van']

/** Two exploratory items and twenty for the result, made by counting. */
export const TEMPLATE_ITEMS = Array.from({ length: 22 }, (_, index) => {
  const a = 13 + 7 * index
  const b = 5 + 3 * index
  const adds = index % 2 === 0
  const thing = THINGS[index % THINGS.length] ?? ''
  const place = PLACES[index % PLACES.length] ?? ''
  return {
    id: index < 2 ? `try-${index + 1}` : `item-${String(index - 1).padStart(2, '0')}`,
    split: index < 2 ? 'exploratory' : 'evaluation',
    input: `There are ${a} ${thing} in ${place}. ${b} ${adds ? 'are added' : 'are taken out'}. How many ${thing} are there now?`,
    target: [String(adds ? a + b : a - b)],
  }
})
