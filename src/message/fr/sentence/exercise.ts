export const exercise: Readonly<Record<string, string>> = {
  'early readers only with an embargo; say embargoUntil, or leave them out':
    'des lecteurs avant terme seulement avec un embargo ; indiquez embargoUntil, ou omettez-les',
  '{0} may not read the exercise at all; add it to the audience first':
    '{0} ne peut pas lire l’exercice du tout ; ajoutez-le d’abord au public',
  '{0} takes part, and could not read the runs it is to analyse; add it to early':
    '{0} participe et ne pourrait pas lire les exécutions à analyser ; ajoutez-le à early',
  'one answer of a check that was made': 'une réponse d’un contrôle qui a été fait',
  'with so few prompts and repeats no change could ever be found; ask more':
    'avec si peu de questions et de répétitions, aucun changement ne pourrait jamais être trouvé ; posez-en davantage',
  'the passport is malformed ({0})': 'le passeport est mal formé ({0})',
  'the protocol seals no model {0}': 'le protocole ne scelle aucun modèle {0}',
  'its passport is that of another alias, or of a model that is simulated where {0} is not':
    'son passeport est celui d’un autre alias, ou d’un modèle simulé alors que {0} ne l’est pas',
  'passport and key do not give the commitment of {0}': 'passeport et clé ne donnent pas l’engagement de {0}',
  'it is empty': 'il est vide',
  'a passport that is sealed needs a name or a snapshot: nothing else could be held against it':
    'un passeport scellé a besoin d’un nom ou d’une version : rien d’autre ne pourrait lui être opposé',
  'protocol.yaml has no model {0} under system.models; give it that alias first.':
    'protocol.yaml n’a pas de modèle {0} sous system.models ; donnez-lui d’abord cet alias.',
  'it is sealed, so nothing else is said of it': 'il est scellé : rien d’autre n’en est dit',
  'it has neither a passport nor a seal': 'il n’a ni passeport ni scellé',
  '{0} has no audience; leave it out, or choose AMBER':
    '{0} n’a pas de public ; ne le mettez pas, ou choisissez AMBER',
  'only RED has recipients; leave them out': 'seul RED a des destinataires ; ne les mettez pas',
  '{0} is for more than may read the exercise; a field may only be for fewer':
    '{0} s’adresse à plus de monde que l’exercice ; un champ ne peut s’adresser qu’à moins',
  'RED names its recipients, such as institute/7f3a':
    'RED nomme ses destinataires, par exemple institute/7f3a',
  'RED is for named persons, and whoever takes part needs this; choose AMBER+STRICT':
    'RED est pour des personnes nommées, et tous les participants en ont besoin ; choisissez AMBER+STRICT',
  '{0} takes part, needs it, and could not read it; add it to the audience':
    '{0} participe, en a besoin, et ne pourrait pas le lire ; ajoutez-le au public',
  'a salt': 'un sel',
  'an index of items': 'un index d’items',
  '{0} is no gap: write 0.1 of the scale or 10pp (10 points of 100)':
    '{0} n’est pas un écart : écrivez 0.1 de l’échelle ou 10pp (10 points sur 100)',
  '{0} is too small a gap: write at least 0.001 of the scale, which is 0.1pp':
    '{0} est un écart trop petit : écrivez au moins 0.001 de l’échelle, soit 0.1pp',
  '{0} without a unit could be points or a share of the scale: write {1}pp for {2} points of 100, or a share below 0.5':
    '{0} sans unité peut être des points ou une part de l’échelle : écrivez {1}pp pour {2} points sur 100, ou une part inférieure à 0.5',
  '{0} has a unit that is not known here: write {1}pp for {2} points of 100':
    '{0} a une unité inconnue ici : écrivez {1}pp pour {2} points sur 100',
  '{0} is no gap between two scores: write from 0.1pp to less than 100pp':
    '{0} n’est pas un écart entre deux scores : écrivez de 0.1pp à moins de 100pp',
  'it amends {0}, not {1}': 'il modifie {0}, et non {1}',
  '{0} cannot be amended': '{0} ne peut être modifié',
  'the protocol has no field {0}': 'le protocole n’a pas de champ {0}',
  '{0} is {1}, not {2} as the amendment says': '{0} vaut {1}, et non {2} comme le dit l’avenant',
  'somebody may be dropped, and nothing else about who takes part':
    'un participant peut être retiré, et rien d’autre ne change dans qui participe',
  '{0} has two runs with {1}': '{0} a deux exécutions avec {1}',
  'there is no run to analyse': 'il n’y a aucune exécution à analyser',
  'run {0} of {1}: {2}': 'exécution {0} de {1} : {2}',
  'it follows {0}, not {1}': 'elle suit {0}, et non {1}',
  'it follows amendment {0}, which is not in force': 'elle suit l’avenant {0}, qui n’est pas en vigueur',
  'it is a pilot': 'c’est une exécution pilote',
  'the protocol does not let it run {0}': 'le protocole ne lui fait pas exécuter {0}',
  'its table has the set {0}, which the protocol has not':
    'son tableau a le jeu {0}, que le protocole n’a pas',
  'its table has the item {0}, which the set {1} has not': 'son tableau a l’item {0}, que le jeu {1} n’a pas',
  'a criterion of item {0} in set {1} has several raters, and no rule to make them one':
    'un critère de l’item {0} du jeu {1} a plusieurs annotateurs, et aucune règle pour n’en faire qu’un',
  '{0} stands here twice': '{0} y figure deux fois',
  '{0} is no rule of preflight; docs/reference/preflight.md lists them':
    '{0} n’est pas une règle du contrôle préalable ; docs/reference/preflight.md les énumère',
  'what {0} finds cannot be accepted; correct it, and remove the waiver':
    'ce que constate {0} ne peut être accepté ; corrigez-le, et retirez l’acceptation',
  'name the participant that gives the reason': 'nommez le participant qui donne le motif',
  'say why the finding is acceptable': 'dites pourquoi le constat est acceptable',
  '{0} is missing from languages': '{0} manque dans languages',
  '{0} is not a participant': '{0} n’est pas un participant',
  '{0} does not have the role coordinator': '{0} n’a pas le rôle coordinator',
  '{0} does not have the role runner': '{0} n’a pas le rôle runner',
  '{0} has no audience; leave it empty, or choose AMBER':
    '{0} n’a pas de destinataires ; laissez vide, ou choisissez AMBER',
  '{0} takes part and could not read what is shared': '{0} participe et ne pourrait lire ce qui est partagé',
  '{0} is not a set of items.sets': '{0} n’est pas un jeu de items.sets',
  '{0} is not a model of system.models': '{0} n’est pas un modèle de system.models',
  '{0} is not a measure of aggregation.measures': '{0} n’est pas une mesure de aggregation.measures',
  '{0} is not assigned to run {1} on {2} (conduct.assignments)':
    '{0} n’a pas à exécuter {1} sur {2} (conduct.assignments)',
  '{0} are both primary; at most one is': '{0} sont principales à la fois ; une seule peut l’être',
  'a file beside protocol.yaml is wanted, such as items/english.jsonl':
    'il faut un fichier à côté de protocol.yaml, tel que items/english.jsonl',
  'what is asked, of what, and which decision the answer informs':
    'ce qui est demandé, à quoi, et quelle décision la réponse éclaire',
  'the sets of items, one file and one language each':
    'les jeux d’items, un fichier et une langue pour chacun',
  'each language and what is translated into it': 'chaque langue et ce qui y est traduit',
  'the models under test and what is known of them': 'les modèles testés et ce qu’on en sait',
  'how answers are generated: prompt, sampling, attempts, limits':
    'comment les réponses sont produites : requête, tirage, tentatives, limites',
  'how an answer becomes a value': 'comment une réponse devient une valeur',
  'what counts when an attempt has no value, and who may exclude':
    'ce qui compte quand une tentative n’a pas de valeur, et qui peut exclure',
  'how criteria, attempts and items become a score':
    'comment critères, tentatives et items deviennent un score',
  'what will be computed, fixed before the first run':
    'ce qui sera calculé, fixé avant la première exécution',
  'who runs what, when, and who sees what': 'qui exécute quoi, quand, et qui voit quoi',
  'the file holds no fields': 'le fichier ne contient aucun champ',
  'the part "{0}" is missing: {1}': 'la partie « {0} » manque : {1}',
  'a run that can be analysed': 'une exécution qui peut être analysée',
  'runs that can be analysed': 'des exécutions qui peuvent être analysées',
  'an answer': 'une réponse',
  'one line': 'une ligne',
  'two lines': 'deux lignes',
  'a row of the table': 'une ligne du tableau',
  none: 'rien',
  'an item in canonical JSON': 'un item en JSON canonique',
  'not in canonical form': 'pas sous forme canonique',
  'a model of the protocol': 'un modèle du protocole',
  'an outcome table': 'un tableau des issues',
  'a change that applies': 'une modification qui s’applique',
  'an item of the set': 'un item du jeu',
  'the file has {0} characters; up to {1} are read': 'le fichier a {0} caractères ; on en lit {1} au plus',
  'the tag {0} is not allowed': 'l’étiquette YAML {0} n’est pas permise',
  'it is nested more than {0} deep': 'l’imbrication dépasse {0} niveaux',
  'it is not YAML': 'ce n’est pas du YAML',
  'it is not YAML ({0})': 'ce n’est pas du YAML ({0})',
  'a plan of published rates has nothing else': 'un plan de taux publiés ne contient rien d’autre',
  'published rates are older than the protocol: true is wanted':
    'des taux publiés sont antérieurs au protocole : il faut true',
  'others counted what is published: as-published is wanted':
    'ce qui est publié a été compté par d’autres : il faut as-published',
  '{0} is not assigned the model {1} (conduct.assignments)':
    'le modèle {1} n’est pas attribué à {0} (conduct.assignments)',
  '{0} stands for the total of published rates, not for one of them':
    '{0} désigne le total des taux publiés, et non l’un d’eux',
  'a set is wanted; only published rates have none': 'il faut un jeu ; seuls les taux publiés n’en ont pas',
  'a number is wanted; only of published rates it is not known':
    'il faut un nombre ; il n’est inconnu que pour des taux publiés',
  'a rule is wanted; only of published rates it is not known':
    'il faut une règle ; elle n’est inconnue que pour des taux publiés',
  'it has an outcome table, where the plan is of published rates':
    'elle a un tableau de résultats, alors que le plan porte sur des taux publiés',
  'it has published rates, which the plan does not ask for':
    'elle a des taux publiés, que le plan ne demande pas',
  'a language of the protocol': 'une langue du protocole',
  'a measure of the protocol': 'une mesure du protocole',
  'one rate': 'un taux',
  'two rates': 'deux taux',
}
