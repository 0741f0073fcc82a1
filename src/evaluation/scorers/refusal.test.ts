import { describe, expect, it } from 'vitest'
import { Item, Scorer } from '../../statement/index.ts'
import { outcomeOf } from '../answer-line.ts'
import { itemsOf } from '../chat-server.fixture.ts'

const scorer = Scorer.parse({
  type: 'includes',
  refusals: [
    { language: 'en', phrases: ["I can't help", 'I am unable to'] },
    { language: 'ja', phrases: ['お答えできません'] },
  ],
})
const [place] = itemsOf(1)
const outcome = (completion: string, refused = false) => {
  const item = Item.parse({ ...place?.item, target: ['Paris'] })
  return outcomeOf(scorer, item, { completion, stopReason: 'stop', refused, limit: null })
}

describe('a refusal', () => {
  it.each([
    ['I can’t help\nwith that.', ['refusal']],
    ['i AM unable to say.', ['refusal']],
    ['その質問にはお答えできません。', ['refusal']],
    ['It is Paris.', []],
  ])('%j is labelled %j', (completion, labels) => {
    expect(outcome(completion).labels).toEqual(labels)
  })

  it('is a label and never a score', () => {
    expect(outcome('I am unable to say more than Paris.')).toMatchObject({
      outcome: 'scored',
      value: 1,
      labels: ['refusal'],
    })
  })

  it('is labelled once where the provider marks it too', () => {
    expect(outcome('I can’t help', true).labels).toEqual(['refusal'])
  })
})
