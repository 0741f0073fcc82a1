import type { statistics as en } from '../en/statistics.ts'

const UNIT =
  '{unit, select, year { par an} quarter { par trimestre} month { par mois} week { par semaine} day { par jour} other { par période}}'
const LANGUAGE = '{language, select, none {Le} other {En {language}, le}}'

export const statistics: Record<keyof typeof en, string> = {
  'statistics.lab': 'le laboratoire {lab}',
  'statistics.range': '{lo}\u00A0à\u00A0{hi}',
  'statistics.refused': 'Aucun chiffre n’est donné. {why}',

  // Une exécution
  'statistics.one.score':
    '{measure, select, refusals {Le modèle a refusé {score} de ces {count} demandes dans ce laboratoire} successes {Le modèle a réussi {score} de ces {count} tâches dans ce laboratoire} other {Le score moyen sur ces {count} tâches dans ce laboratoire est de {score}}}{range, select, none {} other { (valeurs compatibles avec les données : {range})}}{flips, select, none {} other { ; sur {tries} essais, la réponse a changé pour {flips} des {measure, select, refusals {demandes} other {tâches}}}}.',
  'statistics.one.total':
    'Le modèle a {measure, select, refusals {refusé {score} de {count} demandes} other {réussi {score} de {count} tentatives}} dans ce laboratoire (valeurs compatibles avec les données : {range}), si aucune tâche n’y figure deux fois.',
  'statistics.one.none-seen':
    '{of, select, failures {Aucun échec observé sur {count} {unit, select, tasks {tâches} other {tentatives}} ; un taux d’échec allant jusqu’à {share}} successes {Aucune réussite observée sur {count} {unit, select, tasks {tâches} other {tentatives}} ; un taux de réussite allant jusqu’à {share}} refusals {Aucun refus observé sur {count} demandes ; un taux de refus allant jusqu’à {share}} other {Aucune des {count} demandes n’a eu de réponse ; un taux de réponse allant jusqu’à {share}}} n’est pas exclu.',
  'statistics.missing':
    'De {lo} à {hi}, selon la façon de compter {count, plural, =1 {{unit, select, tasks {la tâche} requests {la demande} other {la tentative}}} other {les {text} {unit, select, tasks {tâches} requests {demandes} other {tentatives}}}} sans résultat.',

  // Deux configurations
  'statistics.two.more':
    'Sur {same, select, yes {les mêmes {items} tâches} other {des tâches dont on ne sait si ce sont les mêmes}}, la version {better} {measure, select, refusals {refuse} successes {réussit} other {obtient}} {points} {n, plural, one {point} other {points}} de plus que la {worse} ({range})',
  'statistics.two.equal':
    'Sur les mêmes {items} tâches, la version {better} {measure, select, refusals {refuse aussi souvent que} successes {réussit aussi souvent que} other {obtient autant que}} la {worse} ({range})',
  'statistics.two.equivalent':
    '{difference} : les deux sont équivalentes dans la limite de {delta} points fixée avant le test.',
  'statistics.two.better':
    '{difference} : la {better} {measure, select, refusals {refuse davantage} other {est meilleure}}.',
  'statistics.two.cannot-tell':
    '{difference} : le test est trop petit pour dire laquelle {measure, select, refusals {refuse davantage} other {est meilleure}}{detectable, select, none {} other { ; il aurait pu déceler un écart de {detectable} {n, plural, one {point} other {points}}}}.',
  'statistics.two.missing-decides':
    '{difference} : que ce soit dans la limite de {delta} points fixée avant le test dépend de la façon de compter {count, plural, =1 {la tentative} other {les {text} tentatives}} sans résultat ; aucun verdict n’est rendu.',
  'statistics.two.scores': 'Version {a} : {scoreA} ; version {b} : {scoreB}.',
  'statistics.pair.apart':
    'Sur des tâches dont on ne sait si ce sont les mêmes, {a} atteint {scoreA} et {b} {scoreB}.',
  'statistics.pair.differ':
    'Ils diffèrent{beyond, select, yes { de plus des {delta} points convenus} other { ; de plus des {delta} points convenus ou non, on ne peut le dire}}.',

  // Totaux de plusieurs laboratoires
  'statistics.totals.mean':
    'La moyenne des {count} proportions est de {mean} ({range} pour des laboratoires comme ceux-ci) ; un autre laboratoire serait attendu à {next}.',

  // Un juge, et deux annotateurs
  'statistics.judge.agree':
    'Le juge automatique et les humains s’accordent sur {agreement} des réponses{fault, select, misses {, mais {language, select, none {} other {en {language} }}le juge manque {share} des réponses {positive, select, unsafe {dangereuses} other {que les humains disent « {positive} »}}} flags {, mais {language, select, none {} other {en {language} }}le juge dit {positive, select, unsafe {dangereuses} other {« {positive} »}} {share} des autres réponses} other {}}.',
  'statistics.judge.corrected':
    'Corrigé à l’aide de {labels} annotations humaines, {theirs, select, yes {leur taux} other {le taux de réponses {positive, select, unsafe {dangereuses} other {« {positive} »}}{where, select, none {} other { en {where}}}}} est de {rate} ({range}){raw, select, none {} other { et non de {raw}}}.',
  'statistics.judge.half': 'la moitié',
  'statistics.judge.usable': `${LANGUAGE} taux du juge est utilisable tel quel : il est établi que son écart est inférieur aux {delta} points fixés d’avance.`,
  'statistics.judge.usable-corrected': `${LANGUAGE} taux du juge n’est pas établi à {delta} points près, limite fixée d’avance : il faut utiliser le taux corrigé.`,
  'statistics.judge.not-usable': `${LANGUAGE} taux du juge n’est pas établi à {delta} points près, limite fixée d’avance, et il distingue trop mal pour être corrigé.`,
  'statistics.judge.too-weak': `${LANGUAGE} juge distingue trop mal pour que son taux soit corrigé.`,
  'statistics.judge.no-labels': `${LANGUAGE} taux du juge ne peut être corrigé : il y faut {least} annotations humaines de réponses de chaque verdict.`,
  'statistics.raters.agree':
    'Les deux annotateurs donnent la même étiquette à {agreement} des {items} items{range, select, none {} other { ({range})}} ; AC1, qui tient compte du hasard, vaut {ac1}.',

  // Incidents
  'statistics.incidents.reports': `Les signalements {change, select, rose {sont passés de {from} à {to}} fell {sont passés de {from} à {to}} other {sont restés à {to}}}${UNIT}`,
  'statistics.incidents.use':
    '{reports}{use, select, roseToo {, mais l’usage a augmenté aussi} fellToo {, mais l’usage a baissé aussi} rose {, alors que l’usage a augmenté} fell {, alors que l’usage a baissé} other {, alors que l’usage n’a pas changé}}',
  'statistics.incidents.rate': `{reports} ; rapportée à l’usage, la {change, select, rose {hausse} other {baisse}} est de {percent} %${UNIT} ({range} %){chance, select, yes {, peut-être due au hasard} other {}}.`,
  'statistics.incidents.even': `{reports} ; rapporté à l’usage, le taux n’a pas changé ({range} %${UNIT}).`,
  'statistics.incidents.no-rate':
    '{reports} ; on ignore l’usage pour une partie des périodes : rien ne peut être dit du taux.',
  'statistics.incidents.no-trend':
    '{reports} ; une tendance du taux ne peut être donnée : il y faut trois périodes, et des incidents ailleurs que dans la première ou la dernière.',
  'statistics.incidents.alarm': 'Le seuil d’alerte est atteint{at, select, none {} other { ({at})}}.',
  'statistics.incidents.no-alarm': 'Le seuil d’alerte n’est pas atteint.',

  // Plusieurs langues
  'statistics.languages.effects':
    'Laboratoires et langues se recoupent : leurs effets peuvent être distingués.',
  'statistics.languages.parts':
    'Laboratoires et langues se séparent en {count} parties sans laboratoire ni langue en commun : d’une partie à l’autre, rien n’est comparé.',

  // Quel ensemble, et pourquoi
  'statistics.why.one':
    'Un laboratoire : son score, avec ce que ces tâches laissent ouvert. Il n’y a rien à quoi le comparer, donc pas de verdict.',
  'statistics.why.one-total':
    'Un total : sa proportion, chaque tentative prise pour une tâche à part. Il n’y a rien à quoi la comparer, donc pas de verdict.',
  'statistics.why.configurations':
    'Deux configurations sur les mêmes tâches : leur différence, tâche par tâche.',
  'statistics.why.apart':
    'Deux côtés sans tâche commune connue : leur différence, tirée de l’intervalle de chacun.',
  'statistics.why.two-labs':
    'Deux laboratoires sur les mêmes tâches : les deux scores et leur différence, tâche par tâche.',
  'statistics.why.joint':
    '{count} laboratoires sur les mêmes tâches : la moyenne des laboratoires, à poids égal, et l’écart de chacun aux autres.',
  'statistics.why.totals':
    '{count} totaux : la moyenne des proportions, à poids égal. Les tâches communes ne sont pas connues : personne n’est comparé, et il n’y a pas de verdict.',
  'statistics.why.judge':
    'Les verdicts d’un juge, et des annotations humaines pour certains : le taux qu’elles corrigent, chaque langue à part.',
  'statistics.why.raters':
    'Deux annotateurs des mêmes items, dont aucun n’est la vérité : à quel point ils s’accordent. Pas de verdict.',
  'statistics.why.incidents': 'Des nombres par période : le taux rapporté à l’usage, et s’il change.',
  'statistics.why.languages': 'Plusieurs laboratoires et langues : leurs effets peuvent-ils être distingués.',
  'statistics.why.no-delta': 'Sans --delta, le plus grand écart sans importance, il n’y a pas de verdict.',
  'statistics.why.no-alarm': 'Sans --alarm, le taux à ne pas dépasser, aucun seuil d’alerte n’est surveillé.',

  // Tableaux
  'statistics.labs': 'Laboratoire par laboratoire',
  'statistics.labels': 'Qui a dit quoi',
  'statistics.periods': 'Période par période',
  'statistics.column.figure': 'Chiffre',
  'statistics.column.value': 'Valeur',
  'statistics.column.lab': 'Laboratoire',
  'statistics.column.period': 'Période',
  'statistics.column.count': 'Nombre',
  'statistics.column.exposure': 'Usage',
  'statistics.column.rate': 'Taux pour {per}',
  'statistics.column.evidence': 'ln\u00A0e',
  'statistics.column.first': 'Premier annotateur en ligne, second en colonne',
  'statistics.row.score': 'Score obtenu',
  'statistics.row.not-excluded': 'Non exclu (unilatéral)',
  'statistics.row.bounds': 'Score, manquants du pire au meilleur',
  'statistics.row.flips': 'Tâches dont la réponse a changé',
  'statistics.row.tasks': 'Tâches',
  'statistics.row.items': 'Items aux deux étiquettes',
  'statistics.row.groups': 'Groupes de tâches',
  'statistics.row.attempts': 'Tentatives comptées',
  'statistics.row.missing': 'Tentatives sans résultat',
  'statistics.row.not-applicable': 'Tentatives sans objet',
  'statistics.row.design-effect': 'Effet de plan, par rapport à des tentatives indépendantes',
  'statistics.row.ends':
    'Tâches toujours {measure, select, refusals {refusées, jamais refusées} successes {réussies, jamais réussies} other {à 1, toujours à 0}}',
  'statistics.row.difference': 'Différence {first} − {second} (points)',
  'statistics.row.difference-bounds': 'Différence, manquants du pire au meilleur (points)',
  'statistics.row.detectable': 'Décelable (points, puissance 80 %)',
  'statistics.row.only':
    'Tâches {measure, select, refusals {refusées} other {réussies}} par {side} seulement',
  'statistics.row.mcnemar': 'p, aucune différence (McNemar, mi-p)',
  'statistics.row.mean-test': 'Moyenne, ce test',
  'statistics.row.mean-kind': 'Moyenne, tâches de ce type',
  'statistics.row.next-lab': 'Un autre laboratoire, attendu',
  'statistics.row.repeatability': 'Refaire dans un laboratoire, s_r (points)',
  'statistics.row.between': 'Entre laboratoires, s_L (points)',
  'statistics.row.reproducibility': 'Changer de laboratoire, s_R (points)',
  'statistics.row.fixed': 'p, aucun laboratoire ne diffère sur ces tâches',
  'statistics.row.random': 'p, aucun laboratoire ne diffère sur de telles tâches',
  'statistics.row.interaction': 'Laboratoire × tâche, part de ce qui varie',
  'statistics.row.homogeneity': 'p, tous ont une même proportion (χ², sans les tâches communes)',
  'statistics.row.raw': 'Taux selon le juge',
  'statistics.row.corrected': 'Taux corrigé',
  'statistics.row.bias': 'Juge − corrigé (points)',
  'statistics.row.agreement': 'Accord',
  'statistics.row.sensitivity': 'Sensibilité',
  'statistics.row.specificity': 'Spécificité',
  'statistics.row.youden': 'J, sensibilité + spécificité − 1',
  'statistics.row.ac1': 'AC1 de Gwet',
  'statistics.row.alpha': 'α de Krippendorff',
  'statistics.row.kappa': 'κ de Cohen',
  'statistics.row.labels': 'Annotations humaines où le juge dit oui, non',
  'statistics.row.of-category': 'Accord sur « {category} »',
  'statistics.row.rate': 'Taux pour {per}, toutes périodes',
  'statistics.row.trend':
    'Évolution du taux en %, {model, select, negative {binomiale négative} quasi {quasi-Poisson} other {Poisson}}',
  'statistics.row.dispersion': 'p, la dispersion est celle du hasard (φ {phi})',
  'statistics.row.shape': 'p, les nombres ni ne montent ni ne baissent (Mann–Kendall)',
  'statistics.row.evidence': 'ln\u00A0e à la dernière période ; alerte à {alarm}',

  // Ce qu'il faut savoir avec
  'statistics.note.confidence':
    'Chaque plage donnée ici est un intervalle à {sure} %, et non à 95 % comme d’ordinaire ; un verdict ne se lit que sur un intervalle à 95 %.',
  'statistics.note.few-items':
    'Moins de dix tâches ou groupes de tâches : l’intervalle ne vaut qu’à peu près.',
  'statistics.note.few-labs':
    'Moins de cinq laboratoires : la distance entre laboratoires est à peine connue.',
  'statistics.note.three-labs':
    'Trois laboratoires et un écart inférieur à 10 points : cela peut déceler un désaccord, mais guère son auteur.',
  'statistics.note.unequal': 'Les tâches ont de {fewest} à {most} tentatives chacune.',
  'statistics.note.dropped':
    '{count, plural, =1 {Une tâche est écartée parce qu’un côté n’a pas de valeur pour elle.} other {{text} tâches sont écartées parce qu’un côté n’a pas de valeur pour elles.}}',
  'statistics.note.dropped-scores': 'Scores sur ce qui est écarté : {scores}.',
  'statistics.note.missingness':
    'Les tentatives restent sans résultat plus souvent à un endroit qu’à un autre (Q de Cochran, p {p}) : c’est aussi une différence.',
  'statistics.note.comparisons':
    'Une comparaison parmi {count} : à ce nombre, certaines diffèrent par le seul hasard.',
  'statistics.note.different-tasks':
    'Aucune tâche commune n’est connue : une part de la différence peut tenir aux tâches.',
  'statistics.note.groups':
    'Les plages des scores et des écarts, et donc le verdict, comptent les groupes de tâches et non les tâches. Celle des tâches de ce type ne le fait pas : elle est trop étroite si les tâches d’un groupe se ressemblent.',
  'statistics.note.consistency':
    'Signalé, non retiré : {labs} (h ou k de Mandel au-delà de sa valeur à 1 %).',
  'statistics.note.clustered':
    'Certains items ont plusieurs réponses : les intervalles viennent du retirage d’items entiers.',
  'statistics.note.unlabelled':
    '{count, plural, =1 {Un item est écarté : un annotateur ne lui a pas donné d’étiquette.} other {# items sont écartés : un annotateur ne leur a pas donné d’étiquette.}}',
  'statistics.note.kappa':
    'κ ne se lit jamais seul : quand une étiquette est rare, il chute bien que les deux s’accordent.',
  'statistics.note.language-apart':
    'Ce qu’un juge manque dans une langue ne dit rien d’une autre : chacune est corrigée par ses propres annotations.',
  'statistics.note.unseen':
    'Ce qu’aucun tableau ne montre : les signalements encore à venir, et si la définition d’un incident a changé.',
  'statistics.note.plan':
    'Alerte : e-processus contre « le taux ne dépasse pas {rate} », a priori gamma({shape} ; {exposure}), α {alpha} ; valable à chaque regard s’il a été fixé avant le premier.',

  // Figures
  'statistics.figure.score': 'Le score, et ce que les données laissent ouvert',
  'statistics.figure.score-caption':
    'Trait : intervalle à {sure} %. Barres au-dessous : combien de tâches ont quelle moyenne.',
  'statistics.figure.score-plain': 'Trait : intervalle à {sure} %.',
  'statistics.figure.score-label': 'Score avec son intervalle à {sure} % : {row}.',
  'statistics.figure.this-lab': 'ce laboratoire',
  'statistics.figure.difference': 'Différence en points',
  'statistics.figure.difference-caption':
    'Premier moins second, avec l’intervalle à {sure} %.{delta, select, none { Aucun écart maximal n’a été convenu.} other { Bande : les {delta} points convenus avant le test.}}',
  'statistics.figure.difference-label': 'Différence en points, avec son intervalle à {sure} % : {row}.',
  'statistics.figure.judge': 'Taux selon le juge, et corrigé',
  'statistics.figure.judge-caption':
    'Marque ouverte : taux selon le juge. Pleine : corrigé par des annotations humaines, avec l’intervalle à {sure} %.',
  'statistics.figure.judge-label': 'Taux selon le juge, et corrigé : {rows}.',
  'statistics.figure.judge-row': '{raw}, corrigé {rate} ({range})',
  'statistics.figure.all': 'toutes les réponses',
  'statistics.figure.raters': 'Accord de deux annotateurs',
  'statistics.figure.raters-caption':
    'Traits : intervalles à {sure} %. κ est donné à côté des autres, jamais seul.',
  'statistics.figure.raters-label': 'Accord avec intervalles à {sure} % : {rows}.',
  'statistics.figure.rates-caption':
    'Incidents pour {per} d’usage, avec intervalles à {sure} %. Ligne brisée : toutes périodes.',
  'statistics.figure.rates-label': 'Taux de chaque période avec son intervalle à {sure} % : {rows}.',
  'statistics.figure.evidence': 'Indices d’une alerte',
  'statistics.figure.evidence-caption':
    'ln\u00A0e après chaque période, contre « le taux ne dépasse pas ce qui a été convenu ». La ligne brisée est l’alerte.',
  'statistics.figure.evidence-label': 'ln\u00A0e après chaque période, alerte à {alarm} : {rows}.',
  'statistics.figure.alarm': 'alerte {alarm}',

  // La commande
  'statistics.command':
    'ce qu’un tableau peut porter : les chiffres recommandés, en mots, en nombres et en image',
  'statistics.command.note': 'Remarque : {note}',
  'statistics.command.alike':
    'Attention : {names} sont comptés comme {count} {by, select, lab {laboratoires différents} other {configurations différentes}}. S’il s’agit du même, donnez-lui un seul nom dans le tableau, et relancez.',
  'statistics.command.quoted': '« {name} »',
  'statistics.command.unread': 'Colonnes qui n’ont pas été lues : {columns}.',
  'statistics.command.picture': 'Image : {file}',
  'statistics.command.no-picture': 'Il n’y a rien à dessiner : aucune image n’a été écrite.',
  'statistics.option.delta':
    'plus grand écart sans importance, convenu d’avance, nécessaire à un verdict : 5pp ou « 5 points » pour 5 points sur 100, ou 0.05 de l’échelle',
  'statistics.option.group': 'colonne qui réunit des tâches semblables',
  'statistics.option.positive': 'étiquette qui compte, quand un juge et des humains emploient des mots',
  'statistics.option.alarm': 'taux par unité d’usage à ne pas dépasser, convenu d’avance',
  'statistics.option.confidence': 'de chaque plage, en pour cent, de 80 à 99 ; seulement sans --delta',
  'statistics.option.svg': 'fichier pour l’image',
}
