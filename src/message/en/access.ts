/** Who may see a statement, and why. */
export const access = {
  'access.verdict':
    '{who}, {at}: {level, select, none {sees nothing of it, and cannot tell that it is there} existence {may know that there is a statement of kind {kind} by {issuer}, held back until {until}, and no more} header {sees its header: who issued it and when, what it links to; not its body} other {may read it}}.',
  'access.anonymous': 'Everybody without a login',
  'access.relation':
    'Relation {relation}: {relation, select, A {anonymous, or of no active member} B {another active member} C {client of another active member} D {client of a member that the label names} E {a member that the label names} F {the node that holds it for a person whom the label names} G {a person whom the label names} other {the issuer itself}}',
  'access.reason.anonymous': 'nobody is logged in',
  'access.reason.charter-unknown': 'no charter that lists its issuer is here',
  'access.reason.charter-expired':
    'the charter (version {version}) expired on {expires}, so its members count as anonymous',
  'access.reason.not-in-charter': 'not in the charter (version {version})',
  'access.reason.not-active': 'in the charter (version {version}), but no longer active',
  'access.reason.issuer': 'it is the issuer',
  'access.reason.named-person': 'the label names this person',
  'access.reason.holds-for-person': 'the label names a person of this member',
  'access.reason.named': 'in the audience of the label, and active in the charter (version {version})',
  'access.reason.not-named':
    'active in the charter (version {version}), and not in the audience of the label',
  'access.row':
    'Row {relation} of the table “{table, select, open {open} embargoed {embargoed} other {early readers under an embargo}}”: {cells}.',
  'access.level.none': 'nothing',
  'access.level.existence': 'existence only',
  'access.level.header': 'header',
  'access.level.body': 'body',
  'access.level.as-plain': 'as B or E',
  'access.ciphertext': 'What is there is encrypted: only the key of a person whom the label names opens it.',
  'access.as-plain': 'For this label that is as {relation}.',
  'access.label': 'Label in effect: {label}',
  'access.signed': 'As its issuer signed it: {label}',
  'access.part.audience': 'for {list}',
  'access.part.recipients': 'for the persons {list}',
  'access.part.groups': 'groups as of charter version {version}',
  'access.part.embargo': 'held back until {until}',
  'access.part.early': 'early readers {list}',
  'access.embargo.lifted':
    'Under embargo until {until}. The amendment of its issuer that ends it is here, so it opens at that date.',
  'access.embargo.waits':
    'Under embargo until {until}. A date alone opens nothing: it opens once an amendment of its issuer ends the embargo, and not before the date.',
  'access.embargo.ended':
    'Its embargo ended on {until}: the date has passed, and its issuer’s amendment is here.',
  'access.amendment': 'Amendment {number} ({id}): {effect}.',
  'access.effect.widened': 'opened it further, approved by {by}',
  'access.effect.narrowed': 'closed it further',
  'access.effect.embargo-lifted': 'ends the embargo',
  'access.effect.unchanged': 'changed nothing',
  'access.effect.ignored-not-approved':
    'does not hold: it would open it further, and nobody has approved that',
  'access.effect.ignored-other-issuer': 'does not hold: it is not by the issuer',
  'access.narrowed':
    'Its label was narrowed. That holds from now on and recalls no copies: whoever was given it before has it.',
  'access.blob': '{name}: {level, select, body {may be read} other {may not be read}}',
  'access.blob.own':
    '{name}: {level, select, body {may be read} other {may not be read}} – its own label: {label}',
  'access.no-blobs': 'It brings no files.',
  'access.early': 'Early readers: {list}.',
  'access.recipients': 'For the persons {list}.',
  'access.change': 'Amendment {number} of its label: {effect}.',
  'access.sees.none': 'nothing',
  'access.sees.existence': 'only that there is one of its kind',
  'access.sees.header': 'its header',
  'access.sees.body': 'everything',
  'access.sees.some': 'all but {count, plural, one {one file} other {# files}}',
  'access.held-back':
    'Under embargo: {count, plural, one {a statement} other {# statements}} of kind {kind} by {issuer}, not before {until}.',
  'access.next': 'ask for somebody else: ./concord access explain {id} --as {reader}',
  'access.who': 'Who may see it',
  'access.who.member': 'Member',
  'access.who.level': 'Sees',
  'access.who.everybody': 'everybody else',
}
