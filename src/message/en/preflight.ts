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
  'preflight.waived': 'Accepted in the protocol: {reason}',
} as const
