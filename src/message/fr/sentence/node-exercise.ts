export const nodeExercise: Readonly<Record<string, string>> = {
  'A run was not prepared.': 'Une exécution n’a pas été préparée.',
  'The item {0} is not in the set {1} of the protocol, so the run cannot be released.':
    'L’item {0} n’est pas dans le jeu {1} du protocole : l’exécution ne peut pas être transmise.',
  '{0} does not take part in {1}, so it cannot withdraw.':
    '{0} ne participe pas à {1} et ne peut donc se retirer.',
  '--to {0}: a calendar file ends in .ics, else calendars do not open it.':
    '--to {0} : un fichier de calendrier finit en .ics, sinon les calendriers ne l’ouvrent pas.',
  'There is a version {0} of {1} already, and this bundle brings an earlier one; review and accept the bundle that brings version {2}.':
    'Il y a déjà une version {0} de {1}, et ce paquet en apporte une antérieure ; examinez et acceptez le paquet qui apporte la version {2}.',
  'The protocol {0} is not here.': 'Le protocole {0} n’est pas ici.',
  'The protocol of {0} contradicts itself ({1}: {2}). Nothing was signed; tell whoever proposed it.':
    'Le protocole de {0} se contredit ({1} : {2}). Rien n’a été signé ; prévenez qui l’a proposé.',
  'Items that the protocol of {0} names are not here, so nobody can say what would be signed; ask for a whole bundle.':
    'Des items que nomme le protocole de {0} ne sont pas ici, personne ne peut donc dire ce qui serait signé ; demandez un paquet complet.',
  'The protocol of {0} does not fit its items: {1}. Nothing was signed; tell whoever proposed it.':
    'Le protocole de {0} ne correspond pas à ses items : {1}. Rien n’a été signé ; prévenez qui l’a proposé.',
  '{0} is not frozen yet: change protocol.yaml, raise its version and propose it again.':
    '{0} n’est pas encore figé : modifiez protocol.yaml, augmentez sa version et proposez-le à nouveau.',
  'An amendment changes something: give --set FIELD=VALUE or --drop MEMBER.':
    'Un avenant modifie quelque chose : donnez --set FIELD=VALUE ou --drop MEMBER.',
  'The protocol has no field {0}; write it as it stands in protocol.yaml, for example generation.temperature.':
    'Le protocole n’a pas de champ {0} ; écrivez-le comme dans protocol.yaml, par exemple generation.temperature.',
  'The amendment does not apply: {0}.': 'L’avenant ne s’applique pas : {0}.',
  '{0} is not frozen, so there is nothing agreed to analyse.':
    '{0} n’est pas figé, il n’y a donc rien de convenu à analyser.',
  '{0} cannot be analysed: {1}.': '{0} ne peut être analysé : {1}.',
  '{0} has submitted two runs of one model, and nobody can say which of them counts (one is {1}); ask {2}, and settle it by an amendment.':
    '{0} a remis deux exécutions d’un même modèle, et personne ne peut dire laquelle compte (l’une est {1}) ; demandez à {2}, et tranchez par un avenant.',
  'The run {0} of {1} follows another protocol than the frozen one, so it cannot be analysed; ask {2} to run {3} as it was frozen.':
    'L’exécution {0} de {1} suit un autre protocole que celui qui est figé, elle ne peut donc être analysée ; demandez à {2} d’exécuter {3} tel qu’il a été figé.',
  'The items of set {0} are not here, so nothing can be recomputed; ask the coordinator for a whole bundle.':
    'Les items du jeu {0} ne sont pas ici, rien ne peut donc être recalculé ; demandez un paquet complet au coordinateur.',
  'The items of set {0} are not what was signed: {1}. Nothing was signed; take in the bundle that brought them again.':
    'Les items du jeu {0} ne sont pas ce qui a été signé : {1}. Rien n’a été signé ; reprenez le paquet qui les a apportés.',
  '{0} is not frozen; sign and freeze its protocol first.':
    '{0} n’est pas figé ; signez et figez d’abord son protocole.',
  'The items of set {0} are not here; ask the coordinator for a bundle that brings them.':
    'Les items du jeu {0} ne sont pas ici ; demandez au coordinateur un paquet qui les apporte.',
  '{0}: the item {1} is not in the set {2} of the protocol; write its declared id as it stands there.':
    '{0} : l’item {1} n’est pas dans le jeu {2} du protocole ; écrivez son identifiant déclaré comme il y figure.',
  '{0}: the model {1} is not one that the protocol lets {2} run ({3}).':
    '{0} : le modèle {1} n’est pas de ceux que le protocole fait exécuter à {2} ({3}).',
  '{0} has a run with {1} in {2} already; a table is attached once.':
    '{0} a déjà une exécution avec {1} dans {2} ; un tableau se joint une seule fois.',
  'There is no analysis of {0} here to recompute; take in the bundle of whoever made it.':
    'Il n’y a pas ici d’analyse de {0} à recalculer ; prenez le paquet de qui l’a faite.',
  'There is no analysis {0} here to recompute; take in the bundle of whoever made it.':
    'Il n’y a pas ici d’analyse {0} à recalculer ; prenez le paquet de qui l’a faite.',
  'No analysis was checked.': 'Aucune analyse n’a été contrôlée.',
  'The analysis {0} does not hold when it is computed again: {1}. Nothing was signed; ask {2}.':
    'L’analyse {0} ne tient pas quand on la recalcule : {1}. Rien n’a été signé ; demandez à {2}.',
  'it leaves out the run {0} of {1}': 'elle omet l’exécution {0} de {1}',
  'it leaves out the amendment {0}, which is in force': 'elle omet l’avenant {0}, qui est en vigueur',
  '{0} (and {1} more)': '{0} (et {1} autres)',
  'The outcome table of the run of {0}': 'Le tableau des issues de l’exécution de {0}',
  'ask {0} for its bundle again': 'redemandez son paquet à {0}',
  'There is neither a file nor an exercise {0} here; "concord exercise status" lists the exercises there are.':
    'Il n’y a ici ni fichier ni exercice {0} ; « concord exercise status » donne la liste des exercices.',
  '--drop {0}: that is you; to take part no longer, run "concord exercise withdraw {1}".':
    '--drop {0} : c’est vous ; pour ne plus participer, lancez « concord exercise withdraw {1} ».',
  '--drop {0}: it does not take part in {1}.': '--drop {0} : il ne participe pas à {1}.',
  'Without {0} nothing of the plan of {1} is left.': 'Sans {0} il ne reste rien du plan de {1}.',
  '{0} cannot be dropped: the protocol of {1} sets no day by which to submit.':
    '{0} ne peut être retiré : le protocole de {1} ne fixe pas de date limite de remise.',
  '{0} cannot be dropped before {1} has passed, the day by which runs are to be submitted.':
    '{0} ne peut être retiré avant que soit passé le {1}, date limite de remise des exécutions.',
  '{0} cannot be dropped: its run {1} is here, so it is not silent.':
    '{0} ne peut être retiré : son exécution {1} est ici, il n’est donc pas muet.',
  'Two versions of {0} are signed by all, or two have one number; settle which one holds before going on.':
    'Deux versions de {0} sont signées par tous, ou deux ont le même numéro ; tranchez laquelle vaut avant de continuer.',
  'No attempt of the run {0} was answered, so there is nothing to sign; check the address and begin again with "concord run start {1} --model NAME --base-url ADDRESS".':
    'Aucune tentative de l’exécution {0} n’a reçu de réponse ; il n’y a donc rien à signer. Vérifiez l’adresse et recommencez avec "concord run start {1} --model NAME --base-url ADDRESS".',
  '{0} cannot be frozen: version {1} is not signed by {2}. Take in their bundles with "concord receive", or wait for them.':
    '{0} ne peut être figé : la version {1} n’est pas signée par {2}. Prenez leurs paquets avec "concord receive", ou attendez-les.',
  '{0} brings no protocol to object to.': '{0} n’apporte aucun protocole auquel faire objection.',
  'The network of {0} is not pinned here; receive its bundle with --charter ID.':
    'Le réseau de {0} n’est pas épinglé ici ; prenez son paquet avec --charter ID.',
  'Preflight blocks this protocol ({0}): see "concord exercise check {1}", correct it, or waive it with a reason.':
    'Le contrôle préalable bloque ce protocole ({0}) : voyez "concord exercise check {1}", corrigez-le, ou acceptez le constat avec un motif.',
  '{0} is not among the participants of {1}/protocol.yaml; add it, or let a participant propose.':
    '{0} n’est pas parmi les participants de {1}/protocol.yaml ; ajoutez-le, ou laissez un participant proposer.',
  '{0} in {1}/protocol.yaml is no active member of the network; correct participants, or add it to the charter.':
    '{0} dans {1}/protocol.yaml n’est pas un membre actif du réseau ; corrigez participants, ou ajoutez-le à la charte.',
  '{0} is frozen, so it changes by amendment only: "concord exercise amend {1}".':
    '{0} est figé et ne change donc que par avenant : "concord exercise amend {1}".',
  'Version {0} of {1} was proposed already; set "version: {2}" in {3}/protocol.yaml for the next, or write its bundle again with "concord exercise evidence {4} --for MEMBER".':
    'La version {0} de {1} a déjà été proposée ; mettez "version: {2}" dans {3}/protocol.yaml pour la suivante, ou réécrivez son paquet avec "concord exercise evidence {4} --for MEMBER".',
  'There is no run of {0} to submit; begin one with "concord run start {1} --model NAME --base-url ADDRESS".':
    'Il n’y a pas d’exécution de {0} à remettre ; commencez-en une avec "concord run start {1} --model NAME --base-url ADDRESS".',
  'The run {0} is not finished; go on with "concord run resume {1}".':
    'L’exécution {0} n’est pas terminée ; continuez avec "concord run resume {1}".',
  '{0} is a table of published rates, and the plan of {1} has no analysis of the kind published-rates.':
    '{0} est un tableau de taux publiés, et le plan de {1} n’a aucune analyse du genre published-rates.',
  'The plan of {0} is of published rates; {1} has no column rate.':
    'Le plan de {0} porte sur des taux publiés ; {1} n’a pas de colonne rate.',
}
