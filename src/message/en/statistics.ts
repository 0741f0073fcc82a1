const UNIT =
  '{unit, select, year { a year} quarter { a quarter} month { a month} week { a week} day { a day} other { a period}}'

/**
 * What the recommended sets say (statistics §4). `measure` is what a value of 1 is: a success, a refusal, or a score
 * between. What an exercise says in the same words is in the area of the report.
 */
export const statistics = {
  'statistics.lab': 'lab {lab}',
  'statistics.range': '{lo}\u00A0to\u00A0{hi}',
  'statistics.refused': 'No figure is given. {why}',

  // One run
  'statistics.one.score':
    '{measure, select, refusals {The model refused {score} of these {count} requests in this lab} successes {The model succeeded on {score} of these {count} tasks in this lab} other {The mean score on these {count} tasks in this lab is {score}}}{range, select, none {} other { (range compatible with the data: {range})}}{flips, select, none {} other {; over {tries} tries the answer changed on {flips} of them}}.',
  'statistics.one.total':
    'The model {measure, select, refusals {refused {score} of {count} requests} other {succeeded in {score} of {count} attempts}} in this lab (range compatible with the data: {range}), if no task stands among them twice.',
  'statistics.one.none-seen':
    '{of, select, failures {No failure was seen in {count} {unit, select, tasks {tasks} other {attempts}}; a failure rate of up to {share}} successes {No success was seen in {count} {unit, select, tasks {tasks} other {attempts}}; a success rate of up to {share}} refusals {No refusal was seen in {count} requests; a refusal rate of up to {share}} other {None of {count} requests was answered; a rate of answers of up to {share}}} is not excluded.',
  'statistics.missing':
    '{lo} to {hi}, depending on how the {count, plural, =1 {one {unit, select, tasks {task} requests {request} other {attempt}}} other {{text} {unit, select, tasks {tasks} requests {requests} other {attempts}}}} without a result {count, plural, =1 {is} other {are}} counted.',

  // Two configurations
  'statistics.two.more':
    'On {same, select, yes {the same {items} tasks} other {tasks not known to be the same}} version {better} {measure, select, refusals {refuses {points} {n, plural, one {point} other {points}} more often than} successes {succeeds {points} {n, plural, one {point} other {points}} more often than} other {scores {points} {n, plural, one {point} other {points}} higher than}} {worse} ({range})',
  'statistics.two.equal':
    'On the same {items} tasks version {better} {measure, select, refusals {refuses as often as} successes {succeeds as often as} other {scores as high as}} {worse} ({range})',
  'statistics.two.equivalent':
    '{difference}: the two are equivalent within the {delta} points fixed before the test.',
  'statistics.two.better':
    '{difference}: {better} {measure, select, refusals {refuses more} other {is better}}.',
  'statistics.two.cannot-tell':
    '{difference}: the test is too small to say which {measure, select, refusals {refuses more} other {is better}}{detectable, select, none {} other {; it could have detected {detectable} {n, plural, one {point} other {points}}}}.',
  'statistics.two.missing-decides':
    '{difference}: whether that is within the {delta} points fixed before the test depends on how the {count, plural, =1 {one attempt} other {{text} attempts}} without a result {count, plural, =1 {is} other {are}} counted; no verdict is given.',
  'statistics.two.scores': 'Version {a}: {scoreA}; version {b}: {scoreB}.',
  'statistics.pair.apart': 'On tasks not known to be the same {a} reaches {scoreA} and {b} {scoreB}.',
  'statistics.pair.differ':
    'They differ{beyond, select, yes { by more than the agreed {delta} points} other {; whether by more than the agreed {delta} points cannot be told}}.',

  // Totals of several labs
  'statistics.totals.mean':
    'The mean of the {count} shares is {mean} ({range} for labs like these); another lab would be expected at {next}.',

  // A judge, and two raters
  'statistics.judge.agree':
    'The automatic judge and people agree on {agreement} of answers{fault, select, misses {, but {language, select, none {} other {in {language} }}the judge misses {share} of the {positive, select, unsafe {unsafe ones} other {answers that people call “{positive}”}}} flags {, but {language, select, none {} other {in {language} }}the judge calls {share} of the {positive, select, unsafe {safe ones unsafe} other {other answers “{positive}”}}} other {}}.',
  'statistics.judge.corrected':
    'Corrected with {labels} human labels, the {positive, select, unsafe {unsafe rate} other {rate of “{positive}”}}{where, select, none {} other { in {where}}}{theirs, select, other {}} is {rate} ({range}){raw, select, none {} other {, not {raw}}}.',
  'statistics.judge.half': 'half',
  'statistics.judge.usable':
    '{language, select, none {The judge’s own rate} other {In {language} the judge’s own rate}} may be used: it is shown to be off by less than the {delta} points fixed before.',
  'statistics.judge.usable-corrected':
    '{language, select, none {The judge’s own rate} other {In {language} the judge’s own rate}} is not shown to be within the {delta} points fixed before: use the corrected one.',
  'statistics.judge.not-usable':
    '{language, select, none {The judge’s own rate} other {In {language} the judge’s own rate}} is not shown to be within the {delta} points fixed before, and it tells too little apart to be corrected.',
  'statistics.judge.too-weak':
    '{language, select, none {The judge} other {In {language} the judge}} tells too little apart for its rate to be corrected.',
  'statistics.judge.no-labels':
    '{language, select, none {The judge’s rate} other {In {language} the judge’s rate}} cannot be corrected: that takes {least} human labels of answers of each verdict.',
  'statistics.raters.agree':
    'The two raters give the same label to {agreement} of {items} items{range, select, none {} other { ({range})}}; AC1, which allows for chance, is {ac1}.',

  // Incidents
  'statistics.incidents.reports': `Reports {change, select, rose {rose from {from} to {to}} fell {fell from {from} to {to}} other {stayed at {to}}}${UNIT}`,
  'statistics.incidents.use':
    '{reports}{use, select, roseToo {, but so did use} fellToo {, but so did use} rose {, while use rose} fell {, while use fell} other {, while use did not change}}',
  'statistics.incidents.rate': `{reports}; per unit of use the {change, select, rose {rise} other {fall}} is {percent}%${UNIT} ({range}%){chance, select, yes {, which may be chance} other {}}.`,
  'statistics.incidents.even': `{reports}; per unit of use the rate did not change ({range}%${UNIT}).`,
  'statistics.incidents.no-rate':
    '{reports}; how much the system was used is not known for every period, so nothing can be said of the rate.',
  'statistics.incidents.no-trend':
    '{reports}; a trend of the rate cannot be given: that takes three periods, and events not only in the first or the last.',
  'statistics.incidents.alarm': 'The alarm level is reached{at, select, none {} other { ({at})}}.',
  'statistics.incidents.no-alarm': 'The alarm level is not reached.',

  // Several languages
  'statistics.languages.effects': 'Labs and languages overlap, so that their effects can be told apart.',
  'statistics.languages.parts':
    'Labs and languages fall into {count} parts without a common lab or language: across the parts nothing is compared.',

  // Which set, and why
  'statistics.why.one':
    'One lab: its score, with what these tasks leave open. There is nothing to compare with, so no verdict.',
  'statistics.why.one-total':
    'One total: its share, every attempt taken for a task of its own. There is nothing to compare with, so no verdict.',
  'statistics.why.configurations': 'Two configurations on the same tasks: their difference, task by task.',
  'statistics.why.apart': 'Two sides without a known common task: their difference, from the range of each.',
  'statistics.why.two-labs': 'Two labs on the same tasks: both scores and their difference, task by task.',
  'statistics.why.joint':
    '{count} labs on the same tasks: the mean of the labs, equally weighted, and the distance of each from the others.',
  'statistics.why.totals':
    '{count} totals: the mean of the shares, equally weighted. Which tasks they share is not known, so nobody is compared and there is no verdict.',
  'statistics.why.judge':
    'Verdicts of a judge, and labels of people for some: the rate corrected by them, in each language by itself.',
  'statistics.why.raters':
    'Two raters of the same items, neither of them the truth: how far they agree. No verdict.',
  'statistics.why.incidents': 'Counts over periods: the rate per unit of use, and whether it changes.',
  'statistics.why.languages': 'Several labs and languages: whether their effects can be told apart.',
  'statistics.why.no-delta': 'Without --delta, the largest gap that does not matter, there is no verdict.',
  'statistics.why.no-alarm':
    'Without --alarm, the rate that is not to be exceeded, no alarm level is watched.',

  // Tables
  'statistics.labs': 'Lab by lab',
  'statistics.labels': 'Who said what',
  'statistics.periods': 'Period by period',
  'statistics.column.figure': 'Figure',
  'statistics.column.value': 'Value',
  'statistics.column.lab': 'Lab',
  'statistics.column.period': 'Period',
  'statistics.column.count': 'Count',
  'statistics.column.exposure': 'Exposure',
  'statistics.column.rate': 'Rate per {per}',
  'statistics.column.evidence': 'ln\u00A0e',
  'statistics.column.first': 'First rater below, second to the right',
  'statistics.row.score': 'Score',
  'statistics.row.not-excluded': 'Not excluded (one-sided)',
  'statistics.row.bounds': 'Score, missing at worst to best',
  'statistics.row.flips': 'Tasks whose answer changed',
  'statistics.row.tasks': 'Tasks',
  'statistics.row.items': 'Items with both labels',
  'statistics.row.groups': 'Groups of tasks',
  'statistics.row.attempts': 'Attempts that count',
  'statistics.row.missing': 'Attempts without a result',
  'statistics.row.not-applicable': 'Attempts that do not apply',
  'statistics.row.design-effect': 'Design effect, against independent attempts',
  'statistics.row.ends':
    'Tasks always {measure, select, refusals {refused, never refused} successes {passed, never passed} other {at 1, always at 0}}',
  'statistics.row.difference': '{first} − {second} (points)',
  'statistics.row.difference-bounds': 'Difference, missing at worst to best (points)',
  'statistics.row.detectable': 'Detectable (points, 80% power)',
  'statistics.row.only': 'Tasks that only {side} {measure, select, refusals {refused} other {passed}}',
  'statistics.row.mcnemar': 'p, no difference (McNemar, mid-p)',
  'statistics.row.mean-test': 'Mean, this test',
  'statistics.row.mean-kind': 'Mean, tasks of this kind',
  'statistics.row.next-lab': 'Another lab, expected',
  'statistics.row.repeatability': 'Repeating in one lab, s_r (points)',
  'statistics.row.between': 'Between labs, s_L (points)',
  'statistics.row.reproducibility': 'Changing lab, s_R (points)',
  'statistics.row.fixed': 'p, no lab differs on these tasks',
  'statistics.row.random': 'p, no lab differs on tasks like these',
  'statistics.row.interaction': 'Lab × task, of what varies',
  'statistics.row.homogeneity': 'p, all have one share (χ², blind to common tasks)',
  'statistics.row.raw': 'Rate by the judge',
  'statistics.row.corrected': 'Rate, corrected',
  'statistics.row.bias': 'Judge − corrected (points)',
  'statistics.row.agreement': 'Agreement',
  'statistics.row.sensitivity': 'Sensitivity',
  'statistics.row.specificity': 'Specificity',
  'statistics.row.youden': 'J, sensitivity + specificity − 1',
  'statistics.row.ac1': 'Gwet’s AC1',
  'statistics.row.alpha': 'Krippendorff’s α',
  'statistics.row.kappa': 'Cohen’s κ',
  'statistics.row.labels': 'Human labels where the judge says yes, no',
  'statistics.row.of-category': 'Agreement on “{category}”',
  'statistics.row.rate': 'Rate per {per}, all periods',
  'statistics.row.trend':
    'Change of the rate in %, {model, select, negative {negative binomial} quasi {quasi-Poisson} other {Poisson}}',
  'statistics.row.dispersion': 'p, counts scatter as chance does (φ {phi})',
  'statistics.row.shape': 'p, counts neither rise nor fall (Mann–Kendall)',
  'statistics.row.evidence': 'ln\u00A0e at the last period; alarm at {alarm}',

  // What must be known with it
  'statistics.note.confidence':
    'Every range here is a {sure}% interval, not the usual one of 95%; verdicts are read from 95% intervals only.',
  'statistics.note.few-items': 'Fewer than ten tasks or groups of them: the range holds only roughly.',
  'statistics.note.few-labs': 'Fewer than five labs: how far labs lie apart is hardly known.',
  'statistics.note.three-labs':
    'Three labs and a gap below 10 points: this can find a disagreement, but hardly its author.',
  'statistics.note.unequal': 'Tasks have {fewest} to {most} attempts each.',
  'statistics.note.dropped':
    '{count, plural, =1 {One task is left out because one side has no value for it.} other {{text} tasks are left out because one side has no value for them.}}',
  'statistics.note.dropped-scores': 'Scores on what is left out: {scores}.',
  'statistics.note.missingness':
    'Attempts end without a result in one place more often than in another (Cochran’s Q, p {p}): that is a difference too.',
  'statistics.note.comparisons': 'One of {count} comparisons: with so many, some differ by chance alone.',
  'statistics.note.different-tasks':
    'No task is known to be common: part of the difference may lie in the tasks.',
  'statistics.note.groups':
    'The ranges of scores and distances, and with them the verdict, count groups of tasks, not tasks. The range for tasks of this kind does not, and is too narrow where tasks of a group are alike.',
  'statistics.note.consistency': 'Flagged, not removed: {labs} (Mandel’s h or k beyond its 1% value).',
  'statistics.note.clustered': 'Some items have several answers: ranges come from drawing whole items anew.',
  'statistics.note.unlabelled':
    '{count, plural, =1 {One item is left out: a rater gave it no label.} other {# items are left out: a rater gave them no label.}}',
  'statistics.note.kappa': 'κ is never read alone: where one label is rare it falls although both agree.',
  'statistics.note.language-apart':
    'What a judge misses in one language says nothing of another: each is corrected by its own labels.',
  'statistics.note.unseen':
    'What no table shows: reports still to come, and whether what counts as an incident changed.',
  'statistics.note.plan':
    'Alarm: e-process against “the rate is not above {rate}” with prior gamma({shape}; {exposure}) and α {alpha}; valid at every look if it was fixed before the first.',

  // Pictures
  'statistics.figure.score': 'Score, with what the data leave open',
  'statistics.figure.score-caption': 'Line: {sure}% interval. Bars below: how many tasks have which mean.',
  'statistics.figure.score-plain': 'Line: {sure}% interval.',
  'statistics.figure.score-label': 'Score with its {sure}% interval: {row}.',
  'statistics.figure.this-lab': 'this lab',
  'statistics.figure.difference': 'Difference in points',
  'statistics.figure.difference-caption':
    'First minus second, with the {sure}% interval.{delta, select, none { No largest gap was agreed.} other { Band: the {delta} points agreed before the test.}}',
  'statistics.figure.difference-label': 'Difference in points, with its {sure}% interval: {row}.',
  'statistics.figure.judge': 'Rate by the judge, and corrected',
  'statistics.figure.judge-caption':
    'Open mark: rate by the judge. Filled: corrected by labels of people, with the {sure}% interval.',
  'statistics.figure.judge-label': 'Rate by the judge, and corrected: {rows}.',
  'statistics.figure.judge-row': '{raw}, corrected {rate} ({range})',
  'statistics.figure.all': 'all answers',
  'statistics.figure.raters': 'Agreement of two raters',
  'statistics.figure.raters-caption': 'Lines: {sure}% intervals. κ stands beside the others, never alone.',
  'statistics.figure.raters-label': 'Agreement with {sure}% intervals: {rows}.',
  'statistics.figure.rates-caption':
    'Incidents per {per} of use, with {sure}% intervals. Broken line: all periods.',
  'statistics.figure.rates-label': 'Rate of each period with its {sure}% interval: {rows}.',
  'statistics.figure.evidence': 'Evidence for an alarm',
  'statistics.figure.evidence-caption':
    'ln\u00A0e after each period, against “the rate is not above what was agreed”. The broken line is the alarm.',
  'statistics.figure.evidence-label': 'ln\u00A0e after each period, alarm at {alarm}: {rows}.',
  'statistics.figure.alarm': 'alarm {alarm}',

  // The command
  'statistics.command': 'what a table can carry: the recommended figures, in words, numbers and a picture',
  'statistics.command.note': 'Note: {note}',
  'statistics.command.alike':
    'Warning: {names} are counted as {count} different {by, select, lab {labs} other {configurations}}. Where they are one, give it one name in the table, and run this again.',
  'statistics.command.quoted': '“{name}”',
  'statistics.command.unread': 'Columns that were not read: {columns}.',
  'statistics.command.picture': 'Picture: {file}',
  'statistics.command.no-picture': 'There is nothing to draw: no picture was written.',
  'statistics.option.delta':
    'largest gap that does not matter, agreed beforehand, needed for a verdict: 5pp or “5 points” for 5 points of 100, or 0.05 of the scale',
  'statistics.option.group': 'column that puts tasks together which are alike',
  'statistics.option.positive': 'label that counts, where a judge and people use words',
  'statistics.option.alarm': 'rate per unit of exposure that is not to be exceeded, agreed beforehand',
  'statistics.option.confidence': 'of every range, in percent, from 80 to 99; without --delta only',
  'statistics.option.svg': 'file for the picture',
} as const
