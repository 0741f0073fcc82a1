/** What preflight says of a protocol and its sets. */
export const preflight = {
  'preflight.severity.block': 'blocks',
  'preflight.severity.warn': 'warning',
  'preflight.severity.note': 'remark',
  'preflight.clear': 'Nothing found by the {count, plural, one {one rule} other {# rules}}.',
  'preflight.language-tag.malformed':
    '{set}: “{tag}” is not a language tag (RFC 5646). Write a tag such as {proposed}.',
  'preflight.language-tag.unregistered':
    '{set}: “{tag}” is not in the IANA registry of language tags. The text suggests {proposed}.',
  'preflight.language-tag.country-code':
    '{set}: “{tag}” is a country code ({region}), not a language. The text suggests {proposed}.',
  'preflight.language-tag.unregistered-part':
    '{set}: in “{tag}” these parts are not in the IANA registry: {parts}.',
  'preflight.language-tag.deprecated':
    '{set}: the tag “{tag}” ({meaning}) is out of use; the registry says to write {proposed}.',
  'preflight.language-tag.private-use':
    '{set}: “{tag}” is for private use and means nothing to others. The text suggests {proposed}.',
  'preflight.language-tag.undetermined':
    '{set}: the tag “{tag}” leaves the language open, so nothing can be said of it. The text suggests {proposed}.',
  'preflight.language-tag.other-script':
    '{set}: “{tag}” means {meaning}, but the text is in {script} script. It suggests {proposed}.',
  'preflight.language-tag.other-language':
    '{set}: “{tag}” means {meaning}, but the text reads like {reads}. It suggests {proposed}.',
  'preflight.language-tag.no-text':
    '{set}: without the text of the items nobody can tell whether it is in {meaning} ({tag}).',
  'preflight.item-alignment.no-common-key':
    '{set}: no id is also in {other}, so nothing joins the translations of an item. Only here: {items} ({count}); only there: {missingItems} ({missing}).',
  'preflight.item-alignment.keys-differ':
    '{set} and {other} share {common, plural, one {one id} other {# ids}}; only here: {items} ({count}), only there: {missingItems} ({missing}). Give translations of one item one id.',
  'preflight.item-alignment.targets-differ':
    '{set}: the answer differs from that in {other} for {count, plural, one {the item} other {# items:}} {items}. Either the ids join what is not one item, or an answer is wrong.',
  'preflight.item-alignment.row-order':
    'There are no ids, but row for row the answers of {set} equal those of {sets} ({rows, plural, one {one row} other {# rows}}). The order of rows is a proposed key, not a proven one; declare ids.',
  'preflight.item-alignment.rows-differ':
    '{set}: there are no ids, and the answer differs from that of the same row in {other} for {count, plural, one {row} other {# rows:}} {items}. Rows cannot join the translations; declare ids.',
  'preflight.item-alignment.item-key':
    'The item key is made of the question’s text, which differs in every language, so it cannot join {sets}. Use declared-id.',
  'preflight.item-alignment.no-key':
    'The protocol declares no key across languages, so nothing can be said of the translations in {sets}.',
  'preflight.equal-sets.planned-count':
    '{set}: the protocol states {expected, plural, one {one item} other {# items}} ({split}), the dataset has {found}.',
  'preflight.equal-sets.fewer':
    '{set} has {n, plural, one {one item} other {# items}}, {other} has {otherN}: languages are compared on different items. Missing: {missing} ({count}).',
  'preflight.equal-sets.planned-fewer':
    '{set} was planned with {n, plural, one {one item} other {# items}}, {other} with {otherN}. No planned analysis compares what is missing.',
  'preflight.duplicate-input.same':
    '{set}: {groups, plural, one {one question stands} other {# questions stand}} more than once ({pairs}); each would count twice.',
  'preflight.duplicate-input.near':
    '{set}: {groups, plural, one {one pair of questions is} other {# pairs of questions are}} nearly the same ({pairs}).',
  'preflight.duplicate-input.no-text':
    '{set}: {count, plural, one {one item has} other {# items have}} no text here, so repeated questions cannot be found.',
  'preflight.duplicate-file.same':
    '{set} holds the same {shared, plural, one {item} other {# items}} as {other}, under another name.',
  'preflight.duplicate-file.mostly':
    '{set} and {other} have {shared, plural, one {one question} other {# questions}} in common, {share}% of the smaller one.',
  'preflight.untranslated.same':
    '{set}: {count, plural, one {one item equals its source item} other {# items equal their source items}} in {source} ({items}); {count, plural, one {it was} other {they were}} not translated.',
  'preflight.untranslated.shared-run':
    '{set}: {count, plural, one {one item has} other {# items have}} {words} and more words in a row from {source} ({items}); a part may not have been translated.',
  'preflight.source-drift.source-changed':
    '{set}: {count, plural, one {one item has a number that most of its translations have} other {# items have numbers that most of their translations have}} otherwise ({items}); the source was changed after it was translated.',
  'preflight.source-drift.source-edited':
    '{set}: {count, plural, one {one item was} other {# items were}} translated from another wording than {source} has now ({items}); compare the two, and sign them off again.',
  'preflight.source-drift.numbers':
    '{set}: {count, plural, one {one item has another number} other {# items have other numbers}} than {source} ({items}).',
  'preflight.source-drift.placeholders':
    '{set}: {count, plural, one {one item has} other {# items have}} other placeholders or tags than {source} ({items}).',
  'preflight.source-drift.length':
    '{set}: {count, plural, one {one item is} other {# items are}} at least three times longer or shorter, beside {source}, than the set is usually ({items}).',
  'preflight.source-drift.numbers-missing':
    '{set}: {count, plural, one {one item lacks a number} other {# items lack numbers}} that {source} has in digits ({items}); perhaps written as words.',
  'preflight.script.other-script':
    '{set}: {count, plural, one {one item is} other {# items are}} not in {script} script, as the set is ({items}).',
  'preflight.script.mixed':
    '{set}: {count, plural, one {one item is} other {# items are}} mostly in another script than {script} ({items}).',
  'preflight.script.other-language':
    '{set}: {count, plural, one {one item reads} other {# items read}} like another language ({reads}) than {expected} ({items}).',
  'preflight.script.cannot-tell':
    '{set}: of {count} of {n} items it cannot be told whether they are in {language}: {why, select, short {they are too short} other {this language is not among those known here}}.',
  'preflight.shifted-column.kinds':
    '{set}: the column {column} holds {kind, select, empty {nothing} number {numbers} code {codes} ownInput {the question again} sourceInput {the question of the source} other {texts}}; in most translations it holds {usual, select, empty {nothing} number {numbers} code {codes} ownInput {the question again} sourceInput {the question of the source} other {texts}}.',
  'preflight.translated-code.outside':
    '{set}: the column {column} has codes that the other languages have not: {outside} ({count, plural, one {one row} other {# rows}}); elsewhere: {vocabulary}. Codes are not translated.',
  'preflight.translated-code.own-words':
    'The column {column} has other codes in every language ({sets}); say which mean the same, or use the same ones.',
  'preflight.contradictory-name.language':
    '{set}: the {where, select, file {file’s name} name {name} description {description} other {{where}}} says “{said}”, but its language is {reads}.',
  'preflight.contradictory-name.no-language':
    '{set}: where the other translations name their language, its name “{name}” has “{word}”, which is not the name of a language we know.',
  'preflight.contradictory-name.description':
    '{set} is described as “{description}”, other translations of it ({others}) as something else.',
  'preflight.contradictory-name.description-elsewhere':
    '“{description}” stands under sets of {topics} different topics ({sets}); it cannot be right for all of them.',
  'preflight.contradictory-name.category':
    '{set}: every row of the column {column} has the code “{code}”, which belongs to {others}.',
  'preflight.scale-direction.nothing-stated':
    'Without a protocol or recipe nobody can tell which end of the scale is the good one.',
  'preflight.scale-direction.opposite':
    '{label}: the good end is high by {high} and low by {low}; a value of {value, number} would be among the best by one and the worst by the other.',
  'preflight.scale-direction.differs': 'The scale or its grades differ between languages: {sets}.',
  'preflight.judge-differs.nothing-stated':
    'Without a protocol or recipe nobody can tell whether all languages are judged alike.',
  'preflight.judge-differs.fields': 'Languages that are compared are judged differently in {fields}: {sets}.',
  'preflight.judge-differs.prompt-translated':
    'The judge is asked in the language of the test ({languages}); a difference between languages may be one between its prompts.',
  'preflight.judge-parser.nothing-stated': 'Without a protocol nobody can tell how a reply becomes a value.',
  'preflight.judge-parser.plain':
    '{set}: {label} does not take its own right answer, “{reply}”, for right (outcome {outcome}).',
  'preflight.judge-parser.reply': '{set}: {label} misreads replies as models write them: {replies}.',
  'preflight.judge-parser.two-verdicts':
    '{set}: of two answers that contradict each other, {label} takes one: {first} where the right one stands first, {last} where it stands last. Say in the protocol which counts.',
  'preflight.judge-parser.cannot-tell':
    '{set}: {label} wants a form of reply that only its pattern says, so it cannot be tried on others.',
  'preflight.denominator.no-protocol':
    'Without a protocol it is not agreed what counts when an attempt has no value.',
  'preflight.denominator.policy-missing': 'The protocol does not say how these outcomes count: {outcomes}.',
  'preflight.denominator.failure-as-pass':
    'A failure of the test itself would count as a success of the model: {outcomes}.',
  'preflight.denominator.assigned-twice':
    '{cellCount, plural, one {One combination of institute, set and model is} other {# combinations of institute, set and model are}} assigned twice, and its attempts would count twice: {cells}.',
  'preflight.denominator.sum':
    '{set}, {label}: the outcomes add up to {sum}, but there were {attempts} attempts. Over the scored ones the rate is {rate}%, over that sum {rateOfSum}%.',
  'preflight.denominator.policy-decides':
    '{set}, {label}: {low}% to {high}%, depending on how {missing, plural, one {the attempt} other {the # attempts}} without a value count.',
  'preflight.licence.none-stated':
    '{setCount, plural, one {One set states} other {# sets state}} no licence ({sets}), so nobody can tell whether it may be translated and shared.',
  'preflight.licence.unclear': '“{licence}” is not a name of the SPDX list ({sets}). Near to it: {proposed}.',
  'preflight.licence.no-derivatives':
    '{set} is a translation, and its licence {licence} allows no changed versions.',
  'preflight.licence.not-to-be-shared':
    '{set}: its licence is “{licence}”, and everybody is to have the items.',
  'preflight.licence.differs': 'Translations of one set have different licences: {licences}.',
  'preflight.licence.no-origin':
    '{set}: its licence {licence} asks for the author to be named, and {count, plural, one {one item has} other {# items have}} no origin.',
  'preflight.split.same-question':
    '{set}: {count, plural, one {one item stands} other {# items stand}} in two splits ({pairs}); what was seen before would count as a result.',
  'preflight.split.near-question':
    '{set}: {count, plural, one {one item is} other {# items are}} nearly the same as one of another split ({pairs}).',
  'preflight.split.crosses-languages':
    '{set}: {count, plural, one {one item is} other {# items are}} in the split {here}, but in {there} in {other} ({items}).',
  'preflight.power.no-plan':
    '{sets}: there is no plan. With {n, plural, one {one item} other {# items}} two independent results must differ by about {unpaired, number} points to be told apart; {wanted, number} points need {needed, number} items, or pairing by item.',
  'preflight.power.too-few-items':
    '{entry}: {set} has {n, plural, =0 {no item} one {one item} other {# items}}; nothing can be concluded from fewer than two.',
  'preflight.power.too-few-labs':
    '{entry}: a joint figure needs at least three institutes; here {labs, plural, one {there is one} other {there are #}}.',
  'preflight.power.few-labs':
    '{entry}: from {labs} institutes the spread between institutes is known only as a wide range.',
  'preflight.power.three-labs-delta':
    '{entry}: three institutes and a limit of {delta, number} points can find a disagreement but not its author. Plan {sure, number} items and a limit of at least {leastDelta, number} points, or more institutes.',
  'preflight.power.three-labs-items':
    '{entry}: with three institutes and {n, plural, one {one item} other {# items}} the one that deviates is seldom named (in simulations in 33% of cases at 60 items, 87% at {needed, number}, 99% at {sure, number}).',
  'preflight.power.no-delta':
    '{entry}: no limit is agreed, so no verdict is given. With {n, plural, one {one item} other {# items}} a distance of about {gap, number} points can be found.',
  'preflight.power.joint-small':
    '{entry}: with {n, plural, one {one item} other {# items}} a distance of about {gap, number} points can be found (without pairing {unpaired, number}), more than the agreed {delta, number}. About {needed, number} items are needed.',
  'preflight.power.pair':
    '{entry}: with {n, plural, one {one item} other {# items}} a difference of about {gap, number} points can be found (without pairing {unpaired, number}).',
  'preflight.power.not-connected':
    '{entry}: a language difference cannot be told from a difference between institutes ({components, plural, one {one group} other {# separate groups}} of institutes and languages, {df} degrees of freedom). Let every institute also run a common set, or two institutes each language.',
  'preflight.untouched.question':
    '{fields} still {fieldCount, plural, one {says} other {say}} what the example of “exercise new” says; write what this exercise asks.',
  'preflight.untouched.items':
    '{set}: {count, plural, one {one item is} other {# items are}} those of the example of “exercise new” ({items}); put the items of this exercise in their place.',
  'preflight.calendar.order':
    'The runs are due (submitBy {submitBy}) before all need have signed (agreeBy {agreeBy}); correct one of the two dates under conduct.calendar.',
  'preflight.calendar.past':
    '{field} is {date}, which has passed (today is {today}), so nobody can keep it; set a later day, or null.',
  'preflight.unused-set.no-analysis':
    '{set}: no analysis of the plan uses it{labCount, plural, =0 {} other {, though {labs} will run it}}; plan one, or leave the set out.',
  'preflight.waiver.unused':
    'Nothing found needs the waiver of {rule}{set, select, null {} other { for {set}}}; it can be removed.',
  'preflight.waived': 'Accepted in the protocol: {reason}',
  'preflight.waived-by': 'Accepted in the protocol by {by}: {reason}',
} as const
