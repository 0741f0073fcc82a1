import { describe, expect, it } from 'vitest'
import { missingNumbers, replacedNumbers } from './number-drift.ts'

describe('numbers of a source and its translation', () => {
  it.each([
    ['It costs 1,000 euros.', 'Il coûte 1 000 euros.'],
    ['Each takes .5 hours.', 'Chacun prend 0,5 heure.'],
    ['He saves 20% of it.', 'Il en garde 0,2.'],
    ['He has 15 goats.', 'তার ১৫টি ছাগল আছে।'],
    ['It costs 30,000 yen.', '3万円です。'],
    ['He sails from 1 to 4 PM, 10 miles.', 'Anasafiri saa 7 hadi saa 10, maili 10.'],
    ['They left at 5 p.m. with 3 dogs.', 'Ils sont partis à 17 h avec 3 chiens.'],
    ['Two of 14 were red.', '2 sur 14 étaient rouges.'],
  ])('“%s” = “%s”', (source, translation) => {
    expect(replacedNumbers(source, translation)).toBeNull()
  })

  it('finds a number in the place of another', () => {
    expect(replacedNumbers('In 1905, 3 papers.', '1950年，3篇论文。')).toEqual({
      source: ['1905'],
      translation: ['1950'],
    })
  })

  it('says what is only missing', () => {
    expect(missingNumbers('He has 3 cats and 12 dogs.', 'Il a trois chats et 12 chiens.')).toEqual(['3'])
    expect(replacedNumbers('He has 3 cats and 12 dogs.', 'Il a trois chats et 12 chiens.')).toBeNull()
  })
})
