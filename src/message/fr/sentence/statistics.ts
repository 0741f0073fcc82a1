/** What is wrong with a table brought for statistics alone, and with the options that go with it. */
export const statistics: Readonly<Record<string, string>> = {
  '--alarm wants a rate per unit of exposure above 0, such as 0.002, not {0}.':
    '--alarm demande un taux par unité d’usage, supérieur à 0, comme 0.002, et non {0}.',
  '--delta wants points, such as 5 for 5 of 100, from 0.1 to less than 100, not {0}.':
    '--delta demande des points, comme 5 pour 5 sur 100, de 0,1 à moins de 100, et non {0}.',
  'it is empty, but the outcome is scored.': 'la case est vide, alors que le résultat est scored.',
  'it is empty; every row needs it.': 'la case est vide ; chaque ligne en a besoin.',
  'an outcome {0} has no value; remove {1}.': 'un résultat {0} n’a pas de valeur ; enlevez {1}.',
  '{0} does not follow the period before by a day, nor all by a week; give every period, with count 0 where nothing was reported.':
    '{0} ne suit pas la période précédente d’un jour, ni toutes d’une semaine ; donnez chaque période, avec le nombre 0 où rien n’a été signalé.',
  '{0} is longer than 200 characters or holds a control character.':
    '{0} dépasse 200 caractères ou contient un caractère de commande.',
  '{0} is neither a number from 0 to 1 nor true or false.':
    '{0} n’est ni un nombre de 0 à 1, ni true ou false.',
  '{0} is no number above 0; leave it empty where it is not known.':
    '{0} n’est pas un nombre supérieur à 0 ; laissez vide ce qui n’est pas connu.',
  '{0} is no year, quarter (2026-Q1), month (2026-01), week (2026-W07), day (2026-01-31) or number.':
    '{0} n’est ni une année, ni un trimestre (2026-Q1), un mois (2026-01), une semaine (2026-W07), un jour (2026-01-31) ou un nombre.',
  '{0} is none of {1}.': '{0} n’est aucun de {1}.',
  '{0} is not a whole number from 0.': '{0} n’est pas un nombre entier à partir de 0.',
  '{0} is not of the kind of the first, {1}; write all alike.':
    '{0} n’est pas de la sorte de la première, {1} ; écrivez-les toutes de même.',
  '{0} of {1} is more than all of them.': '{0} sur {1}, c’est plus que le tout.',
  '{0} stands twice, written differently.': '{0} figure deux fois, écrit différemment.',
  '{0}, but line {1} puts the same item in {2}.': '{0}, mais la ligne {1} met le même item dans {2}.',
  '{0}, line 1: both lab and configuration take several values; compare either labs or configurations, one table for each.':
    '{0}, ligne 1 : lab et configuration prennent tous deux plusieurs valeurs ; comparez soit des laboratoires, soit des configurations, un tableau pour chacun.',
  '{0}, line 1: no column {1} that groups the items of attempts; there are {2}.':
    '{0}, ligne 1 : pas de colonne {1} qui groupe les items de tentatives ; il y a {2}.',
  '{0}, line 1: the columns are not separated by commas; save the table with commas as .csv, or with tabs as .tsv.':
    '{0}, ligne 1 : les colonnes ne sont pas séparées par des virgules ; enregistrez le tableau avec des virgules en .csv, ou avec des tabulations en .tsv.',
  '{0}, line 1: two columns have one name, or a column has none; name each differently.':
    '{0}, ligne 1 : deux colonnes ont le même nom, ou une colonne n’en a pas ; nommez-les différemment.',
  '{0}, line 1: {1} are the columns of no table that is known; known are item and value, successes and n, item and judge and human, item and rater1 and rater2, period and count.':
    '{0}, ligne 1 : {1} ne sont les colonnes d’aucun tableau connu ; sont connus item et value, successes et n, item, judge et human, item, rater1 et rater2, period et count.',
  '{0}, line {1}, column {2}: {3}': '{0}, ligne {1}, colonne {2} : {3}',
  '{0}, line {1}: this is no JSON object of plain values; write one a line, such as {"item": "a1", "value": 1}.':
    '{0}, ligne {1} : ce n’est pas un objet JSON de valeurs simples ; écrivez-en un par ligne, comme {"item": "a1", "value": 1}.',
  '{0}, line {1}: this row stands already on line {2}; keep one of them.':
    '{0}, ligne {1} : cette ligne figure déjà à la ligne {2} ; gardez-en une.',
  '{0}, line {1}: {2} fields where the header has {3}; check the tabs.':
    '{0}, ligne {1} : {2} champs là où l’en-tête en a {3} ; vérifiez les tabulations.',
  '{0}: more than {1} rows; split the table.': '{0} : plus de {1} lignes ; divisez le tableau.',
  '{0}: say with --positive which label is counted; there are {1}.':
    '{0} : dites avec --positive quelle étiquette compte ; il y a {1}.',
  '{0}: the file is empty; its first line must name the columns.':
    '{0} : le fichier est vide ; sa première ligne doit nommer les colonnes.',
  '{0}: the table has no rows.': '{0} : le tableau n’a pas de lignes.',
  '{0}: totals of {1} configurations; compare two at a time, or name the column lab.':
    '{0} : des totaux de {1} configurations ; comparez-les deux à deux, ou nommez la colonne lab.',
  '{0}: {1} configurations are more than the {2} whose pairs are compared; take some of them.':
    '{0} : {1} configurations, c’est plus que les {2} dont les paires sont comparées ; prenez-en quelques-unes.',
}
