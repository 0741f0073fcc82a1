import type { report as en } from '../en/report.ts'
import { reportField } from './report-field.ts'

export const report: Record<keyof typeof en, string> = {
  ...reportField,
  'report.number':
    '{count, plural, =1 {un} =2 {deux} =3 {trois} =4 {quatre} =5 {cinq} =6 {six} =7 {sept} =8 {huit} =9 {neuf} =10 {dix} other {#}}',
  'report.institutes': '{count, plural, one {un institut} other {{word} instituts}}',
  'report.model': 'modèle\u00A0{model}',
  'report.models': '{count, plural, one {un modèle} other {{word} modèles}}',
  'report.tasks': '{count, plural, one {une tâche} other {{word} tâches}}',
  'report.tasks.at-place':
    '{count, plural, one {une tâche} other {{word} tâches}}{language, select, none {} other { en {language}}}{set, select, none {} other { (« {set} »)}}',
  'report.tasks.these': 'ces tâches',
  'report.place':
    '{language, select, none {« {set} »} other {{language}{set, select, none {} other {, « {set} »}}}}',
  'report.at-place.heading': '{text} : {place}',
  'report.at-place.score':
    '{text} {language, select, none {pour « {set} »} other {en {language}{set, select, none {} other { (« {set} »)}}}}',

  // La première ligne
  'report.kind.rehearsal': 'Répétition',
  'report.kind.joint': 'Exercice commun',
  'report.kind.retrospective': 'Résultats publiés',
  'report.kind.single': 'Exercice d’un seul institut',
  'report.label.simulated': '{count, plural, one {modèle simulé} other {modèles simulés}}',
  'report.label.recorded': 'réponses enregistrées',
  'report.label.invented': '{count, plural, one {un institut inventé} other {{word} instituts inventés}}',
  'report.label.retrospective': 'analysé après coup, sans accord préalable',
  'report.label.single': 'un seul institut',
  'report.label.pilot':
    '{count, plural, one {une exécution pilote, non analysée} other {# exécutions pilotes, non analysées}}',
  'report.agreed.all':
    '{count, plural, =1 {protocole du {date}} =2 {protocole du {date}, convenu par les deux} other {protocole du {date}, convenu par les {word}}}',
  'report.agreed.some': 'protocole du {date}, signé par {count} sur {of}',
  'report.agreed.after': 'protocole écrit après coup, le {date}',
  'report.amended': '{count, plural, one {modifié une fois} other {modifié # fois}}',

  // Le titre : plusieurs instituts
  'report.headline.average':
    '{Institutes} ont exécuté les mêmes {items} tâches{language, select, none {} other { en {language}}} : {mean} en moyenne ({thisTest} pour ce test ; {thisKind} pour des tâches de ce type).',
  'report.headline.average-after':
    'Analysé après coup, sans accord préalable : {institutes} et les mêmes {items} tâches{language, select, none {} other { en {language}}}, {mean} en moyenne ({thisTest} pour ce test ; {thisKind} pour des tâches de ce type).',
  'report.headline.below':
    '{lab} est {points} {n, plural, one {point} other {points}} au-dessous des autres ({range}), plus que les {delta} convenus ; {cause}.',
  'report.headline.above':
    '{lab} est {points} {n, plural, one {point} other {points}} au-dessus des autres ({range}), plus que les {delta} convenus ; {cause}.',
  'report.headline.several':
    '{count, plural, one {{labs} s’écarte des autres de plus des {delta} points convenus ; l’écart est donné plus bas.} other {{labs} s’écartent chacun des autres de plus des {delta} points convenus ; les écarts sont donnés plus bas.}}',
  'report.cause.unknown': 'la cause n’est pas encore connue',
  'report.cause.fields': 'son exécution a utilisé {fields}',
  'report.cause.many': 'son exécution s’écarte du protocole sur {count} champs',
  'report.headline.rest-agree':
    'Les {word} autres concordent dans la limite des {delta} points {after, select, yes {fixés après coup} other {fixés avant le test}}.',
  'report.headline.agree':
    '{who, select, labs {{count, plural, =2 {Les deux} other {Tous les laboratoires}} concordent dans la limite de {delta} points {after, select, yes {fixée après coup} other {fixée avant le test}}} other {{count, plural, =2 {Les deux} other {Les {word}}} concordent dans la limite des {delta} points {after, select, yes {fixés après coup} other {fixés avant le test}}}}.',
  'report.headline.cannot-tell':
    'Le test ne permet pas de dire si {labs} {count, plural, one {respecte} other {respectent}} l’écart convenu de {delta} points.',
  'report.headline.rest-cannot-tell':
    'Parmi les autres, le test ne permet pas de dire si {labs} {count, plural, one {respecte} other {respectent}} l’écart convenu de {delta} points.',
  'report.headline.cannot-tell-which':
    'Les {who, select, labs {laboratoires} other {instituts}} diffèrent de plus des {delta} points convenus ; ces données ne permettent pas de dire lequel s’écarte.',
  'report.headline.missing-decides':
    'Qu’ils concordent ou non dans la limite des {delta} points dépend de la façon de compter {count, plural, =0 {les tentatives} one {la tentative} other {les # tentatives}} sans résultat ; aucun verdict n’est rendu.',
  'report.headline.no-delta': 'Aucun écart maximal n’a été convenu ; aucun verdict n’est donc rendu.',
  'report.headline.two-labs': 'Deux laboratoires seulement : aucun chiffre commun n’est donné.',
  'report.headline.one-lab':
    'Un seul institut a exécuté ce test : rien ne peut être dit des différences entre instituts.',
  'report.headline.no-joint': 'Aucun chiffre commun n’est donné. {why}',
  'report.headline.side-by-side':
    'Les scores des instituts, côte à côte{place, select, none {} other { ({place})}} : {scores}.',
  'report.headline.pair':
    'Sur les mêmes {items} tâches{language, select, none {} other { en {language}}}, {a} atteint {scoreA} et {b} {scoreB} ; le premier est {points} {n, plural, one {point} other {points}} {direction, select, above {au-dessus} other {au-dessous}} du second ({range}).',
  'report.headline.pair-equal':
    'Sur les mêmes {items} tâches{language, select, none {} other { en {language}}}, {a} atteint {scoreA} et {b} {scoreB}.',
  'report.headline.after': 'Analysé après coup, sans accord préalable.',

  // Le titre : des modèles dans un institut
  'report.headline.models':
    '{after, select, yes {Analysé après coup, sans accord préalable : {institutes}, {models}, {tasks}} other {{Institutes} {count, plural, one {a exécuté} other {ont exécuté}} {models} sur {tasks}}}{attempts, plural, =1 {} other { de # tentatives chacune}}.',
  'report.headline.measure':
    '« {measure} » : {scores} ; les intervalles disent ce que {count, plural, one {{tasks} laisse} other {{tasks} laissent}} ouvert.',
  'report.headline.naive':
    'Compter chaque tentative comme indépendante donnerait {ranges}, ce qui est plus étroit que {count, plural, one {{tasks} ne le permet} other {{tasks} ne le permettent}}.',
  'report.headline.rule':
    '« {measure} » : {model} réussit {from} ou {to} tentatives sur {of}, selon la façon de compter « sans objet »{single, select, yes { ; avec un seul institut, aucun effet de laboratoire ne peut être donné} other {}}.',
  'report.headline.no-lab-effect': 'Avec un seul institut, aucun effet de laboratoire ne peut être donné.',
  'report.headline.no-comparison':
    'Le plan ne compare pas d’instituts ; aucune différence entre eux n’est donc donnée.',

  // Pas encore de résultat
  'report.headline.unsigned':
    'Pas encore convenu : {count} {count, plural, one {institut} other {instituts}} sur {of} {count, plural, one {a} other {ont}} signé le protocole.',
  'report.headline.pending':
    'Pas encore de résultat : {count} {count, plural, one {institut} other {instituts}} sur {of} {count, plural, one {a remis ses} other {ont remis leurs}} exécutions.',
  'report.headline.ready':
    'Pas encore de résultat : {of, plural, one {l’institut a remis ses exécutions} other {les {of} instituts ont remis leurs exécutions}}, l’analyse est attendue.',

  // Pourquoi aucun chiffre n'est donné
  'report.refusal.too-few-items':
    'Trop peu de tâches : un intervalle en demande au moins deux, notées par tous les instituts.',
  'report.refusal.no-scored':
    '{lab} n’a aucune tentative notée{known, select, yes { ; issue des {attempts} tentatives de son exécution : {ended}} other {}}.',
  'report.outcome.count': '{outcome} : {count}',
  'report.refusal.too-few-labs':
    'Trop peu d’instituts : les différences entre instituts ne peuvent être estimées.',
  'report.refusal.no-variation': 'Toutes les valeurs sont égales : ces données ne donnent pas d’intervalle.',
  'report.refusal.not-connected':
    'Chaque langue n’a été testée que par un laboratoire : on ne peut distinguer une différence de langue d’une différence de laboratoire.',
  'report.refusal.mismatched-items':
    'Les instituts n’ont pas exécuté les mêmes tâches : leurs scores ne sont pas comparés.',
  'report.refusal.missing-decides': 'La façon de compter les tentatives sans résultat décide de l’issue.',
  'report.refusal.no-exposure': 'On ignore combien le système a été utilisé : aucun taux ne peut être donné.',
  'report.refusal.too-few-labels':
    'Trop peu d’annotations humaines : le juge automatique ne peut être corrigé.',
  'report.refusal.judge-too-weak': 'Le juge automatique distingue trop mal pour être corrigé.',
  'report.refusal.n-unknown': 'Le nombre de tentatives derrière ce chiffre est inconnu.',
  'report.refusal.out-of-range': 'Une valeur sort de l’échelle convenue.',
  'report.refusal.not-converged': 'Le calcul ne s’est pas stabilisé.',
  'report.refusal.run-missing': 'Une exécution prévue n’a pas été remise.',
  'report.refused': 'non donné',

  // Vérification
  'report.verdict.verified': '✓ Vérifié',
  'report.verdict.differs': '◆ Diffère',
  'report.verdict.not-checked': 'Non vérifié ici',
  'report.verification.signed': 'signé, non journalisé',
  'report.verification.recomputed':
    'calculé par {lab}, {how, select, none {recalculé par aucun autre institut pour l’instant} all {recalculé par {others, plural, one {l’autre institut} other {les # autres instituts}}} other {recalculé par {count} des {others} autres instituts}}',
  'report.verification.alone': 'calculé par un institut, recalculé par aucun autre',
  'report.verification.open-file':
    'chaque chiffre ci-dessous mène à l’identifiant de ce dont il vient, que ./concord serve ouvre',
  'report.verification.open':
    'chaque chiffre ci-dessous mène à l’exécution dont il vient, à ses signatures et, s’il y en a, à ses items',
  'report.attested':
    'Que le protocole a précédé les exécutions est attesté par {count, plural, one {son unique signataire} other {ses {word} signataires}}, non prouvé : il n’y a pas encore de journal.',
  'report.attested-after': 'Le protocole a été écrit après les exécutions ; rien n’a été convenu d’avance.',

  // Figures
  'report.forest.heading': 'Score de chaque institut, et ce que les données laissent ouvert',
  'report.forest.caption':
    '{outside, select, kind {Bande intérieure : ce test, {inner}. Bande extérieure : tâches de ce type, {outer}.} other {Bande intérieure : tâches de ce type, {inner}. Bande extérieure : ce test, {outer}.}} Traits : intervalles à {sure} %. Dernière ligne : où l’on attendrait un autre institut, {next}.',
  'report.forest.caption-test':
    'Bande : ce test, {inner}. Traits : intervalles à {sure} %. Dernière ligne : où l’on attendrait un autre institut, {next}.',
  'report.forest.caption-plain': 'Traits : intervalles à {sure} %.',
  'report.forest.mean': '{count, plural, =2 {moyenne des deux} other {moyenne des {word}}} {mean}',
  'report.forest.next': 'un autre institut',
  'report.forest.label': 'Score de chaque institut avec son intervalle à {sure} % : {rows}.',
  'report.equivalence.heading': 'Écart par rapport aux autres instituts',
  'report.equivalence.caption':
    'Points au-dessus ou au-dessous des autres, avec intervalles à {sure} %. Bande : les {delta} points {after, select, yes {fixés après coup} other {convenus avant le test}}.',
  'report.equivalence.caption-plain':
    'Points au-dessus ou au-dessous des autres, avec intervalles à {sure} %. Aucun écart maximal n’a été convenu.',
  'report.equivalence.named': 'Un institut nommé est comparé à ceux qui ne le sont pas.',
  'report.equivalence.label':
    'Écart de chaque institut par rapport aux autres, en points, avec son intervalle à {sure} % : {rows}.',
  'report.models.caption':
    'Trait : intervalle tiré des {tasks}. Trait fin au-dessous : si chaque tentative comptait comme indépendante.',
  'report.models.label':
    '{model}, score par mesure avec l’intervalle tiré des tâches, et l’intervalle si chaque tentative comptait comme indépendante : {rows}.',
  'report.pairs.heading': 'Différences entre modèles',
  'report.pairs.caption':
    'Points dont le premier modèle dépasse le second sur les mêmes tâches, avec intervalles à {sure} %. Exploratoire : aucun verdict.',
  'report.pairs.label': 'Différences entre modèles en points, avec intervalles à {sure} % : {rows}.',
  'report.axis': 'Axe de {min} à {max}.',

  // Tableaux
  'report.numbers.heading': 'Les mêmes chiffres',
  'report.column.institute': 'Institut',
  'report.column.model': 'Modèle',
  'report.column.measure': 'Mesure',
  'report.column.language': 'Langue',
  'report.column.published': 'Taux publié',
  'report.column.tasks': 'Tâches',
  'report.column.task': 'Tâche',
  'report.column.score': 'Score',
  'report.column.interval': 'Intervalle à {sure} %',
  'report.column.naive': 'Si les tentatives étaient indépendantes',
  'report.column.passed': 'Réussies',
  'report.column.na': '« Sans objet »',
  'report.column.attempts': 'Tentatives',
  'report.column.missing': 'Sans résultat',
  'report.column.deviation': 'Écart au protocole',
  'report.column.distance': 'Écart (points)',
  'report.column.final': 'Par rapport aux non nommés (points)',
  'report.column.p': 'p, aucun écart (Holm)',
  'report.column.p-beyond': 'p, dans les {delta} points (Holm)',
  'report.column.bounds': 'Manquants, du pire au meilleur',
  'report.column.difference': 'Différence (points)',
  'report.column.p-bh': 'p (Benjamini–Hochberg)',
  'report.row.this-test': '{count, plural, =2 {Les deux} other {Les {word}}}, ce test',
  'report.row.this-kind': '{count, plural, =2 {Les deux} other {Les {word}}}, tâches de ce type',
  'report.row.next': 'Un autre institut, attendu',
  'report.of': '{count} sur {of}',
  'report.none': 'aucun',
  'report.deviation.unknown':
    '{count, plural, one {un champ non comparable} other {# champs non comparables}}',
  'report.note.difference-bounds':
    'la différence va {range} points, selon la façon de compter les tentatives sans résultat.',
  'report.note.dropped':
    '{count, plural, one {Une tâche est écartée parce qu’un institut n’a pas de valeur pour elle.} other {# tâches sont écartées parce qu’un institut n’a pas de valeur pour elles.}}',
  'report.note.clipped': 'Les intervalles sont coupés aux bouts de l’échelle à l’affichage.',
  'report.note.sensitivity':
    'Sensibilité : sans {labs}, la moyenne serait de {mean} ({range} pour ce test). Le résultat garde les {word}, à poids égal.',
  'report.distances.heading': 'Les écarts en détail',
  'report.distances.lead':
    'Chaque institut est comparé à la moyenne des autres, tâche par tâche. Le premier écart prend les {word} ; le second, qui décide, ceux qui ne sont pas nommés.',
  'report.language.heading': 'Par langue et par modèle',
  'report.language.pairs': 'Différence : le premier institut moins le second, sur les mêmes tâches.',
  'report.effects.heading': 'Instituts et langues ensemble',
  'report.effects.lead':
    'Descriptif : scores des cases exécutées, et effets additifs en points. Aucun chiffre toutes langues n’est donné, et personne n’est nommé ici.',
  'report.effects.not-run': 'non exécuté',
  'report.effects.institute': 'Effet de l’institut',
  'report.effects.language': 'Effet de la langue',
  'report.scores.lead':
    'Le premier intervalle prend les {tasks} comme ce qui varie ; le second compte chaque tentative comme indépendante et est trop étroit.',
  // Taux publiés
  'report.rates.headline':
    'Analysé après coup, sans accord préalable : « {measure} » vaut, selon les taux publiés dans {count, plural, one {une langue} other {{word} langues}}, {ranges}{order, select, none {} other { ; {order}}}.',
  'report.rates.range': '{range} pour le {model}',
  'report.rates.order': 'le {top} est au-dessus du {low} dans toutes les langues',
  'report.rates.open.not-published':
    'Ni le nombre de tentatives derrière {known, select, some {certains taux} other {chaque taux}}, ni l’institut qui a testé chaque langue ne sont publiés : aucune marge d’erreur ne peut être donnée, et les écarts entre langues peuvent tenir au hasard ou aux instituts.',
  'report.rates.open.one-for-each-language':
    'Le nombre de tentatives derrière {known, select, some {certains taux} other {chaque taux}} n’est pas publié : aucune marge d’erreur ne peut être donnée ; et chaque langue n’a été testée que par un institut : les écarts entre langues peuvent tenir aux instituts.',
  'report.rates.open.several-for-a-language':
    'Le nombre de tentatives derrière {known, select, some {certains taux} other {chaque taux}} n’est pas publié : aucune marge d’erreur ne peut être donnée, et les écarts peuvent tenir au hasard.',
  'report.rates.open.labs':
    'L’institut qui a testé chaque langue n’est pas publié : les écarts entre langues peuvent tenir aux instituts.',
  'report.rates.follows.weights-not-stated':
    '{count, plural, one {Le taux global publié, {totals}, ne peut être recalculé : la moyenne simple des langues est de {means}} other {Les taux globaux publiés, {totals}, ne peuvent être recalculés : les moyennes simples des langues sont de {means}}}, et aucune autre pondération n’est indiquée.',
  'report.rates.follows.from-no-weights':
    '{count, plural, one {Le taux global publié, {totals}, contredit ses parties : aucune pondération des langues ne le donne} other {Les taux globaux publiés, {totals}, contredisent leurs parties : aucune pondération des langues ne les donne}}.',
  'report.rates.follows.attempts':
    '{count, plural, one {Le taux global publié, {totals}, concorde avec la moyenne des langues} other {Les taux globaux publiés, {totals}, concordent avec les moyennes des langues}} pondérée{count, plural, one {} other {s}} par le nombre de tentatives.',
  'report.rates.follows.equal-weights':
    '{count, plural, one {Le taux global publié, {totals}, concorde avec la moyenne simple} other {Les taux globaux publiés, {totals}, concordent avec les moyennes simples}} des langues.',
  'report.rates.caption':
    '« {measure} » par langue. {known, select, none {Points : les taux tels que publiés. Aucun intervalle n’est tracé : le nombre de tentatives derrière ces taux n’est pas publié.} some {Points : les taux tels que publiés. Traits : intervalles à 95 % là où le nombre de tentatives est publié, chaque tentative comptant pour indépendante.} other {Points : les taux tels que publiés. Traits : intervalles à 95 %, chaque tentative comptant pour indépendante.}}{total, select, yes { Tirets : toutes langues, tel que publié.} other {}}',
  'report.rates.label':
    '{model}, taux publié par langue{known, select, none {, sans intervalles} other {}} : {rows}.',
  'report.rates.total-line': 'toutes langues, tel que publié {rate}',
  'report.rates.total': 'Toutes langues, tel que publié',
  'report.rates.mean': 'Moyenne simple des langues',
  'report.rates.not-published': 'non publié',
  'report.rates.no-interval':
    'Aucun intervalle n’est donné là où le nombre de tentatives n’est pas publié{known, select, none {, ce qui est le cas de tous ces taux} other {}}.',
  'report.rates.as-independent':
    'Les intervalles comptent chaque tentative pour indépendante ; si plusieurs relèvent d’une même tâche, ils sont trop étroits.',
  'report.rates.impossible':
    '{model}, {language} : {rate} ne peut provenir de {n} tentatives, quel que soit le nombre de réussites.',
  'report.rates.column.difference': '{a} − {b}, en points',
  'report.rates.totals.heading': 'Les taux globaux découlent-ils des parties ?',
  'report.rates.totals.lead':
    'Un taux toutes langues est une moyenne des taux par langue, chacun avec un certain poids. Les fourchettes sont ce que l’arrondi des taux publiés laisse ouvert.',
  'report.rates.column.total': 'Tel que publié',
  'report.rates.column.equal': 'Si chaque langue compte autant',
  'report.rates.column.attempts': 'Si chaque tentative compte autant',
  'report.rates.column.any': 'Quels que soient les poids',
  'report.rates.column.finding': 'Constat',
  'report.rates.finding.weights-not-stated': 'seulement avec des poids non indiqués',
  'report.rates.finding.from-no-weights': 'avec aucun poids',
  'report.rates.finding.attempts': 'en découle, selon le nombre de tentatives',
  'report.rates.finding.equal-weights': 'en découle, à poids égaux',
  'report.rates.attempts.heading': 'Ce que le nombre de tentatives déciderait',
  'report.rates.attempts.lead':
    'Avec moins de tentatives indépendantes derrière chaque taux qu’il n’est indiqué ici, le hasard seul produirait un tel écart dans plus de 5 % des cas.',
  'report.rates.attempts.assumed':
    'Colonnes « p si {n} » : une hypothèse à essayer, non un constat. Elles disent avec quelle fréquence le hasard seul produirait un tel écart si {n} tentatives étaient derrière chaque taux. Sur ce nombre : {source}',
  'report.rates.attempts.note':
    'Chaque paire est considérée seule, sans correction pour en examiner plusieurs.{labs, select, no { Quel que soit ce nombre, les écarts entre langues peuvent tenir aux instituts.} other {}}',
  'report.rates.column.compared': 'Comparaison',
  'report.rates.column.needed': '{model} : tentatives nécessaires',
  'report.rates.column.assumed': '{model} : p si {n}',
  'report.rates.all-together': 'Toutes les langues ensemble',
  'report.rates.compared': '{a} et {b}',
  'report.rates.same': 'taux égaux',
  'report.rates.same-title':
    'Les taux publiés sont égaux : aucun nombre de tentatives ne permet de les distinguer.',
  'report.rates.source.heading': 'Origine',
  'report.rates.source.lead': 'Selon les mots de {lab}, qui a repris ces taux :',
  'report.rates.shows.order':
    'Dans {count, plural, =2 {les deux} other {chacune des {word}}} langues, le taux publié du {top} est au-dessus de celui du {low}, de {range} points : plus que l’arrondi n’en peut faire.',
  'report.rates.shows.rounding':
    'Les taux sont arrondis : chaque taux exact peut être plus haut ou plus bas de {half} point au plus.',
  'report.rates.shows.as-published':
    'Les taux sont donnés tels que publiés : rien n’est regroupé, pondéré ni corrigé ici.',
  'report.rates.cannot.chance':
    'De combien le hasard seul peut déplacer un taux : le nombre de tentatives {known, select, none {} other {derrière certains }}n’est pas publié, donc aucun intervalle n’est donné.',
  'report.rates.cannot.not-published':
    'Si ce sont les langues qui diffèrent, ou les instituts : l’institut qui a testé chaque langue n’est pas publié.',
  'report.rates.cannot.one-for-each-language':
    'Si ce sont les langues qui diffèrent, ou les instituts : chaque langue n’a été testée que par un institut.',
  'report.rates.cannot.needed':
    'Si les taux d’un modèle diffèrent vraiment entre langues : le hasard seul expliquerait leurs écarts avec moins de tentatives derrière chacun qu’environ {needed}.',
  'report.rates.cannot.needed-for': '{n} pour le {model}',
  'report.rates.cannot.total':
    'Comment {count, plural, one {le taux global a été obtenu} other {les taux globaux ont été obtenus}} : les poids peuvent donner toute valeur entre le taux le plus bas et le plus haut ({ranges}) ; lesquels ont servi, ou ce qui a été laissé de côté, n’est pas indiqué.',
  'report.rates.cannot.impossible-total':
    'Ce que représente un taux global qu’aucune pondération de ses parties ne donne.',
  'report.rates.cannot.how':
    'Comment le test a été mené : tâches, réglages, juges et dates ne sont pas enregistrés ici.',
  'report.rules.heading': 'Deux règles pour « sans objet », côte à côte',
  'report.rules.lead':
    'Les mêmes verdicts sous deux règles : l’une demande que chaque critère soit rempli, l’autre seulement qu’aucun ne soit enfreint.',
  'report.items.heading': 'Par tâche',
  'report.items.lead': 'Tentatives réussies, sur celles qui comptent.',
  'report.pairs.table': 'Paires de modèles',
  'report.pairs.lead':
    'Exploratoire : ces comparaisons sont une carte, non une conclusion. Les valeurs p sont ajustées sur l’ensemble (Benjamini–Hochberg).',

  // Ce que cela montre ou ne peut montrer
  'report.shows.heading': 'Ce que cela montre',
  'report.cannot.heading': 'Ce que cela ne peut pas montrer',
  'report.shows.equal':
    'Chaque institut compte autant, même celui qui diffère ; aucun n’est retiré de la moyenne.',
  'report.shows.repeat':
    'Refaire le test dans un même {who, select, labs {laboratoire} other {institut}} déplace le score d’environ {repeat} points, changer {who, select, labs {de laboratoire} other {d’institut}} d’environ {between}.',
  'report.shows.repeat-range':
    'Refaire le test dans un même {who, select, labs {laboratoire} other {institut}} déplace le score d’environ {repeat} points. Avec {word} {who, select, labs {laboratoires} other {instituts}}, la dispersion entre {who, select, labs {laboratoires} other {instituts}} n’est connue que par un intervalle : {range} points.',
  'report.shows.between-range':
    'Avec {word} {who, select, labs {laboratoires} other {instituts}}, la dispersion entre {who, select, labs {laboratoires} other {instituts}} n’est connue que par un intervalle : {range} points.',
  'report.shows.next': 'Un autre institut exécutant les mêmes tâches serait attendu entre {lo} et {hi}.',
  'report.shows.sd':
    'Une dispersion estimée sur {word} {who, select, labs {laboratoires} other {instituts}} peut être fausse d’un facteur {lo} à {hi}.',
  'report.shows.named':
    'L’institut qui diffère a été trouvé en mettant de côté, pas à pas, celui qui dépasse le plus les {delta} points convenus.',
  'report.shows.flips': 'D’une tentative à l’autre, la réponse a changé pour {range} des tâches.',
  'report.shows.all-failed':
    '{model}, {measure} : aucune réussite observée, ce qui n’exclut pas un taux allant jusqu’à {hi}.',
  'report.shows.apart':
    'Chaque mesure est considérée seule, avec ce que ses tâches laissent ouvert ; aucune n’est fondue dans un score unique.',
  'report.shows.nothing': 'Il n’y a pas encore de résultat.',
  'report.cannot.simulated': 'Quoi que ce soit sur un système réel : le modèle est simulé.',
  'report.cannot.recorded':
    'Ce que le modèle répond aujourd’hui : ses réponses, en tout ou en partie, ont été enregistrées auparavant, et personne n’a été interrogé pour elles.',
  'report.cannot.invented': 'Quoi que ce soit sur de vrais instituts : ceux-ci sont inventés.',
  'report.cannot.after':
    'Ce qu’aurait donné un test convenu d’avance : le plan a été écrit une fois les résultats connus.',
  'report.cannot.single': 'Le score qu’obtiendrait un autre institut : il n’y en a qu’un.',
  'report.cannot.languages': 'Un score toutes langues confondues : chacune est considérée seule.',
  'report.cannot.cause': 'Que les différences entre les exécutions sont la cause des différences de score.',
  'report.cannot.unknown': 'L’identité de ce qui n’a pas été fixé ou consigné : {fields}.',
  'report.cannot.unknown-many':
    'L’identité de ce qui n’a pas été fixé ou consigné : {count} champs, nommés plus bas.',
  'report.cannot.other':
    'Ce que fait le système sur d’autres tâches, ou dans d’autres conditions que celles convenues.',
  'report.cannot.exploratory': 'Quel modèle est le meilleur : les comparaisons de paires sont exploratoires.',

  // Issues, écarts, signatures, vérification
  'report.outcomes.heading': 'Issues',
  'report.outcomes.lead':
    'Comment chaque tentative s’est terminée, et le score si toutes celles sans résultat comptaient au pire et au mieux.',
  'report.comparability.same-measurement': 'La mesure convenue : {runs}.',
  'report.comparability.comparable-with-caveat':
    'Comparable à ce qui a été convenu, avec une réserve ({fields}) : {runs}.',
  'report.comparability.not-comparable': 'Non comparable à ce qui a été convenu ({fields}) : {runs}.',
  'report.comparability.run': '{lab} avec {model}',
  'report.deviations.heading': 'Écarts au protocole',
  'report.deviations.none':
    'Aucune différence entre ce qui a été convenu et ce qui a été consigné n’a été trouvée.',
  'report.deviations.nothing-agreed':
    'Rien n’a été convenu avant ces exécutions ; il n’y a donc rien dont elles pourraient s’écarter.',
  'report.deviations.lead': 'Trouvés en comparant ce qui a été convenu à ce que chaque exécution a consigné.',
  'report.column.field': 'Champ',
  'report.column.planned': 'Convenu',
  'report.column.actual': 'Consigné',
  'report.column.reason': 'Explication',
  'report.deviations.derived': 'découle de ce qui précède',
  'report.deviations.by': 'au plus tard le {date}',
  'report.deviations.days': 'du {from} au {to}',
  'report.deviations.unexplained': 'aucune',
  'report.deviations.unknown-line': '{labs} : {fields}',
  'report.unknown.heading': 'Ce qui ne peut être comparé',
  'report.unknown.lead':
    'Non fixé par le protocole, ou non consigné par l’exécution. Inconnu n’est pas égal : pour ces champs, on ne peut dire que les exécutions ont fait la même chose.',
  'report.notice.heading': 'Avant les chiffres',
  'report.notice.withdrawn.none': '{lab} s’est retiré, avant d’avoir vu un résultat : {why}',
  'report.notice.withdrawn.pilot':
    '{lab} s’est retiré, après avoir vu des résultats d’essais pilotes : {why}',
  'report.notice.withdrawn.own-results': '{lab} s’est retiré, après avoir vu ses propres résultats : {why}',
  'report.notice.withdrawn.all-results':
    '{lab} s’est retiré, après avoir vu tous les résultats : {why} Qui part en connaissant les résultats peut changer ce sur quoi les autres semblent s’accorder.',
  'report.notice.retracted.run': '{lab} est revenu sur son exécution ({reason}) : {why}',
  'report.notice.retracted.analysis': '{lab} est revenu sur son analyse ({reason}) : {why}',
  'report.notice.retracted.opinion':
    '{lab} est revenu sur ce qu’il avait dit de cet exercice ({reason}) : {why}',
  'report.notice.reason.mistake': 'une erreur',
  'report.notice.reason.fault-found': 'un défaut de ce sur quoi elle repose',
  'report.notice.reason.conduct': 'la conduite d’une personne',
  'report.notice.reason.consent': 'un consentement retiré',
  'report.notice.reason.other': 'une autre raison',
  'report.notice.erased':
    '{lab} a fait effacer son exécution. Les chiffres ci-dessous reposent encore dessus et ne peuvent plus être recalculés : ne vous y fiez pas.',
  'report.notice.still-used':
    'Les chiffres ci-dessous reposent encore dessus : il faut les recalculer avant de s’y fier.',
  'report.opinions.heading': 'Objections et remarques',
  'report.opinion.objection': 'objection',
  'report.opinion.remark': 'remarque',
  'report.opinion.version': 'Protocole, version {version}',
  'report.opinion.answered': 'Réponse : la version {version}, que {lab} a signée',
  'report.opinion.unanswered': 'Sans réponse : {lab} n’a signé aucune version ultérieure',
  'report.column.on': 'Au sujet de',
  'report.column.answer': 'Réponse',
  'report.column.kind': 'Nature',
  'report.column.text': 'Texte',
  'report.signatures.heading': 'Qui a signé quoi',
  'report.column.statement': 'Déclaration',
  'report.column.id': 'Identifiant',
  'report.column.signers': 'Signée par',
  'report.signatures.protocol': 'Protocole, version {version}',
  'report.signatures.amendment': 'Avenant : {why}',
  'report.signatures.run': 'Exécution de {lab}, {model}',
  'report.signatures.rates': 'Taux publiés : {model}, repris par {lab}',
  'report.signatures.analysis': 'Analyse, calculée par {lab}',
  'report.signatures.opinion': 'Avis de {lab}',
  'report.signatures.charter': 'Charte de {name}, version {version}, valable jusqu’au {date}',
  'report.signatures.nobody': 'personne encore',
  'report.verify.heading': 'Comment vérifier',
  'report.verify.lead':
    'Dans un dossier qui contient les preuves, cette commande vérifie chaque signature et chaque empreinte, et recalcule chaque nombre à partir des items. Elle n’a pas besoin du réseau.',
  'report.verify.lead-rates':
    'Dans un dossier qui contient les preuves, cette commande vérifie chaque signature et chaque empreinte, et recalcule chaque nombre à partir des taux publiés. Comment ceux-ci ont été obtenus ne peut être vérifié ici. Elle n’a besoin d’aucun réseau.',
  'report.verify.elsewhere':
    'Sur une machine qui n’a jamais vu le réseau des instituts, donnez à Concord ce rapport et les preuves, qui tiennent en un fichier. Qui les détient écrit ce fichier avec {command}.',
  'report.verify.charter': 'La confiance repose sur un identifiant, que vous tenez d’ailleurs : charte {id}.',
  'report.skip': 'Aller au contenu',
}
