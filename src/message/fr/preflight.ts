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
    '{set} : « {tag} » désigne la langue « {meaning} », mais le texte est dans une autre écriture ({script}). Il suggère {proposed}.',
  'preflight.language-tag.other-language':
    '{set} : « {tag} » désigne la langue « {meaning} », mais le texte se lit comme une autre ({reads}). Il suggère {proposed}.',
  'preflight.language-tag.no-text':
    '{set} : sans le texte des questions, on ne peut dire si la langue est bien celle de « {tag} » ({meaning}).',
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
  'preflight.duplicate-file.same':
    '{set} contient {shared, plural, one {la même question} other {les mêmes # questions}} que {other}, sous un autre nom.',
  'preflight.duplicate-file.mostly':
    '{set} et {other} ont {shared, plural, one {une question} other {# questions}} en commun, soit {share} % du plus petit.',
  'preflight.untranslated.same':
    '{set} : {count, plural, one {une question est identique à sa source} other {# questions sont identiques à leur source}} dans {source} ({items}) ; {count, plural, one {elle n’a pas été traduite} other {elles n’ont pas été traduites}}.',
  'preflight.untranslated.shared-run':
    '{set} : {count, plural, one {une question reprend} other {# questions reprennent}} au moins {words} mots de suite de {source} ({items}) ; une partie n’a peut-être pas été traduite.',
  'preflight.source-drift.source-changed':
    '{set} : {count, plural, one {une question a un nombre que la plupart de ses traductions ont} other {# questions ont des nombres que la plupart de leurs traductions ont}} autrement ({items}) ; la source a été modifiée après la traduction.',
  'preflight.source-drift.source-edited':
    '{set} : {count, plural, one {une question a été traduite} other {# questions ont été traduites}} d’un autre texte que celui que {source} a maintenant ({items}) ; comparez les deux, et validez à nouveau.',
  'preflight.source-drift.numbers':
    '{set} : {count, plural, one {une question a un autre nombre} other {# questions ont d’autres nombres}} que {source} ({items}).',
  'preflight.source-drift.placeholders':
    '{set} : {count, plural, one {une question a} other {# questions ont}} d’autres variables ou balises que {source} ({items}).',
  'preflight.source-drift.length':
    '{set} : par rapport à {source}, {count, plural, one {une question est au moins trois fois plus longue ou plus courte} other {# questions sont au moins trois fois plus longues ou plus courtes}} que d’habitude dans ce jeu ({items}).',
  'preflight.source-drift.numbers-missing':
    '{set} : {count, plural, one {il manque à une question un nombre} other {il manque à # questions des nombres}} que {source} écrit en chiffres ({items}) ; peut-être en toutes lettres.',
  'preflight.script.other-script':
    '{set} : {count, plural, one {une question n’est pas} other {# questions ne sont pas}} dans l’écriture du jeu ({script}) : {items}.',
  'preflight.script.mixed':
    '{set} : {count, plural, one {une question est} other {# questions sont}} pour l’essentiel dans une autre écriture que celle du jeu ({script}) : {items}.',
  'preflight.script.other-language':
    '{set} : {count, plural, one {une question se lit} other {# questions se lisent}} comme une autre langue ({reads}) que celle du jeu ({expected}) : {items}.',
  'preflight.script.cannot-tell':
    '{set} : pour {count} de {n} questions, on ne peut dire si elles sont en {language} : {why, select, short {elles sont trop courtes} other {cette langue n’est pas parmi celles que l’on connaît ici}}.',
  'preflight.shifted-column.kinds':
    '{set} : la colonne {column} contient {kind, select, empty {rien} number {des nombres} code {des codes} ownInput {de nouveau la question} sourceInput {la question de la source} other {des textes}} ; dans la plupart des traductions elle contient {usual, select, empty {rien} number {des nombres} code {des codes} ownInput {de nouveau la question} sourceInput {la question de la source} other {des textes}}.',
  'preflight.translated-code.outside':
    '{set} : la colonne {column} a des codes que les autres langues n’ont pas : {outside} ({count, plural, one {une ligne} other {# lignes}}) ; ailleurs : {vocabulary}. On ne traduit pas les codes.',
  'preflight.translated-code.own-words':
    'La colonne {column} a d’autres codes dans chaque langue ({sets}) ; dites lesquels ont le même sens, ou employez les mêmes.',
  'preflight.contradictory-name.language':
    '{set} : {where, select, file {le nom du fichier} name {le nom} description {la description} other {{where}}} dit « {said} », mais la langue est {reads}.',
  'preflight.contradictory-name.no-language':
    '{set} : là où les autres traductions nomment leur langue, son nom « {name} » porte « {word} », qui n’est le nom d’aucune langue connue ici.',
  'preflight.contradictory-name.description':
    '{set} est décrit comme « {description} », d’autres traductions ({others}) comme autre chose.',
  'preflight.contradictory-name.description-elsewhere':
    '« {description} » figure sous des jeux de {topics} sujets différents ({sets}) ; elle ne peut convenir à tous.',
  'preflight.contradictory-name.category':
    '{set} : chaque ligne de la colonne {column} porte le code « {code} », qui est celui de {others}.',
  'preflight.scale-direction.nothing-stated':
    'Sans protocole ni recette, on ne peut dire quel bout de l’échelle est le bon.',
  'preflight.scale-direction.opposite':
    '{label} : le bon bout est le haut selon {high} et le bas selon {low} ; une valeur de {value, number} serait parmi les meilleures selon l’un et les pires selon l’autre.',
  'preflight.scale-direction.differs': 'L’échelle ou ses notes diffèrent d’une langue à l’autre : {sets}.',
  'preflight.judge-differs.nothing-stated':
    'Sans protocole ni recette, on ne peut dire si toutes les langues sont jugées de la même façon.',
  'preflight.judge-differs.fields':
    'Des langues que l’on compare sont jugées différemment ({fields}) : {sets}.',
  'preflight.judge-differs.prompt-translated':
    'Le juge est interrogé dans la langue du test ({languages}) ; une différence entre langues peut en être une entre ses consignes.',
  'preflight.judge-parser.nothing-stated':
    'Sans protocole, on ne peut dire comment une réponse devient une valeur.',
  'preflight.judge-parser.plain':
    '{set} : {label} ne tient pas pour juste sa propre réponse juste, « {reply} » (résultat {outcome}).',
  'preflight.judge-parser.reply':
    '{set} : {label} lit mal des réponses telles que les modèles les écrivent : {replies}.',
  'preflight.judge-parser.two-verdicts':
    '{set} : de deux réponses qui se contredisent, {label} en retient une : {first} si la juste vient d’abord, {last} si elle vient en dernier. Dites dans le protocole laquelle compte.',
  'preflight.judge-parser.cannot-tell':
    '{set} : {label} attend une forme de réponse que seul son motif précise ; on ne peut l’essayer sur d’autres.',
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
  'preflight.licence.none-stated':
    '{setCount, plural, one {Un jeu n’indique} other {# jeux n’indiquent}} aucune licence ({sets}) ; on ne peut dire s’il est permis de traduire et de partager.',
  'preflight.licence.unclear':
    '« {licence} » n’est pas un nom de la liste SPDX ({sets}). Le plus proche : {proposed}.',
  'preflight.licence.no-derivatives':
    '{set} est une traduction, et sa licence {licence} n’autorise aucune version modifiée.',
  'preflight.licence.not-to-be-shared':
    '{set} : sa licence est « {licence} », et tout le monde doit recevoir les questions.',
  'preflight.licence.differs': 'Les traductions d’un même jeu ont des licences différentes : {licences}.',
  'preflight.licence.no-origin':
    '{set} : sa licence {licence} demande de nommer l’auteur, et {count, plural, one {une question n’a} other {# questions n’ont}} pas d’origine.',
  'preflight.split.same-question':
    '{set} : {count, plural, one {une question figure} other {# questions figurent}} dans deux parties du jeu ({pairs}) ; ce qui a déjà été vu compterait comme résultat.',
  'preflight.split.near-question':
    '{set} : {count, plural, one {une question est presque la même qu’une} other {# questions sont presque les mêmes que celles}} d’une autre partie du jeu ({pairs}).',
  'preflight.split.crosses-languages':
    '{set} : {count, plural, one {une question est} other {# questions sont}} dans la partie {here}, mais dans {there} pour {other} ({items}).',
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
  'preflight.untouched.question':
    '{fieldCount, plural, one {{fields} dit encore} other {{fields} disent encore}} ce que dit l’exemple de « exercise new » ; écrivez ce que demande cet exercice.',
  'preflight.untouched.items':
    '{set} : {count, plural, one {une question est} other {# questions sont}} celles de l’exemple de « exercise new » ({items}) ; mettez à leur place celles de cet exercice.',
  'preflight.calendar.order':
    'Les exécutions sont dues (submitBy {submitBy}) avant que tous n’aient à signer (agreeBy {agreeBy}) ; corrigez l’une des deux dates sous conduct.calendar.',
  'preflight.calendar.past':
    '{field} est le {date}, jour passé (nous sommes le {today}), que personne ne peut donc respecter ; mettez un jour à venir, ou null.',
  'preflight.unused-set.no-analysis':
    '{set} : aucune analyse du plan ne l’emploie{labCount, plural, =0 {} other {, alors qu’il est attribué à {labs}}} ; prévoyez-en une, ou retirez ce jeu.',
  'preflight.waiver.unused':
    'Rien de ce qui est constaté ne demande l’acceptation de {rule}{set, select, null {} other { pour {set}}} ; elle peut être retirée.',
  'preflight.waived': 'Accepté dans le protocole : {reason}',
  'preflight.waived-by': 'Accepté dans le protocole par {by} : {reason}',
}
