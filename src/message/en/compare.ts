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
} as const
