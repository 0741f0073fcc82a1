/** What the command line says. */
export const command = {
  'command.about':
    'Joint evaluation exercises between independent institutes: agree, freeze, run, exchange, recompute.',
  'command.next': 'Next:',
  'command.help.usage': 'Usage:',
  'command.help.arguments': 'Arguments:',
  'command.help.options': 'Options:',
  'command.help.commands': 'Commands:',
  'command.help.choices': 'choices: {choices}',
  'command.help.default': 'default: {value}',
  'command.error': 'Error: {message}',
  'command.verified': 'verified; signed, not logged',
  'command.not-verified': 'not verified: {count, plural, one {one difference} other {# differences}}',
  'command.recomputed':
    '{count} of {of} recomputed this: {by} computed it, {others} recomputed it and got the same.',
  'command.computed': '{by} computed this; nobody else has recomputed it.',
  'command.yes': 'yes',
  'command.no': 'no',
  'command.bundle': 'Bundle for {member}: {file}',
  'command.severity.block': 'BLOCKS',
  'command.severity.warn': 'warning',
  'command.severity.note': 'note',
  'command.option.help': 'show this help',
  'command.option.home': 'folder of the institute (default: CONCORD_HOME, else .concord)',
  'command.option.json': 'one JSON object on standard output, nothing else there',
  'command.option.lang': 'language of what is said: en or fr',
  'command.option.passphrase': 'file whose first line opens the private keys (or CONCORD_PASSPHRASE)',
  'command.option.name': 'name of the institute, as others read it',
  'command.option.origin': 'origin that names its statements, such as institute.example/log/1',
  'command.option.id': 'short id in protocols (default: first part of the origin)',
  'command.option.threshold': 'how many members must sign the next charter',
  'command.option.days': 'days until the charter expires, at most 365',
  'command.option.charter': 'id of the network’s first charter, compared by hand',
  'command.option.exercise-id': 'id of the exercise (default: name of the folder)',
  'command.option.title': 'title of the exercise',
  'command.option.member': 'participant, once for each; the first coordinates',
  'command.option.on': 'field of the protocol, such as generation.temperature',
  'command.option.amend-set': 'field of the protocol and its new value; once for each',
  'command.option.drop':
    'participant that has withdrawn, or is silent past the day by which to submit, once for each; all others have to sign',
  'command.option.why': 'reason, as the others will read it',
  'command.option.data-seen': 'results seen before: none, pilot, own-results or all-results',
  'command.option.model': 'name the provider knows the model by',
  'command.option.base-url-resume': 'address from now on, where it has changed; noted with the run',
  'command.option.give-up':
    'end the run also where nobody answers any more: what cannot be asked counts as an error of the environment',
  'command.option.base-url':
    'address of the server, such as http://127.0.0.1:8080/v1; may be left out for openai-responses, anthropic-messages and google-generate-content, which have one of their own',
  'command.option.provider':
    'how it is asked: openai-chat, openai-responses, anthropic-messages, google-generate-content, replay, program, gguf or ai-sdk',
  'command.option.provider-file':
    'recorded answers for replay, weights for gguf, a module for ai-sdk (model.ts#name for what it exports as name)',
  'command.option.provider-command': 'program and arguments for program; no shell reads them',
  'command.option.key-file': 'file whose first line is the key, readable by its owner alone',
  'command.option.prices': 'price table of your own (JSON), before the one that comes with Concord',
  'command.option.alias': 'model of the protocol, where there are several',
  'command.option.set': 'deviate from the protocol: field and value, recorded as done; once for each',
  'command.option.why-deviation': 'why this run deviates',
  'command.option.pilot': 'try exploratory items before the freeze; never analysed',
  'command.option.judge-resume': 'where a judge is asked from now on; once for each that has moved',
  'command.option.max-cost':
    'US dollars that the run may cost in all, judges included; then it is stopped and can be gone on with',
  'command.option.max-tokens-total': 'tokens, in and out, that the run may use in all, judges included',
  'command.option.max-time': 'minutes that the run may take in all; calls in flight end',
  'command.option.concurrency': 'calls in flight at once, fixed',
  'command.option.format': 'html or json',
  'command.option.out': 'file to write',
  'command.option.for': 'member it is for (default: everybody, what is TLP:CLEAR)',
  'command.option.bundle': 'bundle that brings the evidence; once for each',
  'command.option.port': 'port on 127.0.0.1; 0 takes a free one',
  'command.option.seed': 'seed of the simulated model',
  'command.option.exercise-dir': 'exercise folder whose items it answers (default: the rehearsal)',
  'command.init': 'make the folder and keys of an institute',
  'command.init.done': '{name} ({id}) has its folder and keys: {home}',
  'command.init.plain':
    'The private keys are in keys/, readable by you alone; with --passphrase-file they are encrypted too.',
  'command.init.protected': 'The private keys are in keys/, encrypted with your passphrase.',
  'command.init.next-found':
    './concord charter found [CARDS…] --home {home}   found a network, alone or with others’ cards',
  'command.init.next-card': 'or give {card} to whoever founds the network',
  'command.card': 'make the member card again, and an age key where the folder has none',
  'command.card.done': 'The member card of {name} ({id}): {file}',
  'command.card.next':
    'give {file} to a member of the network, who lists what is new in it with: concord charter add {file}',
  'command.charter': 'the network: members, keys, signatures',
  'command.charter.found': 'found a network with the holders of these member cards',
  'command.charter.add': 'add members by the next version of the charter',
  'command.charter.sign': 'sign the charter a bundle brings',
  'command.charter.show': 'show the networks of this folder, or of a bundle',
  'command.charter.version': 'Charter version {version} of network {pinned}',
  'command.charter.itself': 'This version itself: {id}',
  'command.charter.new': 'new',
  'command.charter.changed': 'changed',
  'command.charter.attests':
    'Your signature says that these names, origins and keys belong to these institutes. If you have not compared the id with another member by telephone or in person, do so now, before you send the bundle.',
  'command.charter.discard': 'give up a version that waits for signatures; one that stands is never touched',
  'command.charter.discarded': 'Charter version {version} is given up: {id}',
  'command.charter.removed': 'Removed: {file}',
  'command.charter.may-stand':
    'If it has left this folder, tell {members}: signed by all it needs, it stands after all.',
  'command.charter.next-add': './concord charter add [CARDS…]   make the next version anew',
  'command.charter.next-discard': './concord charter discard   give up the version that waits',
  'command.charter.terms':
    'expires {expires}; the next version needs {threshold, plural, one {one signature} other {# signatures}}',
  'command.charter.signed': 'signed',
  'command.charter.unsigned': 'not signed',
  'command.charter.stands': 'It stands.',
  'command.charter.waits': 'It does not stand yet; not signed by {missing}.',
  'command.charter.none': 'This folder belongs to no network.',
  'command.charter.next-exercise': './concord exercise new DIR   begin an exercise',
  'command.charter.next-sign':
    'send each bundle to its member, who runs: ./concord charter sign BUNDLE   or, over a shared folder: ./concord sync DIR',
  'command.charter.next-receive':
    './concord receive BUNDLE…   or: ./concord sync DIR   take in what the others signed',
  'command.charter.next-found': './concord charter found [CARDS…]   found one',
  'command.charter.next-compare':
    'compare the network id with another member by telephone or in person before you sign',
  'command.dataset': 'item files, before any protocol names them',
  'command.dataset.check':
    'look for the faults of test sets in files or folders (CSV, TSV, JSON Lines, JSON, Moonshot, XLSX); needs no init',
  'command.dataset.check.sets':
    '{sets, plural, one {One set} other {# sets}} with {items, plural, one {one item} other {# items}}:',
  'command.dataset.check.passed-over':
    '{why, select, cookbook {{count, plural, one {One cookbook, which only names recipes} other {# cookbooks, which only name recipes}}} drafts {{count, plural, one {One file of translations that nobody signed off} other {# files of translations that nobody signed off}}} other {{count, plural, one {One spreadsheet for translators} other {# spreadsheets for translators}}}}, not checked: {files}',
  'command.dataset.check.next-mend': 'correct what blocks in the files, and run the same command again',
  'command.dataset.translate':
    'write a spreadsheet for translators (.xlsx, .csv), or take one back into item files; needs no init',
  'command.option.hide-texts': 'show the hash of each text of an item, for readers who may not see the items',
  'command.option.translate-to':
    '.xlsx or .csv: the spreadsheet to write; folder or .jsonl: where to take it in',
  'command.option.from-language': 'language of the source (default: the end of its name)',
  'command.option.translate-language': 'language to translate into, once for each',
  'command.option.translate-source': 'the source as it is now (default: the file of its name in the folder)',
  'command.dataset.translate.written':
    '{file}: {items, plural, one {one item} other {# items}} of {source} to translate.',
  'command.dataset.translate.without-text':
    '{count, plural, one {One item has no text and is} other {# items have no text and are}} left out.',
  'command.dataset.translate.language':
    '  {language}: {translated, number} of {items, number} translated already{from, select, null {} other { ({from})}}{outdated, plural, =0 {} one {, one of them from another wording of the source} other {, # of them from other wordings of the source}}',
  'command.dataset.translate.taken':
    '{language}: {released, plural, one {one item} other {# items}} signed off, {drafts, plural, one {one draft} other {# drafts}}, {missing, number} still to translate.',
  'command.dataset.translate.gone': '{language}: its sheet is gone; what was there stays.',
  'command.dataset.translate.fault':
    '{where} ({id}): {problem}. {kept, select, draft {Kept as a draft.} other {Not taken in.}}',
  'command.dataset.translate.outdated':
    '{language}: the source of {count, plural, one {one item} other {# items}} was changed after it was translated ({items}); {count, plural, one {it is} other {they are}} kept as {count, plural, one {a draft} other {drafts}}. Write the spreadsheet anew.',
  'command.dataset.translate.not-asked':
    '{language}: {count, plural, one {one item} other {# items}} of the source {count, plural, one {is} other {are}} not in the spreadsheet ({items}). Write it anew.',
  'command.dataset.translate.self-reviewed':
    '{language}: {count, plural, one {one item was} other {# items were}} signed off by who translated {count, plural, one {it} other {them}} ({items}).',
  'command.dataset.translate.replaced':
    '{language}: {count, plural, one {one item has} other {# items have}} another wording than the one taken in from this spreadsheet before ({items}); both are kept.',
  'command.dataset.translate.others':
    '{language}: {count, plural, one {one item} other {# items}} of the file {count, plural, one {is} other {are}} not in the source ({items}); {count, plural, one {it stays as it is} other {they stay as they are}}.',
  'command.dataset.translate.no-source':
    'The source is not at hand, so nobody can tell whether it was changed meanwhile; give it with --source.',
  'command.dataset.translate.older':
    '{older} is out of date now: its items are in {file}. Remove it, once what else it says of the set stands in protocol.yaml.',
  'command.dataset.translate.unread': 'Not read: {names}.',
  'command.dataset.translate.next-fill':
    'give {file} to the translators, then: ./concord dataset translate {file} --to {dir}',
  'command.dataset.translate.next-mend':
    'mend what is said above in the spreadsheet, and run the same command again',
  'command.dataset.translate.next-rest':
    './concord dataset translate {source} --to FILE.xlsx   for what is left',
  'command.dataset.translate.next-check': './concord dataset check {dir}   look through all of it',
  'command.dataset.translate.guide.title': 'How to',
  'command.dataset.translate.guide.what':
    'This workbook holds {items, plural, one {one question} other {# questions}} to translate from {from}, one sheet for each language: {languages}.',
  'command.dataset.translate.guide.fill':
    'Fill in the white cells. Grey cells are the source and stay as they are. You may sort and filter rows, add columns of your own and change widths.',
  'command.dataset.translate.guide.keep':
    'Keep numbers, placeholders such as {name} and marks such as {tag} as they are in the source.',
  'command.dataset.translate.guide.adapt':
    'Where a question has to be adapted rather than translated (a currency, a law, a name), say under Adaptation what and why.',
  'command.dataset.translate.guide.sign':
    'Translator and reviewer are two people. The reviewer chooses “{yes}” under Signed off; what is not signed off is kept as a draft and not used.',
  'command.dataset.translate.guide.text':
    'Write texts, no formulas. Do not merge cells. A line break within a cell is kept.',
  'command.exercise': 'agree on a test, run it, conclude',
  'command.exercise.new': 'write a commented protocol, items and an evaluation into a new folder',
  'command.exercise.new.done': 'The exercise begins in {dir}:',
  'command.exercise.new.next-edit': 'edit {dir}/protocol.yaml and its files',
  'command.exercise.check': 'preflight of an exercise folder, or of a folder of item files',
  'command.exercise.check.done':
    '{blocks, plural, =0 {Nothing blocks} one {One finding blocks} other {# findings block}}; {warnings, plural, one {one warning} other {# warnings}}, {notes, plural, one {one note} other {# notes}}.',
  'command.exercise.check.next-mend':
    'correct what blocks, or accept it with a reason under waivers in protocol.yaml',
  'command.exercise.check.waiver': 'to accept it, under waivers, with the reason:',
  'command.exercise.propose': 'sign the protocol of a folder and write a bundle for each participant',
  'command.exercise.propose.done': '{exercise}, version {version}, is proposed: {id}',
  'command.exercise.propose.next-wait':
    './concord receive BUNDLE…   take in what they sign, then: ./concord exercise freeze {exercise}',
  'command.exercise.review':
    'what a bundle, or an exercise that is here, asks you to sign, and what differs from the version before',
  'command.exercise.review.nothing': 'You are asked to sign nothing.',
  'command.exercise.review.protocol':
    'You are asked to sign the protocol “{title}” ({exercise}, version {version}): {id}',
  'command.exercise.review.amendment':
    'You are asked to sign an amendment of “{title}” ({exercise}, version {version}): {id}',
  'command.exercise.review.signed': 'Signed by: {signed}. Not yet by: {missing}.',
  'command.exercise.review.why': 'Why, {seen}: {why}',
  'command.exercise.review.differences': 'What changes:',
  'command.exercise.review.drops':
    '{count, plural, one {{members} would} other {{members} would}} take part no longer.',
  'command.exercise.review.changed': '{field}: {from} → {to}',
  'command.exercise.review.added': 'new: {field}: {to}',
  'command.exercise.review.removed': 'no longer: {field}: {from}',
  'command.exercise.review.since': 'What changes since version {version}:',
  'command.exercise.review.objection': 'Objection of {by} on {field}: {text}',
  'command.exercise.review.next-accept': './concord exercise accept {bundle}   sign it',
  'command.exercise.review.next-object':
    './concord exercise object {bundle} --on FIELD TEXT   say what is wrong',
  'command.exercise.accept': 'sign what a bundle, or an exercise that is here, asks for',
  'command.exercise.accept.nothing': 'There is nothing that you have not signed.',
  'command.exercise.accept.done': 'Signed: {kind} of {exercise}, {id}',
  'command.exercise.object':
    'sign an objection to a field of the protocol of a bundle, or of an exercise that is here',
  'command.exercise.object.done': 'The objection {id} to {on} is signed.',
  'command.exercise.freeze': 'hand out the protocol that everybody has signed',
  'command.exercise.freeze.done': '{exercise} is frozen, signed by {signed}: {id}',
  'command.exercise.amend': 'sign a change to a frozen protocol',
  'command.exercise.amend.done':
    'The amendment {id} is signed{count, plural, =0 {, and holds} other {; it holds once {members} {count, plural, one {has} other {have}} signed it too}}.',
  'command.exercise.amend.gone':
    '{member} has withdrawn, and still takes part until it is dropped, so the amendment waits for it too. One that drops it as well (--drop {member}) does not.',
  'command.exercise.status': 'who has signed, run, submitted, recomputed, and what is due from you',
  'command.exercise.status.listed': '{exercise}: {count, plural, one {one statement} other {# statements}}',
  'command.exercise.status.none': 'There is no exercise in this folder.',
  'command.exercise.status.draft': '{exercise}: “{title}”, a draft',
  'command.exercise.status.proposed': '{exercise}: “{title}”, proposed',
  'command.exercise.status.frozen': '{exercise}: “{title}”, frozen',
  'command.exercise.status.member':
    '  {member}: signed {signed}, run submitted {runs}, {analysis, select, author {computed the analysis} yes {recomputed yes} other {recomputed no}}',
  'command.exercise.status.amendment':
    '  amendment {id}{drops, select, none {} other {, by which {drops} would take part no longer}}: {state, select, holds {in force} open {not signed yet by {missing}} other {it does not fit the protocol as it is now, and nobody need sign it}}',
  'command.exercise.status.sealed.unknown': '  {alias} is sealed, and has not been revealed to you',
  'command.exercise.status.sealed.here': '  {alias} is sealed; this house knows it: {facts}',
  'command.exercise.status.sealed.revealed': '  {alias} was sealed, and is revealed: {facts} ({id})',
  'command.exercise.status.opinion.remark': '  {by} says of {on}: “{text}” ({id})',
  'command.exercise.status.opinion.objection': '  {by} objects to {on}: “{text}” ({id})',
  'command.exercise.status.left': '  {members} {count, plural, one {takes} other {take}} part no longer',
  'command.exercise.status.pilot': '  pilot of {lab}, never analysed: {id}',
  'command.exercise.status.set-aside': '  run of {lab} that counts for nothing ({reason}): {id}',
  'command.exercise.status.objection': '  objection of {by} on {field}, version {version}: “{text}” ({id})',
  'command.exercise.status.objection.whole': 'the whole',
  'command.exercise.status.answered': 'answered by version {version}, which they have signed',
  'command.exercise.status.local.running': 'running',
  'command.exercise.status.local.cut-off':
    'cut off before its end, what was answered is kept (go on: ./concord run resume {id})',
  'command.exercise.status.local.stopped': 'stopped',
  'command.exercise.status.local.finished': 'finished',
  'command.exercise.status.local': '  own run {id}: {status}, pilot {pilot}',
  'command.exercise.submit': 'sign your finished runs and write a bundle for each participant',
  'command.exercise.submit.done': '{run} is signed: {id}',
  'command.exercise.submit.again': 'Nothing new to sign; the bundles are written again.',
  'command.exercise.attach': 'take a table of verdicts or published rates that exist already as your runs',
  'command.exercise.attach.done': '{model}: {attempts} attempts, {limits} ended by a limit; signed: {id}',
  'command.exercise.attach.rates':
    '{model}: {count, plural, one {one rate} other {# rates}} by language{totals, plural, =0 {} one { and a total} other { and # totals}}; signed: {id}',
  'command.exercise.attach.impossible':
    '{model}, {language}: {rate} cannot come from {n, plural, one {one attempt} other {# attempts}}, however many passed; taken in as published',
  'command.exercise.attach.unknown': 'Columns not read: {columns}',
  'command.exercise.analyse': 'compute every planned analysis from the runs that are here, and sign it',
  'command.exercise.analyse.done': 'The analysis is signed: {id}',
  'command.exercise.analyse.missing': 'Without the runs of: {missing}',
  'command.exercise.report': 'write the report of an exercise as one file',
  'command.exercise.report.done': 'The report is in {file}',
  'command.exercise.evidence': 'write one bundle with all the evidence of an exercise',
  'command.exercise.evidence.done':
    '{count, plural, one {One statement} other {# statements}} with {count, plural, one {its} other {their}} data: {file}',
  'command.analysis': 'countersign an analysis',
  'command.analysis.cosign': 'recompute an analysis from the items and sign it too',
  'command.receive': 'take in what bundles bring; what does not verify is set aside',
  'command.receive.done':
    'From {from}: {added, plural, =0 {no new statement} one {one new statement} other {# new statements}}, new signatures on {merged, plural, =0 {none} one {one} other {#}}, {known, plural, =0 {none} one {one} other {#}} known before',
  'command.receive.charter': 'From {from}: charter version {version}, new or with new signatures: {id}',
  'command.receive.nothing': '{count, plural, one {One bundle} other {# bundles}} brought nothing new.',
  'command.sync':
    'exchange over a shared folder, a checkout or a stick: take in what the others left, lay down what they are owed',
  'command.sync.received':
    'From {member}: {added, plural, =0 {no new statement} one {one new statement} other {# new statements}}, new signatures on {merged, plural, =0 {none} one {one} other {#}}',
  'command.sync.would-receive':
    'From {member}, without trying whether it verifies: {added, plural, =0 {no new statement} one {one new statement} other {# new statements}}',
  'command.sync.would-write':
    'Would be laid down for the others: {statements, plural, =0 {no statement} one {one statement} other {# statements}}{removed, plural, =0 {} one {; one file would be removed that holds what is no longer for all it was for} other {; # files would be removed that hold what is no longer for all they were for}}',
  'command.sync.written':
    'Laid down for the others: {files, plural, =0 {no file} one {one file} other {# files}}{statements, plural, =0 {{files, plural, =0 {} other { with the charter}}} one { with one statement} other { with # statements}}{removed, plural, =0 {} one {; one file removed that held what is no longer for all it was for} other {; # files removed that held what is no longer for all they were for}}',
  'command.sync.lifted':
    '{count, plural, one {The embargo of # statement} other {The embargo of # statements}} of this institute has ended: its date has come',
  'command.sync.nothing':
    'Nothing new in {folder}{waiting, plural, =0 {; all others have what lies there for them} other {}}.',
  'command.sync.introduced':
    'Your member card lies in {folder}. You are in no network yet: found one with the cards of the others, or sign the charter that one of them leaves there.',
  'command.sync.unpinned':
    '{member} left a charter of a network that you do not know yet, {root}: compare that id by telephone or in person.',
  'command.sync.keyless':
    '{statements, plural, one {One statement is} other {# statements are}} not laid down for {member}: what is stricter than TLP:GREEN leaves encrypted only, and the charter has no age key of {member} (“concord card” makes one).',
  'command.sync.incomplete':
    '{files, plural, one {One file} other {# files}} of {member} {files, plural, one {is} other {are}} not here yet, or not whole: still being copied?',
  'command.sync.missing':
    'Named by {member} and not here, not sent yet or not for you: {statements, plural, =0 {no statement} one {one statement} other {# statements}}, {blobs, plural, =0 {no data} one {one piece of data} other {# pieces of data}}',
  'command.sync.behind':
    '{member} has not taken in {files, plural, one {one file} other {# files}} of what you left.',
  'command.sync.absent': 'Not been here yet: {members}',
  'command.sync.strange':
    '{count, plural, one {One file that is none of ours is} other {# files that are none of ours are}} left alone: {first}',
  'command.sync.next-show': './concord charter show {file}   look at the charter, and compare its id',
  'command.sync.next-sign': './concord charter sign {file}   sign it, then sync again',
  'command.sync.next-found': './concord charter found {cards}   found a network with them',
  'command.sync.next-add': './concord charter add {cards}   add them to the network',
  'command.sync.next-again': './concord sync {folder}   again, when the others have been there',
  'command.option.dry-run': 'say what would be taken in and laid down, and change nothing',
  'command.option.retry': 'try everything once more',
  'command.option.remove': 'give up what has this number in the list',
  'command.quarantine.removed': 'Number {id} is given up.',
  'command.quarantine': 'what did not verify and was set aside, with the reason',
  'command.quarantine.entry':
    '{id}  {reason}  {receivedAt}  {source}  {size, plural, one {one byte} other {# bytes}}{statement, select, none {} other {  {statement}}}',
  'command.quarantine.reason.bundle': 'the file as a whole cannot be used',
  'command.quarantine.reason.unknown-key': 'signed with a key that no charter here lists',
  'command.quarantine.reason.too-large': 'larger than is allowed',
  'command.quarantine.reason.bad-signature': 'a signature does not hold',
  'command.quarantine.reason.key-not-valid': 'signed with a key that was not valid then',
  'command.quarantine.reason.payload-type': 'not of a type that can be read',
  'command.quarantine.reason.not-jcs': 'not written in the one form that is signed',
  'command.quarantine.reason.not-a-statement': 'not a statement',
  'command.quarantine.reason.schema': 'its fields are not as they must be',
  'command.quarantine.reason.charter-unknown': 'the charter that it names is not here',
  'command.quarantine.reason.issuer-unknown': 'its issuer is in no charter here',
  'command.quarantine.reason.issuer-unsigned': 'not signed by whom it names as its issuer',
  'command.quarantine.reason.body-digest': 'its body was changed',
  'command.quarantine.reason.blob-digest': 'one of its files was changed',
  'command.quarantine.none': 'Nothing is set aside.',
  'command.quarantine.retried':
    '{count, plural, =0 {Nothing verifies that did not before} one {One statement verifies by now and is taken in} other {# statements verify by now and are taken in}}.',
  'command.quarantine.next-retry': './concord quarantine --retry   try them once more',
  'command.run': 'run a model on the items of a protocol',
  'command.run.start': 'begin a run of an exercise, or of an evaluation file alone',
  'command.option.items': 'item file, for an evaluation file without an exercise',
  'command.option.language': 'language of those items, as a BCP 47 tag',
  'command.option.judge': 'where a judge of the evaluation is asked; once for each that needs it',
  'command.run.score':
    '{share} of the points on {items} items ({range}), attempts without a result counted as failed. One run in one lab; signed by nobody.',
  'command.run.no-score': 'No score can be given: {reason}.',
  'command.run.next-new': './concord exercise new DIR   agree with others on such a test before it runs',
  'command.run.resume': 'go on with a run that was stopped or killed',
  'command.run.progress':
    '{done} of {total} · {rate}/s · {flight} in flight · {errors} errors · {cost, select, none {} other {{cost} US$ · }}{left} left',
  'command.run.recorded':
    '{recorded, plural, one {One answer was recorded earlier: nobody was asked for it.} other {# answers were recorded earlier: nobody was asked for them.}}',
  'command.run.cost':
    'Cost: {exact, select, yes {} other {at most }}{cost} US dollars at the prices known on {asOf} (today’s: {source}), calls that failed not counted.',
  'command.run.done':
    '{run}: {attempts} attempts; {scored} scored, {unscored} unscored, {errored} errored, {limit} at a limit, {rest} not run',
  'command.run.next-submit': './concord exercise submit {exercise}   sign the run and hand it to the others',
  'command.run.next-submit-any':
    './concord exercise submit EXERCISE   sign the run and hand it to the others',
  'command.score': 'score the stored answers of a run again by another scorer, without asking the model',
  'command.option.evaluation': 'evaluation file whose scorer is used',
  'command.score.changed':
    '{run}: {changed, plural, =0 {no outcome differs} one {one outcome differs} other {# outcomes differ}} from before, of {outcomes, number}.',
  'command.score.totals':
    'Scored {scored, number} (before {scoredBefore, number}), unscored {unscored, number} (before {unscoredBefore, number}); the values sum up to {sum} (before {sumBefore}).',
  'command.score.template':
    'The template of {evaluation} is not that of the run: the answers are to what the run asked.',
  'command.score.table':
    '{isNew, select, yes {The outcome table is in {table}, and what it was made of beside it in score.json.} other {The same scorer had scored the same answers before: {table}.}}',
  'command.access': 'ask who may see what, and why',
  'command.access.explain':
    'say what somebody may see of a statement, and why: relation, row of the table, label with its amendments, and each file',
  'command.option.as':
    'who asks: anonymous, MEMBER, MEMBER/PERSON for a person of its staff, or client:MEMBER for somebody logged in there',
  'command.option.at': 'at that moment (a date, or a moment such as 2026-11-03T09:00:00Z), not now',
  'command.verify': 'check signatures and recompute every number of a report, analysis, run or bundle',
  'command.verify.checked':
    'Looked at: {statements, plural, one {one statement} other {# statements}}, {runs, plural, one {one run} other {# runs}}, {analyses, plural, one {one analysis} other {# analyses}}.',
  'command.verify.unchecked': 'Not checked, because it is not here or was judged elsewhere: {what}',
  'command.verify.next-cite':
    'cite its figures with their ranges, and with the first charter they were held against',
  'command.verify.next': 'ask whoever sent it, and do not use its figures until it verifies',
  'command.rehearsal': 'rehearse with a simulated model',
  'command.rehearsal.model': 'serve the built-in simulated model over HTTP until stopped',
  'command.rehearsal.ready':
    'Simulated model {model} at {url}; it knows {count, plural, one {one item} other {# items}}.',
  'command.rehearsal.next': './concord run start EXERCISE --model {model} --base-url {url}',
  'command.serve': 'show the exercises of this folder on http://127.0.0.1',
  'command.serve.ready': 'Serving {url} (everybody on this machine sees what is TLP:CLEAR)',
  'command.serve.owner': 'For you alone: {url}',
  'command.serve.owner-what':
    'That link works once: the browser that opens it first is yours and sees all of this folder, also what is not TLP:CLEAR, until Concord is stopped; where it was lost or opened elsewhere, stop Concord (Ctrl-C) and start it again, which prints a new one.',
  'command.serve.stop': 'Ctrl-C stops it',
  'command.start': 'make the three examples if they are not there, and serve them',
  'command.start.making': 'Making the three examples in {home} (once; a few seconds):',
  'command.start.verdicts': 'Korea–Singapore agent testing 2026: published verdicts, analysed after the fact',
  'command.start.rates': 'Third joint exercise 2025: published rates, analysed after the fact',
  'command.start.institutes': 'Rehearsal: five invented institutes found a network',
  'command.start.agreement': 'Rehearsal: they agree on a protocol and freeze it',
  'command.start.run': 'Rehearsal: {institute} runs the simulated model',
  'command.start.progress': '{institute}: {done} of {total}',
  'command.start.analysis': 'Rehearsal: they exchange their runs and one of them analyses',
  'command.start.recomputed': 'Rehearsal: {institute} recomputed the analysis and signed it',
  'command.start.received': 'Rehearsal: the evidence is taken in and verified here',
  'command.start.ready': 'Open {url}',
  'command.start.next-open': '{url}   the three reports; each figure leads to the run behind it',
  'command.start.next-verify':
    './concord verify word-problems-rehearsal --home {home}   recompute every number',
  'command.start.next-guide': 'docs/guides/first-exercise.md   live through an exercise yourself',
  'command.due.sign-protocol': './concord exercise review {exercise}   its protocol waits for your signature',
  'command.due.sign-amendment':
    './concord exercise review {exercise}   an amendment of it waits for your signature',
  'command.due.run':
    './concord run start {exercise} --alias {model} --model NAME --base-url ADDRESS   then: ./concord exercise submit {exercise}',
  'command.due.wait-run': 'wait until the run {run} is at its end; another process is at it',
  'command.due.resume-run': './concord run resume {run}   it was cut off; go on where it was',
  'command.due.submit-run':
    './concord exercise submit {exercise}   sign the run {run} and hand it to the others',
  'command.due.analyse': './concord exercise analyse {exercise}   all runs are here',
  'command.due.cosign': './concord analysis cosign {exercise}   recompute the analysis and sign it',
  'command.exercise.withdraw': 'take part in an exercise no longer; all others are told',
  'command.exercise.withdraw.done': 'You have withdrawn from {exercise}: {id}',
  'command.exercise.withdraw.before':
    'Nothing was frozen yet: the coordinator proposes another version without you.',
  'command.exercise.withdraw.after':
    'The others go on without you once all of them have signed an amendment that drops you. What you have submitted stays with them; take it back with “concord retract” where it is wrong.',
  'command.exercise.calendar': 'write the days on which something is due as a calendar file (.ics)',
  'command.exercise.calendar.agree': 'Sign: {title}',
  'command.exercise.calendar.agree-about':
    'By this day all participants of {exercise} sign its protocol. Still missing: {members}.',
  'command.exercise.calendar.submit': 'Submit runs: {title}',
  'command.exercise.calendar.submit-about':
    'By this day all runs of {exercise} are submitted. Still missing: {members}. Who is silent after it may be dropped by all others.',
  'command.exercise.calendar.charter': 'The charter of the network expires',
  'command.exercise.calendar.charter-about':
    'Version {version} ends on this day; before it the members sign the next one, else nobody may read what is for members.',
  'command.exercise.calendar.mine': '{day}  {title}  (due from you)',
  'command.exercise.calendar.others': '{day}  {title}  (due from others)',
  'command.exercise.calendar.done':
    '{count, plural, =0 {No day is set; an empty calendar is in {file}} one {# day, in {file}} other {# days, in {file}}}',
  'command.exercise.calendar.next':
    'open the file with your calendar; taken in again later, it changes its entries and adds none twice',
  'command.opinion': 'say something about a statement of anybody, signed',
  'command.opinion.done': 'Signed beside the {kind} {on}: {id}',
  'command.retract':
    'take back a run, an analysis or an opinion of yours; it stays, flagged, and counts no more',
  'command.retract.done': 'The {kind} {on} is retracted: {id}',
  'command.erase': 'destroy a statement of yours here, and ask all who hold it to do the same',
  'command.erase.done': 'Asked to erase the {kind} {on}: {id}',
  'command.erase.files':
    '{count, plural, one {# file of this folder that carried it went with it} other {# files of this folder that carried it went with it}}',
  'command.erase.laid-down':
    '{count, plural, one {# file that this institute has laid down holds it still} other {# files that this institute has laid down hold it still}} ({folders}); the next “concord sync” there takes it away, and lays down anew what else the others lack.',
  'command.erase.next-sync': './concord sync {folder}   take it away there, too',
  'command.erase.copies':
    'Not reached from here: bundles you have copied elsewhere, backups, and the folder the exercise was proposed from. Delete those yourself.',
  'command.erase.next-list': './concord erasure list   who has confirmed it',
  'command.erasure': 'what is to be destroyed, and who has done it',
  'command.erasure.list': 'every erasure, whether it is done here, and who has confirmed it',
  'command.erasure.list.none': 'Nothing was asked to be erased.',
  'command.erasure.list.one': '{on}, asked by {by} (scope {scope})',
  'command.erasure.list.here': '  destroyed here',
  'command.erasure.list.not-here': '  not destroyed here: it never came, or its author is not who asks',
  'command.erasure.list.closed': '  confirmed by everybody',
  'command.erasure.list.open': '  open: {members}',
  'command.erasure.next-answer': './concord erasure answer   confirm to its author what was destroyed here',
  'command.erasure.answer': 'confirm to their authors what was destroyed here',
  'command.erasure.answer.done':
    '{count, plural, =0 {Nothing is left to confirm.} one {# erasure confirmed} other {# erasures confirmed}}',
  'command.receive.erased': 'Destroyed here, as its author asks: {on} (scope {scope})',
  'command.due.answer-erasure': './concord erasure answer   confirm to its author what was destroyed here',
  'command.exercise.status.withdrawn': '  {member} has withdrawn ({seen}): {why}',
  'command.exercise.status.retracted': '  {by} has taken back its {kind} {on}: {why}',
  'command.exercise.status.late-sign': '  late: {member} has not signed (by {by})',
  'command.exercise.status.late-submit': '  late: {member} has not submitted (by {by})',
  'command.data-seen.none': 'before seeing results',
  'command.data-seen.pilot': 'after seeing pilots',
  'command.data-seen.own-results': 'after seeing its own results',
  'command.data-seen.all-results': 'after seeing all results',
  'command.option.to-calendar': 'file to write; without it calendar.ics in the folder of the institute',
  'command.option.objection': 'an objection; without it a remark',
  'command.option.on-field': 'field it is about, such as conclusions or generation.temperature',
  'command.option.retraction-reason': 'mistake, fault-found, conduct, consent or other',
  'command.option.erasure-scope': 'body: body and files, the signed envelope stays; all: everything',
  'command.option.erasure-reason': 'personal-data, harmful-content, licence, consent, order or other',
  'command.option.basis': 'legal basis, without repeating what is to be erased',
  'command.option.decided-by': 'office or role that decided it, no name of a person',
  'command.next-status': './concord exercise status {exercise}',
  'command.next-statuses': './concord exercise status   what is due from you',
  'command.next-charter': './concord charter show   who has signed',
  'command.next-receive': './concord receive {bundle}   take in what it brings',
  'command.next-wait':
    'nothing is due from you; ./concord receive BUNDLE… or ./concord sync DIR takes in what the others send',
  'command.next-check': './concord exercise check {dir}',
  'command.next-propose': './concord exercise propose {dir}',
  'command.next-send':
    'send each bundle to its member, who runs: ./concord receive BUNDLE   or, over a shared folder: ./concord sync DIR',
  'command.next-send-review':
    'send each bundle to its member, who runs: ./concord exercise review BUNDLE   then accepts or objects; or, over a shared folder: ./concord sync DIR',
  'command.next-freeze': './concord exercise freeze {exercise}',
  'command.next-run': './concord run start {exercise} --model NAME --base-url ADDRESS',
  'command.next-analyse': './concord exercise analyse {exercise}',
  'command.next-report': './concord exercise report {exercise}',
  'command.next-verify': './concord verify {target}',
} as const
