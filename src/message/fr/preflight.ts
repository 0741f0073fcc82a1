import type { preflight as en } from '../en/preflight.ts'

export const preflight: Record<keyof typeof en, string> = {
  'preflight.severity.block': 'bloque',
  'preflight.severity.warn': 'avertissement',
  'preflight.severity.note': 'remarque',
  'preflight.clear':
    '{count, plural, one {Rien à signaler par l’unique règle} other {Rien à signaler par les # règles}}.',
  'preflight.language-tag.malformed':
    '{set} : « {tag} » n’est pas une étiquette de langue (RFC 5646). Écrivez une étiquette telle que {proposed}.',
  'preflight.language-tag.unregistered':
    '{set} : « {tag} » ne figure pas au registre IANA des étiquettes de langue. Le texte suggère {proposed}.',
  'preflight.language-tag.country-code':
    '{set} : « {tag} » est un code de pays ({region}) et non de langue. Le texte suggère {proposed}.',
  'preflight.language-tag.unregistered-part':
    '{set} : dans « {tag} », ces éléments ne figurent pas au registre IANA : {parts}.',
  'preflight.language-tag.deprecated':
    '{set} : l’étiquette « {tag} » ({meaning}) n’est plus en usage ; le registre recommande {proposed}.',
  'preflight.language-tag.private-use':
    '{set} : « {tag} » est à usage privé et ne dit rien à autrui. Le texte suggère {proposed}.',
  'preflight.language-tag.undetermined':
    '{set} : l’étiquette « {tag} » laisse la langue ouverte ; on ne peut rien en dire. Le texte suggère {proposed}.',
  'preflight.language-tag.other-script':
    '{set} : « {tag} » désigne {meaning}, mais le texte est en écriture {script}. Il suggère {proposed}.',
  'preflight.language-tag.other-language':
    '{set} : « {tag} » désigne {meaning}, mais le texte se lit comme {reads}. Il suggère {proposed}.',
  'preflight.language-tag.no-text':
    '{set} : sans le texte des questions, on ne peut dire si la langue est bien {meaning} ({tag}).',
  'preflight.item-alignment.no-common-key':
    '{set} : aucun identifiant ne se retrouve dans {other} ; rien ne relie les traductions d’une question. Seulement ici : {items} ({count}) ; seulement là-bas : {missingItems} ({missing}).',
  'preflight.item-alignment.keys-differ':
    '{set} et {other} partagent {common, plural, one {un identifiant} other {# identifiants}} ; seulement ici : {items} ({count}), seulement là-bas : {missingItems} ({missing}). Donnez un même identifiant aux traductions d’une question.',
  'preflight.item-alignment.targets-differ':
    '{set} : la réponse diffère de celle de {other} pour {count, plural, one {la question} other {# questions :}} {items}. Ou bien les identifiants relient des questions différentes, ou bien une réponse est fausse.',
  'preflight.item-alignment.row-order':
    'Il n’y a pas d’identifiants, mais ligne par ligne les réponses de {set} sont celles de {sets} ({rows, plural, one {une ligne} other {# lignes}}). L’ordre des lignes est une clé proposée, non prouvée ; déclarez des identifiants.',
  'preflight.item-alignment.rows-differ':
    '{set} : il n’y a pas d’identifiants, et la réponse diffère de celle de la même ligne dans {other} pour {count, plural, one {la ligne} other {# lignes :}} {items}. Les lignes ne peuvent relier les traductions ; déclarez des identifiants.',
  'preflight.item-alignment.item-key':
    'La clé d’une question est tirée de son texte, différent dans chaque langue ; elle ne peut relier {sets}. Utilisez declared-id.',
  'preflight.item-alignment.no-key':
    'Le protocole ne déclare aucune clé entre les langues ; on ne peut rien dire des traductions dans {sets}.',
  'preflight.equal-sets.planned-count':
    '{set} : le protocole annonce {expected, plural, one {une question} other {# questions}} ({split}), le jeu de données en contient {found}.',
  'preflight.equal-sets.fewer':
    '{set} compte {n, plural, one {une question} other {# questions}}, {other} en compte {otherN} : les langues sont comparées sur des questions différentes. Manquent : {missing} ({count}).',
  'preflight.equal-sets.planned-fewer':
    '{set} est prévu avec {n, plural, one {une question} other {# questions}}, {other} avec {otherN}. Aucune analyse prévue ne compare ce qui manque.',
  'preflight.duplicate-input.same':
    '{set} : {groups, plural, one {une question figure} other {# questions figurent}} plus d’une fois ({pairs}) ; chacune compterait double.',
  'preflight.duplicate-input.near':
    '{set} : {groups, plural, one {une paire de questions est} other {# paires de questions sont}} presque identiques ({pairs}).',
  'preflight.duplicate-input.no-text':
    '{set} : le texte de {count, plural, one {une question} other {# questions}} n’est pas ici ; on ne peut y chercher de doublons.',
  'preflight.denominator.no-protocol':
    'Sans protocole, rien ne dit ce qui compte quand une tentative n’a pas de valeur.',
  'preflight.denominator.policy-missing': 'Le protocole ne dit pas comment comptent ces issues : {outcomes}.',
  'preflight.denominator.failure-as-pass':
    'Une défaillance du test lui-même compterait comme une réussite du modèle : {outcomes}.',
  'preflight.denominator.assigned-twice':
    '{cellCount, plural, one {Une combinaison d’institut, de jeu et de modèle est attribuée} other {# combinaisons d’institut, de jeu et de modèle sont attribuées}} deux fois, et leurs tentatives compteraient double : {cells}.',
  'preflight.denominator.sum':
    '{set}, {label} : la somme des issues est {sum}, mais il y a eu {attempts} tentatives. Sur celles qui sont notées le taux est de {rate} %, sur cette somme de {rateOfSum} %.',
  'preflight.denominator.policy-decides':
    '{set}, {label} : de {low} % à {high} %, selon la façon de compter {missing, plural, one {la tentative} other {les # tentatives}} sans valeur.',
  'preflight.power.no-plan':
    '{sets} : il n’y a pas de plan. Avec {n, plural, one {une question} other {# questions}}, deux résultats indépendants doivent différer d’environ {unpaired, number} points pour être distingués ; {wanted, number} points demandent {needed, number} questions, ou un appariement par question.',
  'preflight.power.too-few-items':
    '{entry} : {set} compte {n, plural, =0 {aucune question} one {une question} other {# questions}} ; on ne peut rien conclure de moins de deux.',
  'preflight.power.too-few-labs':
    '{entry} : un chiffre commun demande au moins trois instituts ; ici il y en a {labs}.',
  'preflight.power.few-labs':
    '{entry} : avec {labs} instituts, la dispersion entre instituts n’est connue que par un large intervalle.',
  'preflight.power.three-labs-delta':
    '{entry} : trois instituts et une limite de {delta, number} points peuvent révéler un désaccord, non son auteur. Prévoyez {sure, number} questions et une limite d’au moins {leastDelta, number} points, ou davantage d’instituts.',
  'preflight.power.three-labs-items':
    '{entry} : avec trois instituts et {n, plural, one {une question} other {# questions}}, celui qui s’écarte est rarement désigné (dans des simulations, 33 % des cas à 60 questions, 87 % à {needed, number}, 99 % à {sure, number}).',
  'preflight.power.no-delta':
    '{entry} : aucune limite n’est convenue, donc aucun verdict n’est rendu. Avec {n, plural, one {une question} other {# questions}}, un écart d’environ {gap, number} points peut être décelé.',
  'preflight.power.joint-small':
    '{entry} : avec {n, plural, one {une question} other {# questions}}, un écart d’environ {gap, number} points peut être décelé ({unpaired, number} sans appariement), plus que les {delta, number} convenus. Il faut environ {needed, number} questions.',
  'preflight.power.pair':
    '{entry} : avec {n, plural, one {une question} other {# questions}}, une différence d’environ {gap, number} points peut être décelée ({unpaired, number} sans appariement).',
  'preflight.power.not-connected':
    '{entry} : on ne peut distinguer une différence de langue d’une différence entre instituts ({components, plural, one {un groupe} other {# groupes séparés}} d’instituts et de langues, {df} degrés de liberté). Que chaque institut exécute aussi un jeu commun, ou que deux instituts exécutent chaque langue.',
  'preflight.waived': 'Accepté dans le protocole : {reason}',
}
