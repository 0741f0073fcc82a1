import type { command as en } from '../en/command.ts'

export const command: Record<keyof typeof en, string> = {
  'command.about':
    'Exercices d’évaluation communs entre instituts indépendants : convenir, figer, exécuter, échanger, recalculer.',
  'command.next': 'Ensuite :',
  'command.help.usage': 'Utilisation :',
  'command.help.arguments': 'Arguments :',
  'command.help.options': 'Options :',
  'command.help.commands': 'Commandes :',
  'command.help.choices': 'au choix : {choices}',
  'command.help.default': 'par défaut : {value}',
  'command.error': 'Erreur : {message}',
  'command.verified': 'vérifié ; signé, non journalisé',
  'command.not-verified': 'non vérifié : {count, plural, one {une différence} other {# différences}}',
  'command.recomputed':
    '{count} sur {of} ont recalculé ceci : calculé par {by}, recalculé avec le même résultat par {others}.',
  'command.computed': '{by} a calculé ceci ; personne d’autre ne l’a recalculé.',
  'command.yes': 'oui',
  'command.no': 'non',
  'command.bundle': 'Paquet pour {member} : {file}',
  'command.severity.block': 'BLOQUE',
  'command.severity.warn': 'alerte',
  'command.severity.note': 'remarque',
  'command.option.help': 'montrer cette aide',
  'command.option.home': 'dossier de l’institut (par défaut : CONCORD_HOME, sinon .concord)',
  'command.option.json': 'un objet JSON sur la sortie standard, rien d’autre',
  'command.option.lang': 'langue des messages : en ou fr',
  'command.option.passphrase':
    'fichier dont la première ligne ouvre les clés privées (ou CONCORD_PASSPHRASE)',
  'command.option.name': 'nom de l’institut, tel que les autres le lisent',
  'command.option.origin': 'origine qui désigne ses déclarations, par exemple institut.example/log/1',
  'command.option.id': 'identifiant court dans les protocoles (par défaut : première partie de l’origine)',
  'command.option.threshold': 'combien de membres doivent signer la charte suivante',
  'command.option.days': 'jours avant l’expiration de la charte, 365 au plus',
  'command.option.charter': 'identifiant de la première charte du réseau, comparé à la main',
  'command.option.exercise-id': 'identifiant de l’exercice (par défaut : nom du dossier)',
  'command.option.title': 'titre de l’exercice',
  'command.option.member': 'participant, une fois par institut ; le premier coordonne',
  'command.option.on': 'champ du protocole, par exemple generation.temperature',
  'command.option.amend-set': 'champ du protocole et sa nouvelle valeur ; une fois par champ',
  'command.option.drop':
    'participant qui s’est retiré, ou reste muet après la date limite de remise, une fois pour chacun ; tous les autres doivent signer',
  'command.option.why': 'motif, tel que les autres le liront',
  'command.option.data-seen': 'résultats déjà vus : none, pilot, own-results ou all-results',
  'command.option.model': 'nom du modèle chez le fournisseur',
  'command.option.base-url-resume': 'adresse désormais, si elle a changé ; notée avec l’exécution',
  'command.option.give-up':
    'terminer l’exécution même si plus personne ne répond : ce qui ne peut être demandé compte comme erreur de l’environnement',
  'command.option.base-url':
    'adresse du serveur, par exemple http://127.0.0.1:8080/v1 ; facultative pour openai-responses, anthropic-messages et google-generate-content, qui en ont une à eux',
  'command.option.provider':
    'façon de l’interroger : openai-chat, openai-responses, anthropic-messages, google-generate-content, replay, program, gguf ou ai-sdk',
  'command.option.provider-file':
    'réponses enregistrées pour replay, poids pour gguf, module pour ai-sdk (model.ts#nom pour ce qu’il exporte sous ce nom)',
  'command.option.provider-command': 'programme et arguments pour program ; aucun shell ne les lit',
  'command.option.key-file': 'fichier dont la première ligne est la clé, lisible par son seul propriétaire',
  'command.option.prices': 'table de prix à vous (JSON), avant celle fournie avec Concord',
  'command.option.alias': 'modèle du protocole, s’il y en a plusieurs',
  'command.option.set':
    's’écarter du protocole : champ et valeur, enregistrés tels quels ; une fois par champ',
  'command.option.why-deviation': 'pourquoi cette exécution s’écarte',
  'command.option.pilot': 'exécution pilote sur les items exploratoires avant le gel ; jamais analysée',
  'command.option.judge-resume':
    'adresse à laquelle un juge est désormais interrogé ; une fois pour chacun qui a changé d’adresse',
  'command.option.max-cost':
    'dollars des États-Unis que l’exécution peut coûter en tout, juges compris ; elle s’arrête ensuite et peut être reprise',
  'command.option.max-tokens-total':
    'jetons, en entrée et en sortie, que l’exécution peut utiliser en tout, juges compris',
  'command.option.max-time': 'minutes que l’exécution peut durer en tout ; les appels en vol se terminent',
  'command.option.concurrency': 'appels simultanés, nombre fixe',
  'command.option.format': 'html ou json',
  'command.option.out': 'fichier à écrire',
  'command.option.for': 'membre destinataire (par défaut : tous, ce qui est TLP:CLEAR)',
  'command.option.bundle': 'paquet qui apporte les preuves ; une fois par paquet',
  'command.option.port': 'port sur 127.0.0.1 ; 0 en prend un libre',
  'command.option.seed': 'graine du modèle simulé',
  'command.option.exercise-dir': 'dossier d’exercice dont il connaît les items (par défaut : la répétition)',
  'command.init': 'créer le dossier et les clés d’un institut',
  'command.init.done': '{name} ({id}) a son dossier et ses clés : {home}',
  'command.init.plain':
    'Les clés privées sont dans keys/, lisibles par vous seul ; avec --passphrase-file elles sont aussi chiffrées.',
  'command.init.protected': 'Les clés privées sont dans keys/, chiffrées avec votre phrase secrète.',
  'command.init.next-found':
    './concord charter found [CARTES…] --home {home}   fonder un réseau, seul ou avec les cartes des autres',
  'command.init.next-card': 'ou remettre {card} à qui fonde le réseau',
  'command.card': 'refaire la carte de membre, avec une clé age si le dossier n’en a pas',
  'command.card.done': 'La carte de membre de {name} ({id}) : {file}',
  'command.card.next':
    'remettez {file} à un membre du réseau, qui inscrit ce qu’elle a de nouveau par : concord charter add {file}',
  'command.charter': 'le réseau : membres, clés, signatures',
  'command.charter.found': 'fonder un réseau avec les titulaires de ces cartes de membre',
  'command.charter.add': 'ajouter des membres par la version suivante de la charte',
  'command.charter.sign': 'signer la charte qu’apporte un paquet',
  'command.charter.show': 'montrer les réseaux de ce dossier, ou d’un paquet',
  'command.charter.version': 'Charte version {version} du réseau {pinned}',
  'command.charter.itself': 'Cette version elle-même : {id}',
  'command.charter.new': 'nouveau',
  'command.charter.changed': 'modifié',
  'command.charter.attests':
    'Votre signature dit que ces noms, origines et clés appartiennent à ces instituts. Si vous n’avez pas comparé l’identifiant avec un autre membre, au téléphone ou de vive voix, faites-le maintenant, avant d’envoyer le paquet.',
  'command.charter.discard':
    'abandonner une version qui attend des signatures ; celle qui est en vigueur n’est jamais touchée',
  'command.charter.discarded': 'La charte version {version} est abandonnée : {id}',
  'command.charter.removed': 'Supprimé : {file}',
  'command.charter.may-stand':
    'Si elle a quitté ce dossier, prévenez {members} : signée par tous ceux qu’il faut, elle entrerait tout de même en vigueur.',
  'command.charter.next-add': './concord charter add [CARTES…]   refaire la version suivante',
  'command.charter.next-discard': './concord charter discard   abandonner la version qui attend',
  'command.charter.terms':
    'expire le {expires} ; la version suivante demande {threshold, plural, one {une signature} other {# signatures}}',
  'command.charter.signed': 'signé',
  'command.charter.unsigned': 'non signé',
  'command.charter.stands': 'Elle est en vigueur.',
  'command.charter.waits': 'Elle n’est pas encore en vigueur ; non signée par {missing}.',
  'command.charter.none': 'Ce dossier n’appartient à aucun réseau.',
  'command.charter.next-exercise': './concord exercise new DIR   commencer un exercice',
  'command.charter.next-sign':
    'envoyer chaque paquet à son membre, qui lance : ./concord charter sign PAQUET   ou, par un dossier partagé : ./concord sync DOSSIER',
  'command.charter.next-receive':
    './concord receive PAQUET…   ou : ./concord sync DOSSIER   prendre ce que les autres ont signé',
  'command.charter.next-found': './concord charter found [CARTES…]   en fonder un',
  'command.charter.next-compare':
    'comparer l’identifiant du réseau avec un autre membre, de vive voix, avant de signer',
  'command.dataset': 'fichiers d’items, avant qu’un protocole ne les nomme',
  'command.dataset.check':
    'chercher les défauts de jeux de test dans des fichiers ou dossiers (CSV, TSV, JSON Lines, JSON, Moonshot, XLSX) ; sans init',
  'command.dataset.check.sets':
    '{sets, plural, one {Un jeu} other {# jeux}} de {items, plural, one {une question} other {# questions}} :',
  'command.dataset.check.passed-over':
    '{why, select, cookbook {{count, plural, one {Un livre de recettes (cookbook), qui ne fait que nommer des recettes} other {# livres de recettes (cookbooks), qui ne font que nommer des recettes}}} drafts {{count, plural, one {Un fichier de traductions que personne n’a validées} other {# fichiers de traductions que personne n’a validées}}} other {{count, plural, one {Un classeur pour traducteurs} other {# classeurs pour traducteurs}}}}, non vérifié{count, plural, one {} other {s}} : {files}',
  'command.dataset.check.next-mend': 'corriger dans les fichiers ce qui bloque, et relancer la même commande',
  'command.dataset.translate':
    'écrire un tableur pour les traducteurs (.xlsx, .csv), ou le reprendre en fichiers d’items ; sans init',
  'command.option.hide-texts': 'montrer l’empreinte de chaque texte d’item, pour qui ne peut voir les items',
  'command.option.translate-to': '.xlsx ou .csv : le tableur à écrire ; dossier ou .jsonl : où le reprendre',
  'command.option.from-language': 'langue de la source (par défaut : la fin de son nom)',
  'command.option.translate-language': 'langue vers laquelle traduire, une fois pour chacune',
  'command.option.translate-source':
    'la source telle qu’elle est maintenant (par défaut : le fichier de ce nom dans le dossier)',
  'command.dataset.translate.written':
    '{file} : {items, plural, =0 {aucune question} one {une question} other {# questions}} de {source} à traduire.',
  'command.dataset.translate.without-text':
    '{count, plural, one {Une question n’a pas de texte et est laissée} other {# questions n’ont pas de texte et sont laissées}} de côté.',
  'command.dataset.translate.language':
    '  {language} : {translated, number} sur {items, number} déjà traduites{from, select, null {} other { ({from})}}{outdated, plural, =0 {} one {, dont une d’un autre texte de la source} other {, dont # d’autres textes de la source}}',
  'command.dataset.translate.taken':
    '{language} : {released, plural, =0 {aucune question validée} one {une question validée} other {# questions validées}}, {drafts, plural, =0 {aucun brouillon} one {un brouillon} other {# brouillons}}, {missing, number} encore à traduire.',
  'command.dataset.translate.gone': '{language} : sa feuille a disparu ; ce qui existait reste.',
  'command.dataset.translate.fault':
    '{where} ({id}) : {problem}. {kept, select, draft {Gardé comme brouillon.} other {Non repris.}}',
  'command.dataset.translate.outdated':
    '{language} : la source de {count, plural, one {une question} other {# questions}} a été modifiée après la traduction ({items}) ; {count, plural, one {elle est gardée} other {elles sont gardées}} comme {count, plural, one {brouillon} other {brouillons}}. Écrivez le tableur à nouveau.',
  'command.dataset.translate.not-asked':
    '{language} : {count, plural, one {une question} other {# questions}} de la source {count, plural, one {n’est} other {ne sont}} pas dans le tableur ({items}). Écrivez-le à nouveau.',
  'command.dataset.translate.self-reviewed':
    '{language} : {count, plural, one {une question a été validée} other {# questions ont été validées}} par qui {count, plural, one {l’a traduite} other {les a traduites}} ({items}).',
  'command.dataset.translate.replaced':
    '{language} : {count, plural, one {une question a} other {# questions ont}} un autre texte que celui repris auparavant de ce tableur ({items}) ; les deux sont gardés.',
  'command.dataset.translate.others':
    '{language} : {count, plural, one {une question} other {# questions}} du fichier {count, plural, one {n’est} other {ne sont}} pas dans la source ({items}) ; {count, plural, one {elle reste telle quelle} other {elles restent telles quelles}}.',
  'command.dataset.translate.no-source':
    'La source n’est pas là, on ne peut donc dire si elle a été modifiée entre-temps ; donnez-la avec --source.',
  'command.dataset.translate.older':
    '{older} est dépassé : ses items sont dans {file}. Supprimez-le, quand ce qu’il dit d’autre du jeu figure dans protocol.yaml.',
  'command.dataset.translate.unread': 'Non lu : {names}.',
  'command.dataset.translate.next-fill':
    'donner {file} aux traducteurs, puis : ./concord dataset translate {file} --to {dir}',
  'command.dataset.translate.next-mend':
    'corriger dans le tableur ce qui est dit plus haut, puis relancer la même commande',
  'command.dataset.translate.next-rest':
    './concord dataset translate {source} --to FILE.xlsx   pour ce qui reste',
  'command.dataset.translate.next-check': './concord dataset check {dir}   contrôler le tout',
  'command.dataset.translate.guide.title': 'Mode d’emploi',
  'command.dataset.translate.guide.what':
    'Ce classeur contient {items, plural, one {une question} other {# questions}} à traduire depuis {from}, une feuille par langue : {languages}.',
  'command.dataset.translate.guide.fill':
    'Remplissez les cellules blanches. Les cellules grises sont la source et restent telles quelles. Vous pouvez trier et filtrer les lignes, ajouter vos propres colonnes et changer les largeurs.',
  'command.dataset.translate.guide.keep':
    'Gardez les nombres, les variables comme {name} et les balises comme {tag} tels qu’ils sont dans la source.',
  'command.dataset.translate.guide.adapt':
    'Là où une question doit être adaptée plutôt que traduite (une monnaie, une loi, un nom), dites sous Adaptation quoi et pourquoi.',
  'command.dataset.translate.guide.sign':
    'Traduction et relecture sont faites par deux personnes. Qui relit choisit « {yes} » sous Validé ; ce qui n’est pas validé est gardé comme brouillon et ne sert pas.',
  'command.dataset.translate.guide.text':
    'Écrivez des textes, pas de formules. Ne fusionnez pas de cellules. Un saut de ligne dans une cellule est gardé.',
  'command.exercise': 'convenir d’un test, l’exécuter, conclure',
  'command.exercise.new': 'écrire dans un nouveau dossier un protocole commenté, des items et une évaluation',
  'command.exercise.new.done': 'L’exercice commence dans {dir} :',
  'command.exercise.new.next-edit': 'modifier {dir}/protocol.yaml et ses fichiers',
  'command.exercise.check': 'contrôle préalable d’un dossier d’exercice, ou de fichiers d’items',
  'command.exercise.check.done':
    '{blocks, plural, =0 {Rien ne bloque} one {Un constat bloque} other {# constats bloquent}} ; {warnings, plural, one {# alerte} other {# alertes}}, {notes, plural, one {# remarque} other {# remarques}}.',
  'command.exercise.check.next-mend':
    'corriger ce qui bloque, ou l’accepter avec un motif sous waivers dans protocol.yaml',
  'command.exercise.check.waiver': 'pour l’accepter, sous waivers, avec le motif :',
  'command.exercise.propose': 'signer le protocole d’un dossier et écrire un paquet pour chaque participant',
  'command.exercise.propose.done': '{exercise}, version {version}, est proposé : {id}',
  'command.exercise.propose.next-wait':
    './concord receive PAQUET…   prendre ce qu’ils signent, puis : ./concord exercise freeze {exercise}',
  'command.exercise.review':
    'ce qu’un paquet, ou un exercice qui est ici, vous demande de signer, et ce qui diffère de la version précédente',
  'command.exercise.review.nothing': 'On ne vous demande de rien signer.',
  'command.exercise.review.protocol':
    'On vous demande de signer le protocole « {title} » ({exercise}, version {version}) : {id}',
  'command.exercise.review.amendment':
    'On vous demande de signer un avenant à « {title} » ({exercise}, version {version}) : {id}',
  'command.exercise.review.signed': 'Signé par : {signed}. Pas encore par : {missing}.',
  'command.exercise.review.why': 'Motif, {seen} : {why}',
  'command.exercise.review.differences': 'Ce qui change :',
  'command.exercise.review.drops':
    '{members} {count, plural, one {ne participerait} other {ne participeraient}} plus.',
  'command.exercise.review.changed': '{field} : {from} → {to}',
  'command.exercise.review.added': 'nouveau : {field} : {to}',
  'command.exercise.review.removed': 'retiré : {field} : {from}',
  'command.exercise.review.since': 'Ce qui change depuis la version {version} :',
  'command.exercise.review.objection': 'Objection de {by} sur {field} : {text}',
  'command.exercise.review.next-accept': './concord exercise accept {bundle}   le signer',
  'command.exercise.review.next-object':
    './concord exercise object {bundle} --on CHAMP TEXTE   dire ce qui ne va pas',
  'command.exercise.accept': 'signer ce que demande un paquet, ou un exercice qui est ici',
  'command.exercise.accept.nothing': 'Il n’y a rien que vous n’ayez signé.',
  'command.exercise.accept.done': 'Signé : {kind} de {exercise}, {id}',
  'command.exercise.object':
    'signer une objection à un champ du protocole d’un paquet, ou d’un exercice qui est ici',
  'command.exercise.object.done': 'L’objection {id} à {on} est signée.',
  'command.exercise.freeze': 'distribuer le protocole que tous ont signé',
  'command.exercise.freeze.done': '{exercise} est figé, signé par {signed} : {id}',
  'command.exercise.amend': 'signer une modification d’un protocole figé',
  'command.exercise.amend.done':
    'L’avenant {id} est signé{count, plural, =0 { et vaut} other { ; il vaut dès que {members} {count, plural, one {l’a} other {l’ont}} signé aussi}}.',
  'command.exercise.amend.gone':
    '{member} s’est retiré, mais participe encore tant qu’il n’est pas écarté : l’avenant attend donc aussi sa signature. Un avenant qui l’écarte également (--drop {member}) ne l’attend pas.',
  'command.exercise.status': 'qui a signé, exécuté, remis, recalculé, et ce que vous devez encore',
  'command.exercise.status.listed':
    '{exercise} : {count, plural, one {une déclaration} other {# déclarations}}',
  'command.exercise.status.none': 'Il n’y a aucun exercice dans ce dossier.',
  'command.exercise.status.draft': '{exercise} : « {title} », un projet',
  'command.exercise.status.proposed': '{exercise} : « {title} », proposé',
  'command.exercise.status.frozen': '{exercise} : « {title} », figé',
  'command.exercise.status.member':
    '  {member} : signé {signed}, exécution remise {runs}, {analysis, select, author {a calculé l’analyse} yes {recalculé oui} other {recalculé non}}',
  'command.exercise.status.amendment':
    '  avenant {id}{drops, select, none {} other {, qui écarterait {drops}}} : {state, select, holds {en vigueur} open {pas encore signé par {missing}} other {il ne va pas avec le protocole actuel, et personne n’a à le signer}}',
  'command.exercise.status.sealed.unknown': '  {alias} est scellé et ne vous a pas été révélé',
  'command.exercise.status.sealed.here': '  {alias} est scellé ; cette maison le connaît : {facts}',
  'command.exercise.status.sealed.revealed': '  {alias} était scellé et est révélé : {facts} ({id})',
  'command.exercise.status.opinion.remark': '  {by} dit de {on} : « {text} » ({id})',
  'command.exercise.status.opinion.objection': '  {by} fait objection à {on} : « {text} » ({id})',
  'command.exercise.status.left':
    '  {members} {count, plural, one {ne participe} other {ne participent}} plus',
  'command.exercise.status.pilot': '  exécution pilote de {lab}, jamais analysée : {id}',
  'command.exercise.status.set-aside': '  exécution de {lab} qui ne compte pas ({reason}) : {id}',
  'command.exercise.status.objection':
    '  objection de {by} sur {field}, version {version} : « {text} » ({id})',
  'command.exercise.status.objection.whole': 'l’ensemble',
  'command.exercise.status.answered': 'la version {version}, que ses auteurs ont signée, y répond',
  'command.exercise.status.local.running': 'en cours',
  'command.exercise.status.local.cut-off':
    'interrompue avant sa fin, les réponses reçues sont conservées (continuer : ./concord run resume {id})',
  'command.exercise.status.local.stopped': 'arrêtée',
  'command.exercise.status.local.finished': 'terminée',
  'command.exercise.status.local': '  exécution propre {id} : {status}, pilote {pilot}',
  'command.exercise.submit': 'signer vos exécutions terminées et écrire un paquet pour chaque participant',
  'command.exercise.submit.done': '{run} est signée : {id}',
  'command.exercise.submit.again': 'Rien de nouveau à signer ; les paquets sont réécrits.',
  'command.exercise.attach':
    'reprendre comme vos exécutions un tableau de verdicts existants ou de taux publiés',
  'command.exercise.attach.done':
    '{model} : {attempts} tentatives, {limits} arrêtées par une limite ; signé : {id}',
  'command.exercise.attach.rates':
    '{model} : {count, plural, one {un taux} other {# taux}} par langue{totals, plural, =0 {} one { et un total} other { et # totaux}} ; signé : {id}',
  'command.exercise.attach.impossible':
    '{model}, {language} : {rate} ne peut provenir de {n, plural, one {une tentative} other {# tentatives}}, quel que soit le nombre de réussites ; repris tel que publié',
  'command.exercise.attach.unknown': 'Colonnes non lues : {columns}',
  'command.exercise.analyse':
    'calculer toutes les analyses prévues à partir des exécutions présentes, et signer',
  'command.exercise.analyse.done': 'L’analyse est signée : {id}',
  'command.exercise.analyse.missing': 'Sans les exécutions de : {missing}',
  'command.exercise.report': 'écrire le rapport d’un exercice en un seul fichier',
  'command.exercise.report.done': 'Le rapport est dans {file}',
  'command.exercise.evidence': 'écrire un paquet avec toutes les preuves d’un exercice',
  'command.exercise.evidence.done':
    '{count, plural, one {Une déclaration} other {# déclarations}} avec {count, plural, one {ses} other {leurs}} données : {file}',
  'command.analysis': 'contresigner une analyse',
  'command.analysis.cosign': 'recalculer une analyse depuis les items et la signer aussi',
  'command.receive': 'prendre ce qu’apportent des paquets ; ce qui ne se vérifie pas est mis de côté',
  'command.receive.done':
    'De {from} : {added, plural, =0 {aucune nouvelle déclaration} one {une nouvelle déclaration} other {# nouvelles déclarations}}, nouvelles signatures sur {merged, plural, =0 {aucune} one {une} other {#}}, {known, plural, =0 {aucune déjà connue} one {une déjà connue} other {# déjà connues}}',
  'command.receive.charter':
    'De {from} : charte version {version}, nouvelle ou avec de nouvelles signatures : {id}',
  'command.receive.nothing':
    '{count, plural, one {Un paquet n’a} other {# paquets n’ont}} rien apporté de nouveau.',
  'command.sync':
    'échanger par un dossier partagé, un dépôt ou une clé USB : prendre ce que les autres ont laissé, déposer ce qui leur est dû',
  'command.sync.received':
    'De {member} : {added, plural, =0 {aucune nouvelle déclaration} one {une nouvelle déclaration} other {# nouvelles déclarations}}, nouvelles signatures sur {merged, plural, =0 {aucune} one {une} other {#}}',
  'command.sync.would-receive':
    'De {member}, sans essayer si cela se vérifie : {added, plural, =0 {aucune nouvelle déclaration} one {une nouvelle déclaration} other {# nouvelles déclarations}}',
  'command.sync.would-write':
    'Serait déposé pour les autres : {statements, plural, =0 {aucune déclaration} one {une déclaration} other {# déclarations}}{removed, plural, =0 {} one { ; un fichier serait retiré, dont le contenu n’est plus pour tous ses destinataires} other { ; # fichiers seraient retirés, dont le contenu n’est plus pour tous leurs destinataires}}',
  'command.sync.written':
    'Déposé pour les autres : {files, plural, =0 {aucun fichier} one {un fichier} other {# fichiers}}{statements, plural, =0 {{files, plural, =0 {} other { avec la charte}}} one { avec une déclaration} other { avec # déclarations}}{removed, plural, =0 {} one { ; un fichier retiré, dont le contenu n’est plus pour tous ses destinataires} other { ; # fichiers retirés, dont le contenu n’est plus pour tous leurs destinataires}}',
  'command.sync.lifted':
    '{count, plural, one {L’embargo de # déclaration} other {L’embargo de # déclarations}} de cet institut a pris fin : sa date est venue',
  'command.sync.nothing':
    'Rien de nouveau dans {folder}{waiting, plural, =0 { ; tous les autres ont ce qui s’y trouve pour eux} other {}}.',
  'command.sync.introduced':
    'Votre carte de membre se trouve dans {folder}. Vous n’êtes dans aucun réseau : fondez-en un avec les cartes des autres, ou signez la charte que l’un d’eux y laisse.',
  'command.sync.unpinned':
    '{member} a laissé la charte d’un réseau que vous ne connaissez pas encore, {root} : comparez cet identifiant par téléphone ou de vive voix.',
  'command.sync.keyless':
    '{statements, plural, one {Une déclaration n’est pas déposée} other {# déclarations ne sont pas déposées}} pour {member} : ce qui est plus strict que TLP:GREEN ne sort que chiffré, et la charte n’a pas de clé age de {member} (« concord card » en crée une).',
  'command.sync.incomplete':
    '{files, plural, one {Un fichier} other {# fichiers}} de {member} {files, plural, one {n’est} other {ne sont}} pas encore ici, ou pas en entier : encore en cours de copie ?',
  'command.sync.missing':
    'Nommé par {member} et absent d’ici, pas encore envoyé ou pas pour vous : {statements, plural, =0 {aucune déclaration} one {une déclaration} other {# déclarations}}, {blobs, plural, =0 {aucune donnée} one {une donnée} other {# données}}',
  'command.sync.behind':
    '{member} n’a pas pris {files, plural, one {un fichier} other {# fichiers}} de ce que vous avez laissé.',
  'command.sync.absent': 'Pas encore passés ici : {members}',
  'command.sync.strange':
    '{count, plural, one {Un fichier qui n’est pas des nôtres est laissé tel quel} other {# fichiers qui ne sont pas des nôtres sont laissés tels quels}} : {first}',
  'command.sync.next-show': './concord charter show {file}   regarder la charte, et comparer son identifiant',
  'command.sync.next-sign': './concord charter sign {file}   la signer, puis échanger de nouveau',
  'command.sync.next-found': './concord charter found {cards}   fonder un réseau avec eux',
  'command.sync.next-add': './concord charter add {cards}   les ajouter au réseau',
  'command.sync.next-again': './concord sync {folder}   de nouveau, quand les autres seront passés',
  'command.option.dry-run': 'dire ce qui serait pris et déposé, sans rien changer',
  'command.option.retry': 'tout essayer encore une fois',
  'command.option.remove': 'abandonner ce qui porte ce numéro dans la liste',
  'command.quarantine.removed': 'Le numéro {id} est abandonné.',
  'command.quarantine': 'ce qui ne se vérifie pas et a été mis de côté, avec la raison',
  'command.quarantine.entry':
    '{id}  {reason}  {receivedAt}  {source}  {size, plural, one {un octet} other {# octets}}{statement, select, none {} other {  {statement}}}',
  'command.quarantine.reason.bundle': 'le fichier entier est inutilisable',
  'command.quarantine.reason.unknown-key': 'signé d’une clé qu’aucune charte d’ici ne contient',
  'command.quarantine.reason.too-large': 'plus grand que permis',
  'command.quarantine.reason.bad-signature': 'une signature ne tient pas',
  'command.quarantine.reason.key-not-valid': 'signé d’une clé qui n’était pas valable alors',
  'command.quarantine.reason.payload-type': 'd’un type qui ne se lit pas',
  'command.quarantine.reason.not-jcs': 'pas écrit dans la seule forme qui se signe',
  'command.quarantine.reason.not-a-statement': 'pas une déclaration',
  'command.quarantine.reason.schema': 'ses champs ne sont pas comme il faut',
  'command.quarantine.reason.charter-unknown': 'la charte qu’il nomme n’est pas ici',
  'command.quarantine.reason.issuer-unknown': 'son émetteur n’est dans aucune charte d’ici',
  'command.quarantine.reason.issuer-unsigned': 'non signé par celui qu’il dit son émetteur',
  'command.quarantine.reason.body-digest': 'son corps a été modifié',
  'command.quarantine.reason.blob-digest': 'un de ses fichiers a été modifié',
  'command.quarantine.none': 'Rien n’est mis de côté.',
  'command.quarantine.retried':
    '{count, plural, =0 {Rien ne se vérifie qui ne se vérifiait pas avant} one {Une déclaration se vérifie désormais et est prise} other {# déclarations se vérifient désormais et sont prises}}.',
  'command.quarantine.next-retry': './concord quarantine --retry   les essayer encore une fois',
  'command.run': 'exécuter un modèle sur les items d’un protocole',
  'command.run.start': 'commencer une exécution d’un exercice, ou d’un fichier d’évaluation seul',
  'command.option.items': 'fichier d’items, pour un fichier d’évaluation sans exercice',
  'command.option.language': 'langue de ces items, étiquette BCP 47',
  'command.option.judge': 'adresse d’un juge de l’évaluation ; une fois pour chacun qui en a besoin',
  'command.run.score':
    '{share} des points sur {items} items ({range}), les tentatives sans résultat comptées comme échouées. Une seule exécution dans un seul laboratoire ; signée par personne.',
  'command.run.no-score': 'Aucun score ne peut être donné : {reason}.',
  'command.run.next-new':
    './concord exercise new DIR   convenir avec d’autres d’un tel test avant de l’exécuter',
  'command.run.resume': 'reprendre une exécution arrêtée ou tuée',
  'command.run.progress':
    '{done} sur {total} · {rate}/s · {flight} en vol · {errors} erreurs · {cost, select, none {} other {{cost} $US · }}reste {left}',
  'command.run.recorded':
    '{recorded, plural, one {Une réponse a été enregistrée auparavant : personne n’a été interrogé pour elle.} other {# réponses ont été enregistrées auparavant : personne n’a été interrogé pour elles.}}',
  'command.run.cost':
    'Coût : {exact, select, yes {} other {au plus }}{cost} dollars des États-Unis aux prix connus le {asOf} (ceux du jour : {source}), appels échoués non comptés.',
  'command.run.done':
    '{run} : {attempts} tentatives ; {scored} notées, {unscored} non notées, {errored} en erreur, {limit} à une limite, {rest} non exécutées',
  'command.run.next-submit':
    './concord exercise submit {exercise}   signer l’exécution et la remettre aux autres',
  'command.run.next-submit-any':
    './concord exercise submit EXERCICE   signer l’exécution et la remettre aux autres',
  'command.score':
    'noter à nouveau les réponses conservées d’une exécution, avec une autre notation, sans interroger le modèle',
  'command.option.evaluation': 'fichier d’évaluation dont la notation est employée',
  'command.score.changed':
    '{run} : {changed, plural, =0 {aucune issue ne diffère} one {une issue diffère} other {# issues diffèrent}} d’avant, sur {outcomes, number}.',
  'command.score.totals':
    'Notées {scored, number} (avant {scoredBefore, number}), non notées {unscored, number} (avant {unscoredBefore, number}) ; la somme des valeurs est {sum} (avant {sumBefore}).',
  'command.score.template':
    'Le modèle de requête de {evaluation} n’est pas celui de l’exécution : les réponses répondent à ce que l’exécution a demandé.',
  'command.score.table':
    '{isNew, select, yes {Le tableau des issues est dans {table}, et à côté, dans score.json, ce dont il est fait.} other {La même notation avait déjà noté les mêmes réponses : {table}.}}',
  'command.access': 'demander qui peut voir quoi, et pourquoi',
  'command.access.explain':
    'dire ce que quelqu’un peut voir d’une déclaration, et pourquoi : relation, ligne du tableau, étiquette avec ses avenants, et chaque fichier',
  'command.option.as':
    'qui demande : anonymous, MEMBRE, MEMBRE/PERSONNE pour une personne de son équipe, ou client:MEMBRE pour quelqu’un qui s’y connecte',
  'command.option.at': 'à ce moment (une date, ou un moment tel que 2026-11-03T09:00:00Z), non maintenant',
  'command.verify':
    'contrôler les signatures et recalculer chaque nombre d’un rapport, d’une analyse, d’une exécution ou d’un paquet',
  'command.verify.checked':
    'Examiné : {statements, plural, one {une déclaration} other {# déclarations}}, {runs, plural, one {une exécution} other {# exécutions}}, {analyses, plural, one {une analyse} other {# analyses}}.',
  'command.verify.unchecked': 'Non contrôlé, car absent ou jugé ailleurs : {what}',
  'command.verify.next-cite':
    'citer ses chiffres avec leurs intervalles, et avec la première charte à laquelle ils ont été confrontés',
  'command.verify.next':
    'demander à l’expéditeur, et ne pas utiliser ses chiffres tant que rien n’est vérifié',
  'command.rehearsal': 'répéter avec un modèle simulé',
  'command.rehearsal.model': 'servir le modèle simulé intégré par HTTP jusqu’à l’arrêt',
  'command.rehearsal.ready':
    'Modèle simulé {model} à {url} ; il connaît {count, plural, one {un item} other {# items}}.',
  'command.rehearsal.next': './concord run start EXERCICE --model {model} --base-url {url}',
  'command.serve': 'montrer les exercices de ce dossier sur http://127.0.0.1',
  'command.serve.ready': 'En service : {url} (chacun sur cette machine voit ce qui est TLP:CLEAR)',
  'command.serve.owner': 'Pour vous seul : {url}',
  'command.serve.owner-what':
    'Ce lien sert une seule fois : le navigateur qui l’ouvre le premier est le vôtre et voit tout ce dossier, aussi ce qui n’est pas TLP:CLEAR, jusqu’à l’arrêt de Concord ; s’il est perdu ou ouvert ailleurs, arrêtez Concord (Ctrl-C) et relancez-le, ce qui en affiche un nouveau.',
  'command.serve.stop': 'Ctrl-C l’arrête',
  'command.start': 'créer les trois exemples s’ils manquent, et les servir',
  'command.start.making': 'Création des trois exemples dans {home} (une fois ; quelques secondes) :',
  'command.start.verdicts': 'Test d’agents Corée–Singapour 2026 : verdicts publiés, analysés après coup',
  'command.start.rates': 'Troisième exercice commun 2025 : taux publiés, analysés après coup',
  'command.start.institutes': 'Répétition : cinq instituts inventés fondent un réseau',
  'command.start.agreement': 'Répétition : ils conviennent d’un protocole et le figent',
  'command.start.run': 'Répétition : {institute} exécute le modèle simulé',
  'command.start.progress': '{institute} : {done} sur {total}',
  'command.start.analysis': 'Répétition : ils échangent leurs exécutions et l’un d’eux analyse',
  'command.start.recomputed': 'Répétition : {institute} a recalculé l’analyse et l’a signée',
  'command.start.received': 'Répétition : les preuves sont reçues et vérifiées ici',
  'command.start.ready': 'Ouvrir {url}',
  'command.start.next-open': '{url}   les trois rapports ; chaque chiffre mène à son exécution',
  'command.start.next-verify':
    './concord verify word-problems-rehearsal --home {home}   recalculer chaque nombre',
  'command.start.next-guide': 'docs/guides/first-exercise.md   vivre un exercice soi-même',
  'command.due.sign-protocol': './concord exercise review {exercise}   son protocole attend votre signature',
  'command.due.sign-amendment': './concord exercise review {exercise}   un avenant attend votre signature',
  'command.due.run':
    './concord run start {exercise} --alias {model} --model NOM --base-url ADRESSE   puis : ./concord exercise submit {exercise}',
  'command.due.wait-run': 'attendre la fin de l’exécution {run} ; un autre processus s’en occupe',
  'command.due.resume-run':
    './concord run resume {run}   elle a été interrompue ; continuer là où elle en était',
  'command.due.submit-run':
    './concord exercise submit {exercise}   signer l’exécution {run} et la remettre aux autres',
  'command.due.analyse': './concord exercise analyse {exercise}   toutes les exécutions sont là',
  'command.due.cosign': './concord analysis cosign {exercise}   recalculer l’analyse et la signer',
  'command.exercise.withdraw': 'se retirer d’un exercice ; tous les autres en sont informés',
  'command.exercise.withdraw.done': 'Vous vous êtes retiré de {exercise} : {id}',
  'command.exercise.withdraw.before':
    'Rien n’était encore figé : le coordinateur propose une autre version sans vous.',
  'command.exercise.withdraw.after':
    'Les autres continuent sans vous dès que tous ont signé un avenant qui vous écarte. Ce que vous avez soumis leur reste ; revenez dessus par « concord retract » si c’est faux.',
  'command.exercise.calendar': 'écrire les jours d’échéance dans un fichier de calendrier (.ics)',
  'command.exercise.calendar.agree': 'Signer : {title}',
  'command.exercise.calendar.agree-about':
    'Ce jour au plus tard, tous les participants de {exercise} signent son protocole. Manquent encore : {members}.',
  'command.exercise.calendar.submit': 'Soumettre les exécutions : {title}',
  'command.exercise.calendar.submit-about':
    'Ce jour au plus tard, toutes les exécutions de {exercise} sont soumises. Manquent encore : {members}. Qui se tait ensuite peut être écarté par tous les autres.',
  'command.exercise.calendar.charter': 'La charte du réseau expire',
  'command.exercise.calendar.charter-about':
    'La version {version} prend fin ce jour ; les membres signent la suivante avant, sinon personne ne peut lire ce qui est réservé aux membres.',
  'command.exercise.calendar.mine': '{day}  {title}  (attendu de vous)',
  'command.exercise.calendar.others': '{day}  {title}  (attendu d’autres)',
  'command.exercise.calendar.done':
    '{count, plural, =0 {Aucune échéance ; un calendrier vide est dans {file}} one {# échéance, dans {file}} other {# échéances, dans {file}}}',
  'command.exercise.calendar.next':
    'ouvrez le fichier avec votre calendrier ; repris plus tard, il modifie ses entrées sans en doubler aucune',
  'command.opinion': 'dire quelque chose d’une déclaration de n’importe qui, en signant',
  'command.opinion.done': 'Signé à côté de {on} (type {kind}) : {id}',
  'command.retract':
    'revenir sur une exécution, une analyse ou une opinion à vous ; elle reste, signalée, et ne compte plus',
  'command.retract.done': 'Vous êtes revenu sur {on} (type {kind}) : {id}',
  'command.erase': 'détruire ici une déclaration à vous, et demander à tous ceux qui l’ont de faire de même',
  'command.erase.done': 'Effacement demandé de {on} (type {kind}) : {id}',
  'command.erase.files':
    '{count, plural, one {# fichier de ce dossier qui la portait a disparu avec elle} other {# fichiers de ce dossier qui la portaient ont disparu avec elle}}',
  'command.erase.laid-down':
    '{count, plural, one {# fichier déposé par cet institut le contient encore} other {# fichiers déposés par cet institut le contiennent encore}} ({folders}) ; le prochain « concord sync » à cet endroit l’enlève, et redépose ce qui manque encore aux autres.',
  'command.erase.next-sync': './concord sync {folder}   l’enlever là-bas aussi',
  'command.erase.copies':
    'Hors d’atteinte d’ici : les paquets copiés ailleurs, les sauvegardes, et le dossier d’où l’exercice a été proposé. Supprimez-les vous-même.',
  'command.erase.next-list': './concord erasure list   qui l’a confirmé',
  'command.erasure': 'ce qui est à détruire, et qui l’a fait',
  'command.erasure.list': 'chaque effacement, s’il est fait ici, et qui l’a confirmé',
  'command.erasure.list.none': 'Aucun effacement n’a été demandé.',
  'command.erasure.list.one': '{on}, demandé par {by} (étendue {scope})',
  'command.erasure.list.here': '  détruit ici',
  'command.erasure.list.not-here': '  non détruit ici : jamais reçu, ou demandé par un autre que son auteur',
  'command.erasure.list.closed': '  confirmé par tous',
  'command.erasure.list.open': '  en attente de : {members}',
  'command.erasure.next-answer': './concord erasure answer   confirmer à son auteur ce qui a été détruit ici',
  'command.erasure.answer': 'confirmer à leurs auteurs ce qui a été détruit ici',
  'command.erasure.answer.done':
    '{count, plural, =0 {Plus rien à confirmer.} one {# effacement confirmé} other {# effacements confirmés}}',
  'command.receive.erased': 'Détruit ici, comme son auteur le demande : {on} (étendue {scope})',
  'command.due.answer-erasure': './concord erasure answer   confirmer à son auteur ce qui a été détruit ici',
  'command.exercise.status.withdrawn': '  {member} s’est retiré ({seen}) : {why}',
  'command.exercise.status.retracted': '  {by} est revenu sur {on} (type {kind}) : {why}',
  'command.exercise.status.late-sign': '  en retard : {member} n’a pas signé (échéance {by})',
  'command.exercise.status.late-submit': '  en retard : {member} n’a pas soumis (échéance {by})',
  'command.data-seen.none': 'avant d’avoir vu des résultats',
  'command.data-seen.pilot': 'après avoir vu des essais pilotes',
  'command.data-seen.own-results': 'après avoir vu ses propres résultats',
  'command.data-seen.all-results': 'après avoir vu tous les résultats',
  'command.option.to-calendar': 'fichier à écrire ; sinon calendar.ics dans le dossier de l’institut',
  'command.option.objection': 'une objection ; sinon une remarque',
  'command.option.on-field': 'champ concerné, par exemple conclusions ou generation.temperature',
  'command.option.retraction-reason': 'mistake, fault-found, conduct, consent ou other',
  'command.option.erasure-scope': 'body : corps et fichiers, l’enveloppe signée reste ; all : tout',
  'command.option.erasure-reason': 'personal-data, harmful-content, licence, consent, order ou other',
  'command.option.basis': 'base juridique, sans répéter ce qui est à effacer',
  'command.option.decided-by': 'fonction ou service qui l’a décidé, sans nom de personne',
  'command.next-status': './concord exercise status {exercise}',
  'command.next-statuses': './concord exercise status   ce que l’on attend de vous',
  'command.next-charter': './concord charter show   qui a signé',
  'command.next-receive': './concord receive {bundle}   prendre ce qu’il apporte',
  'command.next-wait':
    'rien n’est attendu de vous ; ./concord receive PAQUET… ou ./concord sync DOSSIER prend ce que les autres envoient',
  'command.next-check': './concord exercise check {dir}',
  'command.next-propose': './concord exercise propose {dir}',
  'command.next-send':
    'envoyer chaque paquet à son membre, qui lance : ./concord receive PAQUET   ou, par un dossier partagé : ./concord sync DOSSIER',
  'command.next-send-review':
    'envoyer chaque paquet à son membre, qui lance : ./concord exercise review PAQUET   puis accepte ou objecte ; ou, par un dossier partagé : ./concord sync DOSSIER',
  'command.next-freeze': './concord exercise freeze {exercise}',
  'command.next-run': './concord run start {exercise} --model NOM --base-url ADRESSE',
  'command.next-analyse': './concord exercise analyse {exercise}',
  'command.next-report': './concord exercise report {exercise}',
  'command.next-verify': './concord verify {target}',
}
