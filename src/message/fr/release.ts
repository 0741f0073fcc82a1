import type { release as en } from '../en/release.ts'

export const release: Record<keyof typeof en, string> = {
  'command.run.drift':
    'poser de nouveau les questions de dérive d’une exécution, si l’on doute que ce soit le même modèle',
  'run.drift':
    '{state, select, none {Les réponses aux questions de dérive sont comme elles étaient : p = {p} après {checks} contrôles.} found {Les réponses aux questions de dérive ont changé de plus que leur propre dispersion : p = {p} après {checks} contrôles. L’exécution le dit ; aucun score ne change.} other {Il n’y a encore qu’un contrôle : rien ne peut être comparé.}}',
  'command.model': 'les modèles derrière des alias scellés',
  'command.model.seal': 'mettre dans un protocole un engagement sur un passeport, à la place du passeport',
  'command.model.reveal': 'ouvrir un passeport scellé à des membres ou à tous ; attend une deuxième personne',
  'command.option.seal-alias': 'alias du modèle dans le protocole',
  'command.option.seal-into': 'dossier d’exercice dont le protocol.yaml reçoit l’engagement',
  'command.option.reveal-exercise': 'exercice dont le protocole scelle l’alias',
  'command.option.reveal-to': 'membre qui peut le savoir, une fois pour chacun ; ou everybody',
  'model.sealed': '{alias} est scellé dans {protocol} : {sealed}',
  'model.kept':
    'Passeport et clé sont dans {kept}, lisible par vous seul. Gardez-en une copie : sans la clé, personne ne pourra jamais ouvrir le scellé.',
  'model.next-propose': './concord exercise propose {folder}   proposer le protocole avec le modèle scellé',
  'release.act.reveal': 'révéler {alias} de {exercise} à {who}',
  'command.person': 'les personnes nommées dans les marquages TLP:RED : leurs clés, et ce qui est pour elles',
  'command.person.key': 'faire la clé privée d’une personne, dans un fichier qui appartient à cette personne',
  'command.person.open': 'ouvrir ce qui est TLP:RED pour une personne dans une déclaration',
  'command.option.person':
    'personne de cet institut et son destinataire age ; une fois pour chacune, ID= la retire',
  'command.option.for-person':
    'le rendre TLP:RED pour cette personne, par exemple institute/7f3a ; une fois pour chacune',
  'command.option.identity': 'clé privée de la personne, telle que l’écrit concord person key ou age-keygen',
  'command.option.open-out': 'dossier où écrire ce qui a été ouvert',
  'person.key':
    'La clé privée est dans {file} : gardez-la, et ne la donnez à personne. Qui chiffre pour cette personne a besoin d’un de ceux-ci :',
  'person.next-card':
    'faites-la inscrire par votre institut sous un identifiant qui ne dit rien : ./concord card --person ID={recipient}',
  'person.opened': 'Ce qui est pour {person} dans {id} est à présent ouvert, dans :',
  'person.next-delete': 'effacer {out} après lecture : ce n’est plus chiffré',
  'command.release': 'ce qui sort de la maison, et ce qui attend une deuxième personne',
  'command.release.list': 'énumérer les transmissions qui attendent, et les précédentes',
  'command.release.show': 'montrer ce qu’une transmission ferait sortir, ou a fait sortir',
  'command.release.approve': 'approuver une transmission préparée par quelqu’un d’autre, et l’exécuter',
  'command.release.drop': 'abandonner une transmission qui attend',
  'command.release.add':
    'donner à des membres davantage d’un exercice qu’ils n’en ont ; attend une deuxième personne',
  'command.release.lift':
    'mettre fin à l’embargo de ce que cet institut a signé dans un exercice ; avant sa date, cela attend une deuxième personne',
  'command.release.policy': 'montrer ou dire si tout attend une deuxième personne',
  'command.audit':
    'montrer la trace de ce qui a été transmis, par qui et avec l’accord de qui, et vérifier qu’elle est entière',
  'command.option.preview':
    'montrer ce que chaque destinataire recevrait et ce qui reste ; rien n’est signé ni écrit',
  'command.option.by': 'pseudonyme de la personne qui le fait, pour la trace de la maison',
  'command.option.two-persons': 'si chaque transmission attend une deuxième personne : on ou off',
  'command.option.despite':
    'laisser une deuxième personne décider de ce qui y a été trouvé et que certains lecteurs ne doivent pas trouver',
  'release.found':
    'Trouvé dedans, et pas pour tous ses lecteurs ({count, plural, one {un endroit} other {# endroits}}) ; qui approuve le laisse sortir malgré tout :',
  'audit.what.findings-overridden': 'a laissé sortir ce qui y a été trouvé',
  'command.option.init-two-persons': 'ne rien laisser sortir qu’une seule personne a vu',
  'command.option.release-field':
    'ce qui est ouvert davantage : transcripts, itemOutcomes, items, judgePrompts ou modelIdentity',
  'command.option.release-to': 'membre qui le reçoit ; une fois pour chacun',
  'release.preview':
    'Soumettre {exercise} transmettrait {runs, plural, =0 {aucune nouvelle exécution} one {une exécution} other {# exécutions}}{already, plural, =0 {} one {, et de nouveau celle déjà signée} other {, et de nouveau les # déjà signées}} :',
  'release.preview.run': '{run} ({model}{pilot, select, yes {, un essai préalable} other {}})',
  'release.everybody': 'tous les autres',
  'release.bundle.plain': 'À {who}, dans un paquet :',
  'release.bundle.encrypted': 'À {who}, dans un paquet chiffré pour le destinataire (.concord.age) :',
  'release.bundle.no-age-key':
    'Pour {who}, aucun paquet ne peut être écrit : il contiendrait ce qui ne sort que chiffré, et la charte n’a pas de clé age pour eux. Sinon :',
  'release.bundle.none': 'Pour {who}, aucun paquet n’est écrit ; ce qu’ils peuvent voir s’ils le demandent :',
  'release.field.run': 'qui a exécuté quoi et comment, et combien d’essais ont eu quelle issue',
  'release.field.itemOutcomes': 'l’issue de chaque essai à chaque item',
  'release.field.itemOutcomes.hashed':
    'l’issue de chaque essai à chaque item, les items nommés par leurs seules empreintes',
  'release.field.transcripts': 'les réponses des modèles',
  'release.field.items': 'les questions et les réponses acceptées',
  'release.field.judgePrompts': 'ce qui est dit aux juges',
  'release.field.modelIdentity': 'de quels modèles il s’agit',
  'release.line.none': 'il n’y en a pas   {field}',
  'release.line.not-here': 'n’est pas ici   {field}',
  'release.line.released.open': 'transmis   {field} : TLP:{tlp} ; {reason}',
  'release.line.released.named': 'transmis   {field} : TLP:{tlp}, pour {named} ; {reason}',
  'release.line.released.nobody': 'transmis   {field} : TLP:{tlp} ; {reason}',
  'release.line.held': 'reste      {field} : retenu au moins jusqu’au {until}',
  'release.line.stays.open': 'reste      {field} : TLP:{tlp} ; {reason}',
  'release.line.stays.named': 'reste      {field} : TLP:{tlp}, pour {named} ; {reason}',
  'release.line.stays.nobody': 'reste      {field} : TLP:{tlp}, pour personne d’autre ; {reason}',
  'release.reason.anonymous': 'personne n’est connecté',
  'release.reason.charter-unknown': 'aucune charte qui inscrit son émetteur n’est ici',
  'release.reason.charter-expired': 'la charte a expiré',
  'release.reason.not-in-charter': 'n’est pas dans la charte',
  'release.reason.not-active': 'n’est plus actif dans la charte',
  'release.reason.issuer': 'c’est l’émetteur',
  'release.reason.named-person': 'le marquage nomme cette personne',
  'release.reason.holds-for-person': 'le marquage nomme une personne de chez eux',
  'release.reason.named': 'le marquage les nomme',
  'release.reason.not-named': 'membre du réseau, que le marquage ne nomme pas',
  'release.preview.end': 'Rien n’a été signé ni écrit.',
  'release.preview.two-persons': 'Rien ne sort avant qu’une deuxième personne ait approuvé.',
  'release.next-submit': './concord exercise submit {exercise}   le faire',
  'release.waits': 'La transmission {number} attend une deuxième personne. Rien n’a été signé ni écrit.',
  'release.next-approve':
    'quelqu’un d’autre que {by} la regarde et l’approuve : ./concord release show {number}, puis ./concord release approve {number} --by NOM',
  'release.none': 'Rien n’attend, et rien n’a attendu.',
  'release.one':
    '{number}  {status, select, waiting {attend} approved {approuvée, pas encore exécutée} done {faite} other {abandonnée}}  {what}  préparée par {by}, {at}{second, select, none {} other { ; {status, select, dropped {abandonnée} other {approuvée}} par {second}, {secondAt}}}',
  'release.act.submit': 'soumettre les exécutions de {exercise}',
  'release.act.attach': 'joindre {table} à {exercise}',
  'release.act.evidence': 'écrire les preuves de {exercise} pour {who}',
  'release.act.widen': 'ouvrir {field} de {exercise} à {who} : {why}',
  'release.act.lift': 'mettre fin à l’embargo de {exercise} : {why}',
  'release.act.one-person': 'laisser une seule personne suffire de nouveau',
  'release.plan.widen': '  {kind} {id}{blob} : à présent pour {before}, ensuite aussi pour {after}',
  'release.plan.lift':
    '  {kind} {id} : retenu jusqu’au {until}{early, select, yes {, date encore à venir} other {}}',
  'release.lifted': 'L’embargo de ce que cet institut a signé dans {exercise} a pris fin.',
  'release.plan.attach': '  le fichier {table}, SHA-256 {sha256}',
  'release.plan.reveal': '  {alias} : {facts}',
  'release.plan.evidence':
    '  un paquet{encrypted, select, yes {, chiffré pour son destinataire,} other {}} avec ces déclarations et ce qui en dépend : {list}',
  'release.nobody': 'personne d’autre',
  'release.approved': 'La transmission {number} est approuvée par {by} et exécutée.',
  'release.dropped': 'La transmission {number} est abandonnée.',
  'release.pseudonym':
    'Le pseudonyme {by} figure dans ce qui a été signé, pour qui le reçoit : un marquage ouvert dit qui l’a approuvé.',
  'release.policy.on':
    'Chaque transmission d’exécutions, de tableaux, de preuves et d’autres champs attend une deuxième personne.',
  'release.policy.off':
    'Une personne suffit, sauf pour ouvrir davantage d’un exercice que ne le fait son protocole.',
  'release.policy.waits':
    'Qu’une seule personne suffise de nouveau attend aussi une deuxième personne : transmission {number}.',
  'release.next-policy': './concord release policy --two-persons on --by NOM   exiger deux personnes',
  'release.next-list': './concord release list   ce qui attend',
  'audit.what.two-persons-demanded': 'a exigé deux personnes',
  'audit.what.two-persons-no-longer': 'a laissé une personne suffire de nouveau',
  'audit.what.release-prepared': 'a préparé une transmission',
  'audit.what.release-approved': 'a approuvé une transmission',
  'audit.what.release-dropped': 'a abandonné une transmission',
  'audit.what.released': 'a transmis',
  'audit.what.laid-down': 'a déposé dans un dossier partagé',
  'audit.nobody': 'sans nom',
  'audit.all-members': 'tous les membres',
  'audit.release': 'transmission {number}',
  'audit.to': 'à {who}',
  'audit.laid-down': '{folder} ; {files, plural, one {un fichier} other {# fichiers}} pour {who}',
  'audit.empty': 'Rien n’a encore été transmis.',
  'audit.whole':
    '{count, plural, one {Une entrée} other {# entrées}}, chacune appuyée sur la précédente. La dernière a l’empreinte {hash} : notée ailleurs, elle montre plus tard que rien avant elle n’a changé.',
  'audit.next': 'noter l’empreinte de la dernière entrée hors de cette machine',
}
