import { inEnglish } from '../error.ts'
import { PART_PURPOSES } from './protocol-file.ts'
import { TEMPLATE_ITEMS, TEMPLATE_QUESTION, TEMPLATE_SOURCE } from './template-text.ts'

/** What `exercise new` asks for; the first member coordinates. */
export type TemplateOptions = {
  /** Slug of the exercise. */
  exercise: string
  title: string
  /** Slugs of one to a hundred members. */
  members: readonly [string, ...string[]]
}

/**
 * The files of a small exercise that passes `exercise check` and can be run as it stands: a commented
 * protocol.yaml, its evaluation, one English set. With one member the plan holds its score, with two their
 * paired difference, from three on the joint mean.
 */
export function exerciseTemplate(options: TemplateOptions): { path: string; text: string }[] {
  return [
    { path: 'protocol.yaml', text: protocolTemplate(options) },
    { path: 'evaluation.yaml', text: evaluationTemplate() },
    { path: 'items/english.jsonl', text: itemsTemplate() },
  ]
}

/** The commented protocol.yaml. */
export function protocolTemplate({ exercise, title, members }: TemplateOptions): string {
  const part = (number: number, name: keyof typeof PART_PURPOSES): string =>
    `\n# ${number}. ${name}: ${inEnglish(PART_PURPOSES[name])}.`
  return `# The protocol of one exercise. Every participant signs it before the first run; afterwards it changes only
# by amendments that all of them sign. null means "not set", which is a choice too.
exercise: ${exercise}
version: 1
title: ${JSON.stringify(title)}

# Who takes part. Roles: coordinator, runner, translator, rater, verifier, observer.
participants:
${members.map((member, index) => `  - { member: ${member}, roles: [${index === 0 ? 'coordinator, runner' : 'runner'}] }`).join('\n')}
${part(1, 'question')}
# These sentences are those of an example: write yours. \`exercise check\` names the ones that are left.
question:
  objective: ${TEMPLATE_QUESTION.objective}
  construct: ${TEMPLATE_QUESTION.construct}
  scope: ${TEMPLATE_QUESTION.scope}
  exclusions: []
  decision: ${TEMPLATE_QUESTION.decision}
  limits:
    - ${TEMPLATE_QUESTION.limit}
${part(2, 'items')}
# split: exploratory (pilots), tuning or evaluation. crossLanguageKey: declared-id, item-key or none.
items:
  sets:
    - id: english
      language: en
      file: items/english.jsonl
      split: evaluation
      title: Arithmetic in words
      licence: CC0-1.0
      source: ${TEMPLATE_SOURCE}
  crossLanguageKey: declared-id
${part(3, 'languages')}
# translated: any of prompt, tools, system-prompt, judge-prompt.
languages:
  - { tag: en, translated: [] }
${part(4, 'system')}
# What is not known is null, and unknown is never equal to anything. What else is known may be added: accessLevels,
# served, knowledgeUntil, providerTools, capabilities, limits, risks. A model that the others are not to know is sealed:
# concord model seal PASSPORT.yaml --alias model-a --into DIR
system:
  models:
    - alias: model-a
      simulated: false
      developer: null
      name: null
      snapshot: null
      provider: null
      region: null
      engine: null
      quantisation: null
      contextTokens: null
      safeguards: null
      access: AL1
      released: null
  safeguards: As the provider sets them.
${part(5, 'generation')}
# Attempt k of an item is asked with seed + k - 1. Limits hold per attempt. Fixed prompts at start and end of each run
# show whether the model changed: drift: { prompts: [Tell me of the sea., Name a tree.], repeats: 5 }
generation:
  systemPrompt: null
  scaffold: One request per attempt, no tools.
  tools: []
  temperature: 0.7
  topP: null
  maxTokens: 256
  reasoningEffort: null
  seed: 1
  stop: []
  attempts: 3
  retries: 3
  limits: { timeSeconds: 120, tokens: null, steps: null }
${part(6, 'judging')}
judging:
  evaluationFile: evaluation.yaml
  judges: []
  rubric: ''
  inputsShown: []
  scale: { good: high, min: 0, max: 1 }
  humanSample: ''
${part(7, 'outcomes')}
# scored-only, missing-as-worst or missing-as-best; for limit also as-scored.
outcomes:
  denominator:
    unscored: missing-as-worst
    errored: scored-only
    limit: missing-as-worst
    not-run: scored-only
  exclusions: []
${part(8, 'aggregation')}
# rule: all-true, none-false or mean of the criteria of an attempt; sections: null = all criteria.
aggregation:
  measures:
    - { id: correct, title: Share of answers that are correct, sections: null, rule: mean }
  attempts: mean
  items: equal
  labs: equal
  languages: separate
${part(9, 'analysis')}
# kind: joint, lab-pair, lab-language, run-scores or model-pairs; published-rates for what others published.
# delta is the largest gap between labs that still counts as agreement: 0.1 of the scale, which is 10 points of 100 and
# may be written 10pp; null gives no verdict.
analysis:
  name: main
  estimand: items-like-these
  confidence: 0.95
  plan:
${planOf(members)}
  bootstrap: 1999
  power: ''
  stopping: Every item is run once with all attempts; nothing is stopped early.
${part(10, 'conduct')}
# tlp: CLEAR, GREEN, AMBER or AMBER+STRICT. fields, each for as many as: with-run (all who may read the exercise),
# withheld (nobody who does not need it to take part), or a label such as { tlp: AMBER+STRICT, audience: [${members[0]}] }.
conduct:
  coordinator: ${members[0]}
  assignments:
${members.map((member) => `    - { member: ${member}, sets: [english], models: [model-a] }`).join('\n')}
  pilotFirst: false
  calendar: { agreeBy: null, submitBy: null }
  disclosure:
    tlp: GREEN
    audience: []
    fields:
      itemOutcomes: with-run
      transcripts: withheld
      items: withheld
      judgePrompts: withheld
      modelIdentity: withheld
  retention: Task and judge logs are kept for five years.

# Findings of \`exercise check\` that the participants accept by signing, each with a reason and who gives it;
# \`exercise check\` prints the line to paste here for what blocks.
waivers: []
`
}

function planOf(members: readonly string[]): string {
  const common = 'set: english, model: model-a, measure: correct'
  if (members.length === 1) {
    return `    - { kind: run-scores, id: english, set: english, lab: ${members[0]}, models: [model-a], measures: [correct] }`
  }
  if (members.length === 2)
    return `    - { kind: lab-pair, id: english, ${common}, labs: [${members.join(', ')}] }`
  return `    - { kind: joint, id: english, ${common}, labs: [${members.join(', ')}], primary: true, delta: 0.1, multiplicity: holm }`
}

/** The commented evaluation.yaml. */
export function evaluationTemplate(): string {
  return `# How a question is put and how an answer is scored.
name: arithmetic-in-words
version: 1
title: Arithmetic in words
construct: ${TEMPLATE_QUESTION.construct}
# {{input}} and, for multiple choice, {{choices}} are filled from the item.
template: |
  {{input}}
  End your answer with the number alone.
# type: exact, includes, numeric, choice, regex, f1, judge or criteria.
scorer: { type: numeric, take: last, tolerance: 0, decimal: auto }
licence: CC0-1.0
authors: []
`
}

/** Two exploratory items for pilots and twenty for the result. */
function itemsTemplate(): string {
  return `${TEMPLATE_ITEMS.map((item) => JSON.stringify(item)).join('\n')}\n`
}
