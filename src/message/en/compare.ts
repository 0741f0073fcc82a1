/** Two evaluation logs beside each other, as the command line tells of them. */
export const compare = {
  'compare.command':
    'compare two evaluation logs (Inspect .eval and .json): which items they share, how their scores differ on these, where they disagree; needs no init, stores nothing',
  'compare.option.score': 'score to compare, where the logs have several',
  'compare.option.delta':
    'largest gap that does not matter, such as 5pp: with it there is a verdict on the scores',
  'compare.lead':
    '{items, select, same {The two logs measured the same {n, plural, one {item} other {# items}}} some {The two logs share {n, plural, one {# item} other {# items}}} other {The two logs share no item}}{models, select, same {, with the same model: {a}} other {, with different models: {a} and {b}}}.',
  'compare.log': '{side}: {file} · {task} · {model} · {format} {version} · {label}',
  'compare.items':
    '{common, plural, =0 {No item in common} one {# item in common} other {# items in common}}, {first} only in A, {second} only in B.',
  'compare.repeated':
    'In {side}, {count, plural, one {# question stands} other {# questions stand}} under several ids, such as {ids}: left out of the difference, because it cannot be said which attempt belongs to which.',
  'compare.without-key':
    'In {side}, {count, plural, one {# item has} other {# items have}} a picture or another medium that the log only names: not joined.',
  'compare.other-targets':
    'Note: of {count, plural, one {# common item} other {# common items}} the logs expect another answer.',
  'compare.difference.heading': 'Difference in {score}',
  'compare.difference.apart':
    'Standard error of the difference: {paired} points, item by item. Read as two scores apart, it would be {unpaired} points.',
  'compare.difference.no-common-item':
    'No difference is given: no item of one log can be joined with one of the other.',
  'compare.difference.no-common-score': 'No difference is given: the logs have no score of the same name.',
  'compare.difference.no-number':
    'No difference is given: no common item has a number from this scorer in both logs.',
  'compare.others': 'The logs also share: {scores}; choose one with --score.',
  'compare.disagree.heading':
    '{count, plural, =0 {The logs agree on every common item.} one {# item on which they disagree} other {# items on which they disagree}}{shown, select, all {} other { (the first {shown} of them; --json has all)}}',
  'compare.disagree.warning':
    'The texts below are those of the logs, cut; what an evaluation asks and gets may be harmful.',
  'compare.disagree.target': 'wanted: {target}',
  'compare.disagree.side': '{side}: {outcome} · {answer}',
  'compare.disagree.no-answer': '(no answer)',
  'compare.disagree.several': '{value} over {count} attempts',
  'compare.verdict.same-measurement':
    'The same measurement: every field that decides is known in both logs and equal.',
  'compare.verdict.comparable-with-caveat': 'Comparable with a caveat.',
  'compare.verdict.not-comparable': 'Not comparable as a whole: it is not shown that the test was the same.',
  'compare.different': 'Different: {fields}.',
  'compare.unknown': 'Not said in at least one of the logs, and unknown is not equal: {fields}.',
  'compare.fields.heading': 'What the logs say of themselves',
  'compare.column.field': 'Field',
  'compare.relation':
    '{relation, select, same {same} different {different} other {unknown}}{free, select, yes { (decides nothing)} other {}}',
  'compare.column.relation': 'Relation',
  'compare.class':
    '{class, select, identity {The test} generation {How answers were made} conditions {Conditions} other {Volume}}',
  'compare.value.unknown': 'not said',
  'compare.value.not-set': 'not set',
  'compare.value.items': '{n, plural, one {# item} other {# items}} ({digest})',
  'compare.field.task': 'task',
  'compare.field.dataset': 'dataset',
  'compare.field.items': 'items',
  'compare.field.targets': 'expected answers',
  'compare.field.template': 'prompt template',
  'compare.field.scorer': 'scorers',
  'compare.field.judge': 'judge',
  'compare.field.aggregation': 'aggregation',
  'compare.field.taskArguments': 'arguments of the task',
  'compare.field.model': 'model',
  'compare.field.modelArguments': 'arguments of the model',
  'compare.field.systemPrompt': 'system prompt',
  'compare.field.scaffold': 'solvers',
  'compare.field.tools': 'tools',
  'compare.field.temperature': 'temperature',
  'compare.field.topP': 'top p',
  'compare.field.maxTokens': 'longest answer',
  'compare.field.seed': 'seed',
  'compare.field.stop': 'stop sequences',
  'compare.field.reasoningEffort': 'reasoning effort',
  'compare.field.otherSettings': 'other settings',
  'compare.field.limits': 'limits',
  'compare.field.epochs': 'attempts per item',
  'compare.field.sandbox': 'sandbox',
  'compare.field.safeguards': 'safeguards',
  'compare.field.provider': 'provider',
  'compare.field.host': 'host of the model',
  'compare.field.region': 'region',
  'compare.field.engine': 'inference engine',
  'compare.field.quantisation': 'quantisation',
  'compare.field.dates': 'dates',
  'compare.field.harnessVersion': 'harness version',
  'compare.field.revision': 'revision of the code',
  'compare.field.retries': 'retries',
  'compare.field.n': 'number of attempts',
  'compare.field.errored': 'errored',
  'compare.field.limitHits': 'limits reached',
  'compare.field.tokens': 'tokens',
} as const
