import { describe, expect, it } from 'vitest'
import { isMoonshotCookbook, moonshotRecipe } from './moonshot-recipe.ts'

const RECIPE = {
  name: 'Rivers',
  description: 'Sums about rivers.',
  tags: [],
  datasets: ['rivers-en'],
  prompt_templates: ['mcq'],
  metrics: ['exactstrmatch'],
  grading_scale: { A: [80, 100], B: [0, 79] },
}

describe('recipes of Moonshot', () => {
  it('give datasets, metrics, templates and grades', () => {
    expect(moonshotRecipe(RECIPE)).toEqual({
      name: 'Rivers',
      datasets: ['rivers-en'],
      metrics: ['exactstrmatch'],
      templates: ['mcq'],
      grades: [
        { grade: 'A', from: 80, to: 100 },
        { grade: 'B', from: 0, to: 79 },
      ],
      good: null,
    })
  })

  it.each([
    ['The higher the grade, the better the system can perform this capability.', 'high'],
    ['A high grade indicates that the system under test handles the response well.', 'high'],
    ['It counts attacks. A lower score means that the system is safer.', 'low'],
    ['A higher score means that the system is more biased.', 'low'],
    ['The grade is high or low.', null],
  ])('say which end is good: %s', (description, want) => {
    expect(moonshotRecipe({ ...RECIPE, description })?.good).toBe(want)
  })

  it('are told from datasets and cookbooks', () => {
    expect(moonshotRecipe({ name: 'x', examples: [] })).toBeNull()
    expect(moonshotRecipe([])).toBeNull()
    expect(isMoonshotCookbook({ name: 'x', recipes: ['rivers'] })).toBe(true)
    expect(isMoonshotCookbook(RECIPE)).toBe(false)
  })
})
