export const cli: Readonly<Record<string, string>> = {
  '{0} wants a number above 0, at most 10000000, not {1}.':
    '{0} attend un nombre supérieur à 0, au plus 10000000, pas {1}.',
  'The run was stopped: {0} cannot be kept, for an answer came without the tokens it used; what was answered is kept. Begin a run with --max-time instead, or without a budget.':
    'L’exécution a été arrêtée : {0} ne peut être tenu, car une réponse est venue sans les jetons qu’elle a utilisés ; ce qui a été répondu est gardé. Commencez une exécution avec --max-time à la place, ou sans budget.',
  'The run was stopped by its budget {0} {1}: {2} are used, and the next call would go beyond; what was answered is kept. Go on with "concord run resume {3} {4} MORE".':
    'L’exécution a été arrêtée par son budget {0} {1} : {2} sont utilisés, et l’appel suivant irait au-delà ; ce qui a été répondu est gardé. Continuez avec "concord run resume {3} {4} PLUS".',
  '--to wants inspect, not {0}; no other log is written yet.':
    '--to attend inspect, pas {0} ; aucun autre journal n’est encore écrit.',
  '{0} of what lies there could not be taken in; the rest is. "concord quarantine" shows what is set aside, with its bytes. {1}':
    'Parmi ce qui s’y trouve, {0} n’a pu être pris ; le reste l’est. "concord quarantine" montre ce qui est mis de côté, avec ses octets. {1}',
  'The check was stopped; what was answered is kept. Go on with "concord run drift {0}".':
    'Le contrôle a été arrêté ; ce qui a été répondu est gardé. Continuez avec "concord run drift {0}".',
  '--to is missing; see the command with --help.': '--to manque ; voyez la commande avec --help.',
  'The audit trail was changed: entry {0} is not as it was written, or one before it is missing; compare it with a backup.':
    'La trace a été modifiée : l’entrée {0} n’est pas telle qu’elle a été écrite, ou il en manque une avant elle ; comparez avec une sauvegarde.',
  'What the others left is taken in, and nothing more could be laid down for them. {0}':
    'Ce que les autres ont laissé est pris, et rien de plus n’a pu être déposé pour eux. {0}',
  '--at wants a date or a moment in UTC, for example 2026-11-03 or 2026-11-03T09:00:00Z, not {0}.':
    '--at demande une date ou un moment en UTC, par exemple 2026-11-03 ou 2026-11-03T09:00:00Z, pas {0}.',
  '{0} is no language tag; write one such as fr or zh-Hant.':
    '{0} n’est pas une étiquette de langue ; écrivez-en une comme fr ou zh-Hant.',
  'All {0} bundles are refused, for the reasons above, and nothing of them is kept.':
    'Les {0} paquets sont refusés, pour les raisons ci-dessus, et rien n’en est gardé.',
  '{0} of {1} bundles are refused, for the reasons above, and nothing of them is kept; the others are taken in.':
    '{0} paquets sur {1} sont refusés, pour les raisons ci-dessus, et rien n’en est gardé ; les autres sont pris.',
  'Concord made a mistake ({0}); please report it with the lines below.':
    'Concord a commis une erreur ({0}) ; merci de la signaler avec les lignes ci-dessous.',
  '--home is empty; give the folder of the institute.': '--home est vide ; donnez le dossier de l’institut.',
  'The passphrase file {0} cannot be read; check its name.':
    'Le fichier de phrase secrète {0} est illisible ; vérifiez son nom.',
  '{0} is missing; see the command with --help.': '{0} manque ; voyez la commande avec --help.',
  '{0} wants a whole number from {1} to {2}, not {3}.': '{0} demande un entier de {1} à {2}, et non {3}.',
  '{0} wants FIELD=VALUE, for example generation.temperature=0, not {1}.':
    '{0} demande FIELD=VALUE, par exemple generation.temperature=0, et non {1}.',
  '{0} {1} wants a value, and {2} is none; give null for what is not set.':
    '{0} {1} demande une valeur, et {2} n’en est pas une ; donnez null pour ce qui n’est pas fixé.',
  '{0} is one of {1}, not {2}.': '{0} est l’un de {1}, et non {2}.',
  'An exercise id has lower-case letters, digits and single - _ . between them, not {0}; give one with --id.':
    'Un identifiant d’exercice a des minuscules et des chiffres séparés par un seul - _ ou ., et non {0} ; donnez-en un avec --id.',
  '--format is html or json, not {0}.': '--format est html ou json, et non {0}.',
  '{0} of what was brought does not verify and is set aside, with its bytes: {1}':
    'Parmi ce qui a été apporté, {0} ne se vérifie pas et est mis de côté, avec ses octets : {1}',
  'The run was stopped; what was answered is kept. Go on with "concord run resume {0}".':
    'L’exécution a été arrêtée ; les réponses reçues sont conservées. Continuez avec "concord run resume {0}".',
  '--delta: {0}.': '--delta : {0}.',
  '--confidence wants percent, such as 90, from 80 to 99 with at most one decimal, not {0}.':
    '--confidence demande un pourcentage, par exemple 90, de 80 à 99 avec au plus une décimale, et non {0}.',
  'A verdict is read from 95% intervals: with --delta no other --confidence than 95 is possible; leave one of the two out.':
    'Un verdict se lit sur des intervalles à 95 % : avec --delta, --confidence ne peut être que 95 ; omettez l’un des deux.',
  '--alarm wants a rate per unit of exposure above 0, such as 0.002, not {0}.':
    '--alarm demande un taux par unité d’usage supérieur à 0, par exemple 0.002, et non {0}.',
  '{0}; see the command with --help.': '{0} ; voyez la commande avec --help.',
  '{0} (did you mean {1}?); see the command with --help.':
    '{0} (vouliez-vous dire {1} ?) ; voyez la commande avec --help.',
  'The subcommand is missing': 'Il manque la sous-commande',
  'There is no command "{0}"': 'Il n’y a pas de commande "{0}"',
  'There is no option {0} here': 'Il n’y a pas d’option {0} ici',
  'The argument "{0}" is missing': 'Il manque l’argument "{0}"',
  'The option {0} wants a value': 'L’option {0} demande une valeur',
  'The option {0} is missing': 'Il manque l’option {0}',
  'A value cannot be used: {0}': 'Une valeur est inutilisable : {0}',
  'There are {0} words where the command takes {1}': 'Il y a {0} mots là où la commande en prend {1}',
  '--command is empty; give a program and its arguments.':
    '--command est vide ; donnez un programme et ses arguments.',
}
