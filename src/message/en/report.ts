import { reportField } from './report-field.ts'

/** The sentences of a report. Counts in words come in as `word`, formatted figures as text. */
export const report = {
  ...reportField,
  'report.number':
    '{count, plural, =1 {one} =2 {two} =3 {three} =4 {four} =5 {five} =6 {six} =7 {seven} =8 {eight} =9 {nine} =10 {ten} other {#}}',
  'report.institutes': '{count, plural, one {one institute} other {{word} institutes}}',
  'report.model': 'model\u00A0{model}',
  'report.models': '{count, plural, one {one model} other {{word} models}}',
  'report.tasks': '{count, plural, one {one task} other {{word} tasks}}',
  'report.tasks.at-place':
    '{count, plural, one {one} other {{word}}} {language, select, none {} other {{language} }}{count, plural, one {task} other {tasks}}{set, select, none {} other { (“{set}”)}}',
  'report.tasks.these': 'these tasks',
  'report.place':
    '{language, select, none {“{set}”} other {{language}{set, select, none {} other {, “{set}”}}}}',
  'report.at-place.heading': '{text}: {place}',
  'report.at-place.score':
    '{text} {language, select, none {on “{set}”} other {in {language}{set, select, none {} other { (“{set}”)}}}}',

  // The first line
  'report.kind.rehearsal': 'Rehearsal',
  'report.kind.joint': 'Joint exercise',
  'report.kind.retrospective': 'Published results',
  'report.kind.single': 'Exercise of one institute',
  'report.label.simulated': '{count, plural, one {simulated model} other {simulated models}}',
  'report.label.recorded': 'recorded answers',
  'report.label.invented': '{count, plural, one {one invented institute} other {{word} invented institutes}}',
  'report.label.retrospective': 'analysed after the fact, no prior agreement',
  'report.label.single': 'single institute',
  'report.label.pilot':
    '{count, plural, one {one pilot run, not analysed} other {# pilot runs, not analysed}}',
  'report.agreed.all':
    '{count, plural, =1 {protocol of {date}} =2 {protocol of {date}, agreed by both} other {protocol of {date}, agreed by all {word}}}',
  'report.agreed.some': 'protocol of {date}, signed by {count} of {of}',
  'report.agreed.after': 'protocol written afterwards, {date}',
  'report.amended': '{count, plural, one {amended once} other {amended # times}}',

  // The headline: several institutes
  'report.headline.average':
    '{Institutes} ran the same {items} {language, select, none {} other {{language} }}tasks: {mean} on average ({thisTest} for this test; {thisKind} for tasks of this kind).',
  'report.headline.average-after':
    'Analysed after the fact, no prior agreement: {institutes} and the same {items} {language, select, none {} other {{language} }}tasks, {mean} on average ({thisTest} for this test; {thisKind} for tasks of this kind).',
  'report.headline.below':
    '{lab} is {points} {n, plural, one {point} other {points}} below the others ({range}), more than the agreed {delta}; {cause}.',
  'report.headline.above':
    '{lab} is {points} {n, plural, one {point} other {points}} above the others ({range}), more than the agreed {delta}; {cause}.',
  'report.headline.several':
    '{count, plural, one {{labs} is further from the others than the agreed {delta} points; its distance is given below.} other {{labs} are each further from the others than the agreed {delta} points; their distances are given below.}}',
  'report.cause.unknown': 'the cause is not yet known',
  'report.cause.fields': 'it ran with {fields}',
  'report.cause.many': 'its run differs from the protocol in {count} fields',
  'report.headline.rest-agree':
    'The other {word} agree within the {delta} points {after, select, yes {set afterwards} other {fixed before the test}}.',
  'report.headline.agree':
    '{who, select, labs {{count, plural, =2 {Both} other {All labs}}} other {{count, plural, =2 {Both} other {All {word}}}}} agree within the {delta} points {after, select, yes {set afterwards} other {fixed before the test}}.',
  'report.headline.cannot-tell':
    'The test cannot tell whether {labs} {count, plural, one {is} other {are}} within the agreed {delta} points.',
  'report.headline.rest-cannot-tell':
    'Of the others, the test cannot tell whether {labs} {count, plural, one {is} other {are}} within the agreed {delta} points.',
  'report.headline.cannot-tell-which':
    'The {who, select, labs {labs} other {institutes}} disagree by more than the agreed {delta} points; with these data it cannot be said which one is off.',
  'report.headline.missing-decides':
    'Whether they agree within the {delta} points depends on how the {count, plural, =0 {attempts} one {one attempt} other {# attempts}} without a result {count, plural, one {is} other {are}} counted; no verdict is given.',
  'report.headline.no-delta': 'No largest acceptable gap was agreed, so no verdict is given.',
  'report.headline.two-labs': 'Only two labs: no joint figure is given.',
  'report.headline.one-lab':
    'Only one institute ran this: nothing can be said about differences between institutes.',
  'report.headline.no-joint': 'No joint figure is given. {why}',
  'report.headline.side-by-side':
    'The scores of the institutes stand side by side{place, select, none {} other { ({place})}}: {scores}.',
  'report.headline.pair':
    'On the same {items} {language, select, none {} other {{language} }}tasks {a} reaches {scoreA} and {b} {scoreB}; the first is {points} {n, plural, one {point} other {points}} {direction, select, above {above} other {below}} the second ({range}).',
  'report.headline.pair-equal':
    'On the same {items} {language, select, none {} other {{language} }}tasks {a} reaches {scoreA} and {b} {scoreB}.',
  'report.headline.after': 'Analysed after the fact, no prior agreement.',

  // The headline: models in one institute
  'report.headline.models':
    '{after, select, yes {Analysed after the fact, no prior agreement: {institutes}, {models}, {tasks}} other {{count, plural, other {{Institutes} ran}} {models} on {tasks}}}{attempts, plural, =1 {} other { with # attempts each}}.',
  'report.headline.measure':
    '“{measure}”: {scores}; the ranges say what {count, plural, one {{tasks} leaves} other {{tasks} leave}} open.',
  'report.headline.naive':
    'Counting every attempt as independent would give {ranges}, narrower than {count, plural, one {{tasks} allows} other {{tasks} allow}}.',
  'report.headline.rule':
    '“{measure}”: {model} passes {from} or {to} of {of} attempts, depending on how “not applicable” counts{single, select, yes {; with one institute, no lab effect can be given} other {}}.',
  'report.headline.no-lab-effect': 'With one institute, no lab effect can be given.',
  'report.headline.no-comparison': 'The plan compares no institutes, so no difference between them is given.',

  // No result yet
  'report.headline.unsigned':
    'Not yet agreed: {count} of {of} {of, plural, one {institute} other {institutes}} {of, plural, one {has} other {{count, plural, one {has} other {have}}}} signed the protocol.',
  'report.headline.pending':
    'No result yet: {count} of {of} {of, plural, one {institute} other {institutes}} {of, plural, one {has} other {{count, plural, one {has} other {have}}}} submitted {of, plural, one {its} other {their}} runs.',
  'report.headline.ready':
    'No result yet: {of, plural, one {the institute has submitted its runs} other {all {of} institutes have submitted their runs}}, the analysis is due.',

  // Why no figure is given
  'report.refusal.too-few-items':
    'Too few tasks: an interval needs at least two that every institute scored.',
  'report.refusal.no-scored':
    '{lab} has no attempt with a score{known, select, yes {; the {attempts} attempts of its run ended so: {ended}} other {}}.',
  'report.outcome.count': '{outcome} {count}',
  'report.refusal.too-few-labs':
    'Too few institutes: the differences between institutes cannot be estimated.',
  'report.refusal.no-variation': 'All values are the same: these data give no interval.',
  'report.refusal.not-connected':
    'Each language was run by one lab only: a language difference cannot be told from a lab difference.',
  'report.refusal.mismatched-items':
    'The institutes did not run the same tasks: their scores are not compared.',
  'report.refusal.missing-decides': 'How the attempts without a result are counted decides the outcome.',
  'report.refusal.no-exposure': 'It is not known how much the system was used: no rate can be given.',
  'report.refusal.too-few-labels': 'Too few human labels: the automatic judge cannot be corrected.',
  'report.refusal.judge-too-weak': 'The automatic judge tells too little apart to be corrected.',
  'report.refusal.n-unknown': 'The number of attempts behind the figure is not known.',
  'report.refusal.out-of-range': 'A value lies outside the scale that was agreed.',
  'report.refusal.not-converged': 'The computation did not settle on a value.',
  'report.refusal.run-missing': 'A run that the plan needs has not been submitted.',
  'report.refused': 'not given',

  // Verification
  'report.verdict.verified': '✓ Verified',
  'report.verdict.differs': '◆ Differs',
  'report.verdict.not-checked': 'Not checked here',
  'report.verification.signed': 'signed, not logged',
  'report.verification.recomputed':
    'computed by {lab}, {how, select, none {recomputed by no other institute yet} all {recomputed by {others, plural, one {the other institute} other {all # other institutes}}} other {recomputed by {count} of the {others} other institutes}}',
  'report.verification.alone': 'computed by one institute, recomputed by no other',
  'report.verification.open':
    'every figure below leads to the run behind it, its signatures and, where there are any, its items',
  'report.verification.open-file':
    'every figure below leads to the id of what is behind it, which ./concord serve opens',
  'report.attested':
    'That the protocol came before the runs is attested by its {count, plural, one {one signer} other {{word} signers}}, not proved: there is no log yet.',
  'report.attested-after': 'The protocol was written after the runs; nothing was agreed beforehand.',

  // Pictures
  'report.forest.heading': 'Score of each institute, with what the data leave open',
  'report.forest.caption':
    '{outside, select, kind {Inner band: this test, {inner}. Outer band: tasks of this kind, {outer}.} other {Inner band: tasks of this kind, {inner}. Outer band: this test, {outer}.}} Lines: {sure}% intervals. Last row: where another institute would be expected, {next}.',
  'report.forest.caption-test':
    'Band: this test, {inner}. Lines: {sure}% intervals. Last row: where another institute would be expected, {next}.',
  'report.forest.caption-plain': 'Lines: {sure}% intervals.',
  'report.forest.mean': '{count, plural, =2 {mean of both} other {mean of the {word}}} {mean}',
  'report.forest.next': 'another institute',
  'report.forest.label': 'Score of each institute with its {sure}% interval: {rows}.',
  'report.equivalence.heading': 'Distance from the other institutes',
  'report.equivalence.caption':
    'Points above or below the others, with {sure}% intervals. Band: the {delta} points {after, select, yes {set afterwards} other {agreed before the test}}.',
  'report.equivalence.caption-plain':
    'Points above or below the others, with {sure}% intervals. No largest gap was agreed.',
  'report.equivalence.named': 'A named institute is compared with those that are not named.',
  'report.equivalence.label':
    'Distance of each institute from the others in points, with its {sure}% interval: {rows}.',
  'report.models.caption':
    'Line: interval from the {tasks}. Thin line below it: if every attempt counted as independent.',
  'report.models.label':
    '{model}, score by measure with the interval from the tasks, and the interval if every attempt counted as independent: {rows}.',
  'report.pairs.heading': 'Differences between models',
  'report.pairs.caption':
    'Points by which the first model is above the second on the same tasks, with {sure}% intervals. Exploratory: no verdict.',
  'report.pairs.label': 'Differences between models in points, with {sure}% intervals: {rows}.',
  'report.axis': 'Axis from {min} to {max}.',

  // Tables
  'report.numbers.heading': 'The same numbers',
  'report.column.institute': 'Institute',
  'report.column.model': 'Model',
  'report.column.measure': 'Measure',
  'report.column.language': 'Language',
  'report.column.published': 'Published rate',
  'report.column.tasks': 'Tasks',
  'report.column.task': 'Task',
  'report.column.score': 'Score',
  'report.column.interval': '{sure}% interval',
  'report.column.naive': 'If attempts were independent',
  'report.column.passed': 'Passed',
  'report.column.na': '“Not applicable”',
  'report.column.attempts': 'Attempts',
  'report.column.missing': 'Without result',
  'report.column.deviation': 'Deviation from the protocol',
  'report.column.distance': 'Distance (points)',
  'report.column.final': 'From those not named (points)',
  'report.column.p': 'p, no distance (Holm)',
  'report.column.p-beyond': 'p, within {delta} points (Holm)',
  'report.column.bounds': 'Missing at worst to best',
  'report.column.difference': 'Difference (points)',
  'report.column.p-bh': 'p (Benjamini–Hochberg)',
  'report.row.this-test': '{count, plural, =2 {Both} other {All {word}}}, this test',
  'report.row.this-kind': '{count, plural, =2 {Both} other {All {word}}}, tasks of this kind',
  'report.row.next': 'Another institute, expected',
  'report.of': '{count} of {of}',
  'report.none': 'none',
  'report.deviation.unknown':
    '{count, plural, one {one field cannot be compared} other {# fields cannot be compared}}',
  'report.note.difference-bounds':
    'the difference is {range} points, depending on how attempts without a result are counted.',
  'report.note.dropped':
    '{count, plural, one {One task is left out because some institute has no value for it.} other {# tasks are left out because some institute has no value for them.}}',
  'report.note.clipped': 'Intervals are cut at the ends of the scale for display.',
  'report.note.sensitivity':
    'Sensitivity: without {labs} the mean would be {mean} ({range} for this test). The result keeps all {word}, each with the same weight.',
  'report.distances.heading': 'Distances in detail',
  'report.distances.lead':
    'Each institute is compared with the mean of the others, task by task. The first distance takes all {word}; the second, which decides, takes those that are not named.',
  'report.language.heading': 'By language and model',
  'report.language.pairs': 'Difference: the first institute minus the second, on the same tasks.',
  'report.effects.heading': 'Institutes and languages together',
  'report.effects.lead':
    'Descriptive: scores of the cells that were run, and additive effects over them in points. No figure over all languages is given, and nobody is named here.',
  'report.effects.not-run': 'not run',
  'report.effects.institute': 'Effect of the institute',
  'report.effects.language': 'Effect of the language',
  'report.scores.lead':
    'The first interval takes the {tasks} as what varies; the second counts every attempt as independent and is too narrow.',
  // Published rates
  'report.rates.headline':
    'Analysed after the fact, no prior agreement: in {count, plural, one {one language} other {{word} languages}} the published “{measure}” is {ranges}{order, select, none {} other {; {order}}}.',
  'report.rates.range': '{range} for {model}',
  'report.rates.order': '{top} is above {low} in every language',
  'report.rates.open.not-published':
    'How many attempts stand behind {known, select, some {some rates} other {each rate}}, and which institute ran which language, is not published: no margin of error can be given, and differences between languages may be chance, or differences between institutes.',
  'report.rates.open.one-for-each-language':
    'How many attempts stand behind {known, select, some {some rates} other {each rate}} is not published, so no margin of error can be given; and each language was run by one institute only: differences between languages may be differences between institutes.',
  'report.rates.open.several-for-a-language':
    'How many attempts stand behind {known, select, some {some rates} other {each rate}} is not published: no margin of error can be given, and differences may be chance.',
  'report.rates.open.labs':
    'Which institute ran which language is not published: differences between languages may be differences between institutes.',
  'report.rates.follows.weights-not-stated':
    'The published overall {count, plural, one {rate, {totals}, cannot be recomputed: the plain average of the languages is {means}} other {rates, {totals}, cannot be recomputed: the plain averages of the languages are {means}}}, and no other weighting is stated.',
  'report.rates.follows.from-no-weights':
    'The published overall {count, plural, one {rate, {totals}, contradicts its parts: no weighting of the languages gives it} other {rates, {totals}, contradict their parts: no weighting of the languages gives them}}.',
  'report.rates.follows.attempts':
    'The published overall {count, plural, one {rate, {totals}, agrees with the average of the languages} other {rates, {totals}, agree with the averages of the languages}} by number of attempts.',
  'report.rates.follows.equal-weights':
    'The published overall {count, plural, one {rate, {totals}, agrees with the plain average} other {rates, {totals}, agree with the plain averages}} of the languages.',
  'report.rates.caption':
    '“{measure}” by language. {known, select, none {Dots: the rates as published. No intervals are drawn: how many attempts stand behind the rates is not published.} some {Dots: the rates as published. Lines: 95% intervals where the number of attempts is published, each attempt counted as independent.} other {Dots: the rates as published. Lines: 95% intervals, each attempt counted as independent.}}{total, select, yes { Dashed line: all languages, as published.} other {}}',
  'report.rates.label':
    '{model}, published rate by language{known, select, none {, without intervals} other {}}: {rows}.',
  'report.rates.total-line': 'all languages, as published {rate}',
  'report.rates.total': 'All languages, as published',
  'report.rates.mean': 'Plain average of the languages',
  'report.rates.not-published': 'not published',
  'report.rates.no-interval':
    'No interval is given where the number of attempts is not published{known, select, none {, which is so for all of these rates} other {}}.',
  'report.rates.as-independent':
    'Intervals count each attempt as independent; where several belong to one task they are too narrow.',
  'report.rates.impossible':
    '{model}, {language}: {rate} cannot come from {n} attempts, however many passed.',
  'report.rates.column.difference': '{a} − {b} (points)',
  'report.rates.totals.heading': 'Do the overall rates follow from the parts?',
  'report.rates.totals.lead':
    'A rate over all languages is an average of the rates by language, each with some weight. The ranges are what the rounding of the published rates leaves open.',
  'report.rates.column.total': 'As published',
  'report.rates.column.equal': 'If each language counts the same',
  'report.rates.column.attempts': 'If each attempt counts the same',
  'report.rates.column.any': 'Whatever the weights',
  'report.rates.column.finding': 'Finding',
  'report.rates.finding.weights-not-stated': 'only by weights that are not stated',
  'report.rates.finding.from-no-weights': 'by no weights at all',
  'report.rates.finding.attempts': 'follows, by number of attempts',
  'report.rates.finding.equal-weights': 'follows, with equal weights',
  'report.rates.attempts.heading': 'What the number of attempts would decide',
  'report.rates.attempts.lead':
    'With fewer independent attempts behind each rate than stand here, chance alone would make such a difference in more than 5% of cases.',
  'report.rates.attempts.assumed':
    'Columns “p if {n}”: an assumption to try out, not a finding. They show how often chance alone would make such a difference if {n} attempts stood behind each rate. On that number: {source}',
  'report.rates.attempts.note':
    'Each pair is looked at alone, without correction for looking at several.{labs, select, no { Whatever the number, differences between languages may be differences between institutes.} other {}}',
  'report.rates.column.compared': 'Compared',
  'report.rates.column.needed': '{model}: attempts needed',
  'report.rates.column.assumed': '{model}: p if {n}',
  'report.rates.all-together': 'All languages together',
  'report.rates.compared': '{a} and {b}',
  'report.rates.same': 'equal rates',
  'report.rates.same-title': 'The published rates are equal: no number of attempts tells them apart.',
  'report.rates.source.heading': 'Source',
  'report.rates.source.lead': 'In the words of {lab}, who took the rates in:',
  'report.rates.shows.order':
    'In {count, plural, =2 {both} other {each of the {word}}} languages the published rate of {top} is above that of {low}, by {range} points: more than rounding can make.',
  'report.rates.shows.rounding':
    'The rates are rounded: each exact one may be up to {half} points higher or lower.',
  'report.rates.shows.as-published':
    'The rates stand as they were published: nothing is pooled, weighted or corrected here.',
  'report.rates.cannot.chance':
    'How far chance alone can move a rate: how many attempts stand behind {known, select, none {it} other {some of them}} is not published, so no interval is given.',
  'report.rates.cannot.not-published':
    'Whether languages differ, or institutes: which institute ran which language is not published.',
  'report.rates.cannot.one-for-each-language':
    'Whether languages differ, or institutes: each language was run by one institute only.',
  'report.rates.cannot.needed':
    'Whether a model’s rates differ between languages at all: chance alone would explain how far they lie apart if fewer attempts stood behind each than about {needed}.',
  'report.rates.cannot.needed-for': '{n} for {model}',
  'report.rates.cannot.total':
    'How the overall {count, plural, one {rate comes} other {rates come}} about: weights can give anything between the lowest and the highest rate ({ranges}); which were used, or what was left out, is not stated.',
  'report.rates.cannot.impossible-total':
    'What an overall rate stands for that no weighting of its parts gives.',
  'report.rates.cannot.how':
    'How the test was done: tasks, settings, judges and dates are not recorded here.',
  'report.rules.heading': 'Two rules for “not applicable”, side by side',
  'report.rules.lead':
    'The same verdicts under two rules: one asks for every criterion to be met, the other only that none is broken.',
  'report.items.heading': 'By task',
  'report.items.lead': 'Attempts that pass, of those that count.',
  'report.pairs.table': 'Pairs of models',
  'report.pairs.lead':
    'Exploratory: these comparisons are a map, not a finding. p-values are adjusted over all of them (Benjamini–Hochberg).',

  // What it shows and cannot show
  'report.shows.heading': 'What this shows',
  'report.cannot.heading': 'What it cannot show',
  'report.shows.equal':
    'Every institute counts the same, also one that differs; none is taken out of the mean.',
  'report.shows.repeat':
    'Repeating the test in one {who, select, labs {lab} other {institute}} moves the score by about {repeat} points, changing {who, select, labs {lab} other {institute}} by about {between}.',
  'report.shows.repeat-range':
    'Repeating the test in one {who, select, labs {lab} other {institute}} moves the score by about {repeat} points. With {word} {who, select, labs {labs} other {institutes}} the spread between {who, select, labs {labs} other {institutes}} is known only as a range: {range} points.',
  'report.shows.between-range':
    'With {word} {who, select, labs {labs} other {institutes}} the spread between {who, select, labs {labs} other {institutes}} is known only as a range: {range} points.',
  'report.shows.next': 'Another institute running the same tasks would be expected between {lo} and {hi}.',
  'report.shows.sd':
    'A spread estimated from {word} {who, select, labs {labs} other {institutes}} may be off by a factor of {lo} to {hi}.',
  'report.shows.named':
    'Which institute differs was found by setting aside, step by step, the one furthest beyond the agreed {delta} points.',
  'report.shows.flips': 'Over the attempts, the answer changed on {range} of the tasks.',
  'report.shows.all-failed':
    '{model}, {measure}: no pass was seen, which does not exclude a rate of up to {hi}.',
  'report.shows.apart':
    'Each measure stands by itself, with what its tasks leave open; none is bundled into one score.',
  'report.shows.nothing': 'There is no result yet.',
  'report.cannot.simulated': 'Anything about a real system: the model is simulated.',
  'report.cannot.recorded':
    'What the model answers today: some or all of its answers were recorded earlier, and nobody was asked for them.',
  'report.cannot.invented': 'Anything about real institutes: these are invented.',
  'report.cannot.after':
    'What would have come out of a test agreed beforehand: the plan was written with the results known.',
  'report.cannot.single': 'How another institute would score: there is only one.',
  'report.cannot.languages': 'A score over all languages: each stands alone.',
  'report.cannot.cause': 'That the differences in the runs are the cause of the differences in the scores.',
  'report.cannot.unknown': 'Sameness of what was not fixed or not recorded: {fields}.',
  'report.cannot.unknown-many':
    'Sameness of what was not fixed or not recorded: {count} fields, named further below.',
  'report.cannot.other': 'How the system does on other tasks, or under other conditions than those agreed.',
  'report.cannot.exploratory': 'Which model is better: the comparisons of pairs are exploratory.',

  // Outcomes, deviations, signatures, verification
  'report.outcomes.heading': 'Outcomes',
  'report.outcomes.lead':
    'How every attempt ended, and the score if all attempts without a result counted at the worst and at the best.',
  'report.comparability.same-measurement': 'The same measurement as was agreed: {runs}.',
  'report.comparability.comparable-with-caveat':
    'Comparable with what was agreed, with a caveat ({fields}): {runs}.',
  'report.comparability.not-comparable': 'Not comparable with what was agreed ({fields}): {runs}.',
  'report.comparability.run': '{lab} with {model}',
  'report.deviations.heading': 'Deviations from the protocol',
  'report.deviations.none': 'No difference between what was agreed and what was recorded was found.',
  'report.deviations.nothing-agreed':
    'Nothing was agreed before these runs, so there is nothing they could deviate from.',
  'report.deviations.lead': 'Found by comparing what was agreed with what each run recorded.',
  'report.column.field': 'Field',
  'report.column.planned': 'Agreed',
  'report.column.actual': 'Recorded',
  'report.column.reason': 'Explanation',
  'report.deviations.derived': 'follows from the above',
  'report.deviations.by': 'by {date}',
  'report.deviations.days': '{from} to {to}',
  'report.deviations.unexplained': 'none given',
  'report.deviations.unknown-line': '{labs}: {fields}',
  'report.unknown.heading': 'What cannot be compared',
  'report.unknown.lead':
    'Not fixed in the protocol, or not recorded by the run. Unknown is not equal: for these fields it cannot be said that the runs did the same.',
  'report.notice.heading': 'Before the figures',
  'report.notice.withdrawn.none': '{lab} has withdrawn, before seeing any result: {why}',
  'report.notice.withdrawn.pilot': '{lab} has withdrawn, after seeing results of pilots: {why}',
  'report.notice.withdrawn.own-results': '{lab} has withdrawn, after seeing its own results: {why}',
  'report.notice.withdrawn.all-results':
    '{lab} has withdrawn, after seeing all results: {why} Who leaves knowing the results may change what the others seem to agree on.',
  'report.notice.retracted.run': '{lab} has taken back its run ({reason}): {why}',
  'report.notice.retracted.analysis': '{lab} has taken back its analysis ({reason}): {why}',
  'report.notice.retracted.opinion':
    '{lab} has taken back what it had said of this exercise ({reason}): {why}',
  'report.notice.reason.mistake': 'a mistake',
  'report.notice.reason.fault-found': 'a fault in what it rests on',
  'report.notice.reason.conduct': 'conduct of a person',
  'report.notice.reason.consent': 'consent taken back',
  'report.notice.reason.other': 'another reason',
  'report.notice.erased':
    '{lab} has had its run erased. The figures below still rest on it and can no longer be recomputed: do not rely on them.',
  'report.notice.still-used':
    'The figures below still rest on it: they have to be computed anew before they are relied on.',
  'report.opinions.heading': 'Objections and remarks',
  'report.opinion.objection': 'objection',
  'report.opinion.remark': 'remark',
  'report.opinion.version': 'Protocol, version {version}',
  'report.opinion.answered': 'Answered by version {version}, which {lab} signed',
  'report.opinion.unanswered': 'Not answered: {lab} signed no later version',
  'report.column.on': 'About',
  'report.column.answer': 'Answer',
  'report.column.kind': 'Kind',
  'report.column.text': 'Text',
  'report.signatures.heading': 'Who signed what',
  'report.column.statement': 'Statement',
  'report.column.id': 'Id',
  'report.column.signers': 'Signed by',
  'report.signatures.protocol': 'Protocol, version {version}',
  'report.signatures.amendment': 'Amendment: {why}',
  'report.signatures.run': 'Run of {lab}, {model}',
  'report.signatures.rates': 'Published rates of {model}, taken in by {lab}',
  'report.signatures.analysis': 'Analysis, computed by {lab}',
  'report.signatures.opinion': 'Opinion of {lab}',
  'report.signatures.charter': 'Charter of {name}, version {version}, valid until {date}',
  'report.signatures.nobody': 'nobody yet',
  'report.verify.heading': 'How to verify',
  'report.verify.lead':
    'In a folder that holds the evidence, this command checks every signature and digest, and recomputes every number from the items. It needs no network.',
  'report.verify.lead-rates':
    'In a folder that holds the evidence, this command checks every signature and digest, and computes every number again from the published rates. How those came about cannot be checked here. It needs no network.',
  'report.verify.elsewhere':
    'On a machine that never saw the network of institutes, give Concord this report and the evidence, which is one file. Whoever holds it writes that file with {command}.',
  'report.verify.charter': 'Trust rests on one id, known to you from elsewhere: charter {id}.',
  'report.skip': 'Skip to the content',
} as const
