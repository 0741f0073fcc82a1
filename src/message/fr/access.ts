import type { access as en } from '../en/access.ts'

export const access: Record<keyof typeof en, string> = {
  'access.verdict':
    '{who}, {at} : {level, select, none {n’en voit rien, et ne peut savoir qu’elle existe} existence {peut savoir qu’il y a une déclaration de nature {kind} de {issuer}, retenue jusqu’au {until}, et rien de plus} header {en voit l’en-tête : qui l’a émise et quand, à quoi elle renvoie ; non le corps} other {peut la lire}}.',
  'access.anonymous': 'Toute personne non connectée',
  'access.relation':
    'Relation {relation} : {relation, select, A {anonyme, ou d’aucun membre actif} B {un autre membre actif} C {client d’un autre membre actif} D {client d’un membre que nomme l’étiquette} E {un membre que nomme l’étiquette} F {le nœud qui la garde pour une personne que nomme l’étiquette} G {une personne que nomme l’étiquette} other {l’émetteur lui-même}}',
  'access.reason.anonymous': 'personne n’est connecté',
  'access.reason.charter-unknown': 'aucune charte citant son émetteur n’est ici',
  'access.reason.charter-expired':
    'la charte (version {version}) a expiré le {expires}, ses membres comptent donc comme anonymes',
  'access.reason.not-in-charter': 'absent de la charte (version {version})',
  'access.reason.not-active': 'dans la charte (version {version}), mais n’est plus actif',
  'access.reason.issuer': 'c’est l’émetteur',
  'access.reason.named-person': 'l’étiquette nomme cette personne',
  'access.reason.holds-for-person': 'l’étiquette nomme une personne de ce membre',
  'access.reason.named':
    'parmi les destinataires de l’étiquette, et actif dans la charte (version {version})',
  'access.reason.not-named':
    'actif dans la charte (version {version}), mais pas parmi les destinataires de l’étiquette',
  'access.row':
    'Ligne {relation} du tableau « {table, select, open {ouvert} embargoed {sous embargo} other {lecteurs anticipés sous embargo}} » : {cells}.',
  'access.level.none': 'rien',
  'access.level.existence': 'existence seule',
  'access.level.header': 'en-tête',
  'access.level.body': 'corps',
  'access.level.as-plain': 'comme B ou E',
  'access.ciphertext':
    'Ce qui s’y trouve est chiffré : seule la clé d’une personne que nomme l’étiquette l’ouvre.',
  'access.as-plain': 'Pour cette étiquette, c’est comme {relation}.',
  'access.label': 'Étiquette en vigueur : {label}',
  'access.signed': 'Telle que l’émetteur l’a signée : {label}',
  'access.part.audience': 'pour {list}',
  'access.part.recipients': 'pour les personnes {list}',
  'access.part.groups': 'groupes selon la charte, version {version}',
  'access.part.embargo': 'retenue jusqu’au {until}',
  'access.part.early': 'lecteurs anticipés {list}',
  'access.embargo.lifted':
    'Sous embargo jusqu’au {until}. L’avenant de l’émetteur qui y met fin est ici : elle s’ouvre à cette date.',
  'access.embargo.waits':
    'Sous embargo jusqu’au {until}. Une date seule n’ouvre rien : elle s’ouvre quand un avenant de l’émetteur met fin à l’embargo, et pas avant la date.',
  'access.embargo.ended':
    'Son embargo a pris fin le {until} : la date est passée, et l’avenant de l’émetteur est ici.',
  'access.amendment': 'Avenant {number} ({id}) : {effect}.',
  'access.effect.widened': 'l’a ouverte davantage, avec l’accord de {by}',
  'access.effect.narrowed': 'l’a fermée davantage',
  'access.effect.embargo-lifted': 'met fin à l’embargo',
  'access.effect.unchanged': 'n’a rien changé',
  'access.effect.ignored-not-approved': 'ne vaut pas : il l’ouvrirait davantage, et personne n’y a consenti',
  'access.effect.ignored-other-issuer': 'ne vaut pas : il n’est pas de l’émetteur',
  'access.narrowed':
    'Son étiquette a été restreinte. Cela vaut désormais et ne rappelle aucune copie : qui l’avait reçue avant la garde.',
  'access.blob': '{name} : {level, select, body {peut être lu} other {ne peut être lu}}',
  'access.blob.own':
    '{name} : {level, select, body {peut être lu} other {ne peut être lu}} – sa propre étiquette : {label}',
  'access.no-blobs': 'Elle n’apporte aucun fichier.',
  'access.early': 'Lecteurs anticipés : {list}.',
  'access.recipients': 'Pour les personnes {list}.',
  'access.change': 'Avenant {number} de son étiquette : {effect}.',
  'access.sees.none': 'rien',
  'access.sees.existence': 'seulement qu’il en existe une de cette nature',
  'access.sees.header': 'son en-tête',
  'access.sees.body': 'tout',
  'access.sees.some': 'tout sauf {count, plural, one {un fichier} other {# fichiers}}',
  'access.held-back':
    'Sous embargo : {count, plural, one {une déclaration} other {# déclarations}} de nature {kind} de {issuer}, pas avant le {until}.',
  'access.next': 'demander pour quelqu’un d’autre : ./concord access explain {id} --as {reader}',
  'access.who': 'Qui peut la voir',
  'access.who.member': 'Membre',
  'access.who.level': 'Voit',
  'access.who.everybody': 'toute autre personne',
}
