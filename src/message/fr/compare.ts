import type { compare as english } from '../en/compare.ts'

export const compare: Record<keyof typeof english, string> = {
  'compare.command':
    'comparer deux journaux d’évaluation (Inspect .eval et .json) : quels items ils partagent, de combien leurs notes y diffèrent, où ils divergent ; sans init, n’enregistre rien',
  'compare.option.score': 'note à comparer, si les journaux en ont plusieurs',
  'compare.option.delta':
    'plus grand écart sans importance, par exemple 5pp : il permet un verdict sur les notes',
  'compare.lead':
    '{items, select, same {Les deux journaux ont mesuré {n, plural, one {le même item} other {les # mêmes items}}} some {Les deux journaux partagent {n, plural, one {# item} other {# items}}} other {Les deux journaux ne partagent aucun item}}{models, select, same {, avec le même modèle : {a}} other {, avec des modèles différents : {a} et {b}}}.',
  'compare.log': '{side} : {file} · {task} · {model} · {format} {version} · {label}',
  'compare.items':
    '{common, plural, =0 {Aucun item commun} one {# item commun} other {# items communs}}, {first} dans A seulement, {second} dans B seulement.',
  'compare.repeated':
    'Dans {side}, {count, plural, one {# question figure} other {# questions figurent}} sous plusieurs identifiants, par exemple {ids} : hors de la différence, car on ne peut dire quel essai correspond à quel autre.',
  'compare.without-key':
    'Dans {side}, {count, plural, one {# item a} other {# items ont}} une image ou un autre média que le journal ne fait que nommer : non appariés.',
  'compare.other-targets':
    'Attention : pour {count, plural, one {# item commun} other {# items communs}}, les journaux attendent une autre réponse.',
  'compare.difference.heading': 'Différence de {score}',
  'compare.difference.apart':
    'Erreur type de la différence : {paired} points, item par item. Si les deux notes étaient lues séparément, elle serait de {unpaired} points.',
  'compare.difference.no-common-item':
    'Pas de différence : aucun item d’un journal ne peut être apparié avec un item de l’autre.',
  'compare.difference.no-common-score': 'Pas de différence : les journaux n’ont aucune note du même nom.',
  'compare.difference.no-number':
    'Pas de différence : aucun item commun n’a de nombre de cet évaluateur dans les deux journaux.',
  'compare.others': 'Les journaux partagent aussi : {scores} ; choisissez avec --score.',
  'compare.disagree.heading':
    '{count, plural, =0 {Les journaux concordent sur chaque item commun.} one {# item sur lequel ils divergent} other {# items sur lesquels ils divergent}}{shown, select, all {} other { (les {shown} premiers ; --json les donne tous)}}',
  'compare.disagree.warning':
    'Les textes ci-dessous sont ceux des journaux, coupés ; ce qu’une évaluation demande et obtient peut être nuisible.',
  'compare.disagree.target': 'attendu : {target}',
  'compare.disagree.side': '{side} : {outcome} · {answer}',
  'compare.disagree.no-answer': '(pas de réponse)',
  'compare.disagree.several': '{value} sur {count} essais',
  'compare.verdict.same-measurement':
    'La même mesure : chaque champ qui décide est connu dans les deux journaux et identique.',
  'compare.verdict.comparable-with-caveat': 'Comparables sous réserve.',
  'compare.verdict.not-comparable':
    'Non comparables dans leur ensemble : il n’est pas établi que le test était le même.',
  'compare.different': 'Différent : {fields}.',
  'compare.unknown':
    'Non indiqué dans l’un des journaux au moins, et inconnu ne veut pas dire égal : {fields}.',
  'compare.fields.heading': 'Ce que les journaux disent d’eux-mêmes',
  'compare.column.field': 'Champ',
  'compare.relation':
    '{relation, select, same {identique} different {différent} other {inconnu}}{free, select, yes { (ne décide de rien)} other {}}',
  'compare.column.relation': 'Relation',
  'compare.class':
    '{class, select, identity {Le test} generation {Production des réponses} conditions {Conditions d’exécution} other {Volumes}}',
  'compare.value.unknown': 'non indiqué',
  'compare.value.not-set': 'non fixé',
  'compare.value.items': '{n, plural, one {# item} other {# items}} ({digest})',
  'compare.field.task': 'tâche',
  'compare.field.dataset': 'jeu de données',
  'compare.field.items': 'items',
  'compare.field.targets': 'réponses attendues',
  'compare.field.template': 'modèle de requête',
  'compare.field.scorer': 'évaluateurs',
  'compare.field.judge': 'juge',
  'compare.field.aggregation': 'agrégation',
  'compare.field.taskArguments': 'arguments de la tâche',
  'compare.field.model': 'modèle',
  'compare.field.modelArguments': 'arguments du modèle',
  'compare.field.systemPrompt': 'consigne système',
  'compare.field.scaffold': 'solveurs',
  'compare.field.tools': 'outils',
  'compare.field.temperature': 'température',
  'compare.field.topP': 'top p',
  'compare.field.maxTokens': 'réponse maximale',
  'compare.field.seed': 'graine',
  'compare.field.stop': 'séquences d’arrêt',
  'compare.field.reasoningEffort': 'effort de raisonnement',
  'compare.field.otherSettings': 'autres réglages',
  'compare.field.limits': 'limites',
  'compare.field.epochs': 'tentatives par item',
  'compare.field.sandbox': 'bac à sable',
  'compare.field.safeguards': 'garde-fous',
  'compare.field.provider': 'fournisseur',
  'compare.field.host': 'hôte du modèle',
  'compare.field.region': 'région',
  'compare.field.engine': 'moteur d’inférence',
  'compare.field.quantisation': 'quantification',
  'compare.field.dates': 'dates',
  'compare.field.harnessVersion': 'version du banc de test',
  'compare.field.revision': 'révision du code',
  'compare.field.retries': 'nouvelles tentatives',
  'compare.field.n': 'nombre de tentatives',
  'compare.field.errored': 'en erreur',
  'compare.field.limitHits': 'limites atteintes',
  'compare.field.tokens': 'jetons',
}
