/** Logs of other tools, as the command line tells of them. */
export const interchange = {
  'interchange.import':
    'read evaluation logs in files or folders and recompute their numbers (Inspect .eval and .json); needs no init, stores nothing yet',
  'interchange.import.file': '{file}: {label}',
  'interchange.import.label':
    '{label, select, verified {VERIFIED} partial {PARTIAL} mismatch {MISMATCH} other {NOTHING TO VERIFY}}',
  'interchange.import.samples':
    '{present, plural, one {# sample} other {# samples}}{outcomes, select, none {} other {: {outcomes}}}',
  'interchange.import.outcome':
    '{count} {outcome, select, scored {scored} notapplicable {not applicable} unscored {unscored} errored {errored} limit {stopped at a limit} absent {completed, but not in the file} other {not run}}',
  'interchange.import.figure':
    '{metric} {recomputed, select, none {logged {logged}, not recomputed} other {{recomputed}{n, select, all {} 1 { from the 1 item here} other { from the {n} items here}}, logged {logged}}}',
  'interchange.import.scored-by': '{score}: {figures}',
  'interchange.import.unreadable': '{file}: NOT READ: {message}',
  'interchange.import.sum':
    '{files, plural, one {# log} other {# logs}}: {verified} verified, {partial} partial, {mismatch} mismatch, {nothing} with nothing to verify{unread, plural, =0 {} one {, # not read} other {, # not read}}. Nothing was stored.',
  'interchange.import.none': 'none',
  'interchange.export':
    'write a run as a log of another tool, and read it again; what no log of it can say is told',
  'interchange.option.to': 'tool whose log is written: inspect (.eval, version 2)',
  'interchange.option.out': 'file to write (default: log.eval in the folder of the run)',
  'interchange.export.written': 'Written: {file}',
  'interchange.export.scored-only':
    'Inspect’s accuracy is over what is scored: {scored} of {attempts} attempts. Why the others have no value stands in their metadata (concord).',
} as const
