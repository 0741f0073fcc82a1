/**
 * A recipe of Moonshot: how the answers to some datasets are judged and graded.
 *
 *   {"name", "description", "datasets": [id, …], "prompt_templates": [id, …], "metrics": [id, …],
 *    "grading_scale": {grade: [from, to], …}}
 */
import { z } from 'zod'

const Recipe = z.object({
  name: z.string(),
  description: z.string().default(''),
  datasets: z.array(z.string()).max(10_000),
  prompt_templates: z.array(z.string()).default([]),
  metrics: z.array(z.string()),
  grading_scale: z.record(z.string(), z.tuple([z.number(), z.number()])).default({}),
})

export type MoonshotRecipe = {
  name: string
  datasets: readonly string[]
  metrics: readonly string[]
  templates: readonly string[]
  grades: readonly { grade: string; from: number; to: number }[]
  /** Which end of the grades the description calls the good one; null where it calls none so. */
  good: 'high' | 'low' | null
}

/** The recipe a JSON value is; null where it is something else. */
export function moonshotRecipe(value: unknown): MoonshotRecipe | null {
  const parsed = Recipe.safeParse(value)
  if (!parsed.success) return null
  const {
    name,
    description,
    datasets,
    metrics,
    prompt_templates: templates,
    grading_scale: scale,
  } = parsed.data
  return {
    name,
    datasets,
    metrics,
    templates,
    grades: Object.entries(scale).map(([grade, [from, to]]) => ({ grade, from, to })),
    good: goodEnd(description),
  }
}

/** True for a cookbook, which lists recipes and holds nothing to check. */
export function isMoonshotCookbook(value: unknown): boolean {
  return z.object({ name: z.string(), recipes: z.array(z.string()) }).safeParse(value).success
}

/** “The higher the grade, the better …”, “A high grade indicates that the system handles the response well.” */
function goodEnd(description: string): 'high' | 'low' | null {
  for (const sentence of description.split(/(?<=[.!?])\s/)) {
    const end = /\b(high|low)(?:er)?\b[^.]*?\b(?:grade|score|rate|value)\b/i.exec(sentence)
    const praise = /\b(?:better|well|safer|more (?:robust|secure|accurate))\b/i.test(sentence)
    const blame = /\b(?:worse|poorly|more (?:toxic|biased|vulnerable|harmful))\b/i.test(sentence)
    if (end === null || praise === blame) continue
    const isHigh = end[1]?.toLowerCase() === 'high'
    return isHigh === praise ? 'high' : 'low'
  }
  return null
}
