export const interchange: Readonly<Record<string, string>> = {
  '{0} is no JSON from character {1} on; ask for the file again.':
    '{0} n’est plus du JSON à partir du caractère {1} ; redemandez le fichier.',
  '{0}: values stand inside each other more than {1} deep; it is refused.':
    '{0} : des valeurs sont imbriquées sur plus de {1} niveaux ; c’est refusé.',
  '{0}: this ZIP file is no Inspect log: it has neither a header nor the start of a journal.':
    '{0} : ce fichier ZIP n’est pas un journal d’Inspect : il n’a ni en-tête ni début de journal.',
  '{0} members stand there again under their names; the last of each counts':
    '{0} membres y figurent à nouveau sous leur nom ; le dernier de chacun compte',
  '{0} is not there.': '{0} n’y est pas.',
  '{0} is not UTF-8 text; ask for the file again.': '{0} n’est pas du texte UTF-8 ; redemandez le fichier.',
  'the log has no header: the run is under way, or was cut off':
    'le journal n’a pas d’en-tête : l’exécution est en cours, ou a été interrompue',
  'the journal has a gap: {0} numbers of {1} are not there':
    'le journal a une lacune : {0} numéros de {1} n’y sont pas',
  '{0} samples stand there a second time and are left out':
    '{0} échantillons y figurent une seconde fois et sont laissés de côté',
  '{0}: this JSON file is no Inspect log.': '{0} : ce fichier JSON n’est pas un journal d’Inspect.',
  '{0} does not have the form of an Inspect log: {1}.': '{0} n’a pas la forme d’un journal d’Inspect : {1}.',
  '{0}: the member {1} is encrypted; ask for a file without a password.':
    '{0} : le membre {1} est chiffré ; demandez un fichier sans mot de passe.',
  '{0}: the file is cut off or damaged, its list of contents cannot be read; ask for it again.':
    '{0} : le fichier est tronqué ou abîmé, sa table des matières est illisible ; redemandez-le.',
  'it says that it holds {0} bytes, more than the {1} that are read':
    'il dit contenir {0} octets, plus que les {1} qui sont lus',
  'it is packed by a method that is not known here ({0})':
    'il est compressé par une méthode inconnue ici ({0})',
  'it is damaged or cut off': 'il est abîmé ou tronqué',
  '{0}: the member {1} cannot be read: {2}.': '{0} : le membre {1} est illisible : {2}.',
  '{0}, line {1}': '{0}, ligne {1}',
  '{0}, sheet {1}': '{0}, feuille {1}',
  '{0}: the sheets {1} and {2} are both for {3}; remove one.':
    '{0} : les feuilles {1} et {2} sont toutes deux pour {3} ; supprimez-en une.',
  '{0}: two columns are named {1}; remove one.': '{0} : deux colonnes s’appellent {1} ; supprimez-en une.',
  '{0}: the column {1} is gone; take it from a copy of what Concord wrote.':
    '{0} : la colonne {1} a disparu ; reprenez-la d’une copie de ce que Concord a écrit.',
  'cells are merged there; part them, and fill in each row':
    'des cellules y sont fusionnées ; séparez-les, et remplissez chaque ligne',
  'sheet {0}, row {1}': 'feuille {0}, ligne {1}',
  'a formula stands there; write what it gives as a text':
    'il y a là une formule ; écrivez ce qu’elle donne comme texte',
  'the error {0} stands there; write the text': 'il y a là l’erreur {0} ; écrivez le texte',
  'the program made a date of what was typed; format the cell as text and type it again':
    'le programme a fait une date de ce qui a été saisi ; mettez la cellule au format texte et saisissez à nouveau',
  'the number is shown otherwise than it is kept; format the cell as text and type it again':
    'le nombre n’est pas affiché comme il est enregistré ; mettez la cellule au format texte et saisissez à nouveau',
  'the program made a truth value of what was typed; format the cell as text and type it again':
    'le programme a fait une valeur logique de ce qui a été saisi ; mettez la cellule au format texte et saisissez à nouveau',
  '{0}: the file holds rows of {1} and of {2}; give each language a file of its own.':
    '{0} : le fichier contient des lignes de {1} et de {2} ; donnez à chaque langue son propre fichier.',
  '{0}: the item {1} stands twice in what Concord wrote for itself, or for another set; take a copy in which it was not changed.':
    '{0} : l’item {1} figure deux fois dans ce que Concord a écrit pour lui-même, ou pour un autre jeu ; prenez une copie où cela n’a pas été modifié.',
  '{0}: this is no spreadsheet of “dataset translate”, or what Concord wrote beside the texts is gone; give it a copy as it was written, and translate there.':
    '{0} : ce n’est pas un tableur de « dataset translate », ou ce que Concord a écrit à côté des textes a disparu ; prenez une copie telle qu’elle a été écrite, et traduisez là.',
  '{0}, {1}: what Concord wrote for itself was changed ({2}); take a copy in which it was not.':
    '{0}, {1} : ce que Concord a écrit pour lui-même a été modifié ({2}) ; prenez une copie où cela ne l’a pas été.',
  'the id is gone, so nobody can tell which item this is':
    'l’identifiant a disparu, on ne peut donc dire de quel item il s’agit',
  'no item of the source has this id': 'aucun item de la source n’a cet identifiant',
  'sheet {0}': 'feuille {0}',
  'its row is gone; what was there before stays': 'sa ligne a disparu ; ce qui existait reste',
  'it stands in several rows, also at {0}': 'il figure dans plusieurs lignes, aussi à : {0}',
  'the source in this row is not what was to be translated; put it back, or write the spreadsheet anew':
    'la source de cette ligne n’est pas ce qui était à traduire ; rétablissez-la, ou écrivez le tableur à nouveau',
  'the items file has another wording since the spreadsheet was written; the one of the file stays':
    'le fichier d’items a un autre texte depuis que le tableur a été écrit ; celui du fichier reste',
  'the translation was taken out; what was there before stays':
    'la traduction a été effacée ; ce qui existait reste',
  'it is signed off, and there is no translation': 'il est validé, et il n’y a pas de traduction',
  '{0}; make it shorter': '{0} ; raccourcissez',
  'it has more than {0} wordings already': 'il a déjà plus de {0} versions',
  'it has not as many choices as its source ({0} for {1})':
    'il n’a pas autant de choix que sa source ({0} pour {1})',
  'whether it is signed off cannot be read; choose from the list':
    'on ne peut lire s’il est validé ; choisissez dans la liste',
  'it is signed off, and no reviewer is named': 'il est validé, et personne n’est nommé pour la relecture',
  'it is signed off, and no translator is named': 'il est validé, et personne n’est nommé pour la traduction',
  'The tag {0} is longer than the name of a sheet can be, {1} characters; shorten it.':
    'L’étiquette {0} est plus longue que ne peut l’être le nom d’une feuille, {1} caractères ; raccourcissez-la.',
  'The item {0} has a text of {1} characters, and a cell holds {2}; write a .csv file instead.':
    'L’item {0} a un texte de {1} caractères, et une cellule en contient {2} ; écrivez plutôt un fichier .csv.',
  '{0}: the file is empty; its first line must name the columns.':
    '{0} : le fichier est vide ; sa première ligne doit nommer les colonnes.',
  '{0}, line {1}: column {2} has no name; name it or remove it.':
    '{0}, ligne {1} : la colonne {2} n’a pas de nom ; nommez-la ou retirez-la.',
  '{0}, line {1}: columns {2} and {3} are both named {4}; rename one.':
    '{0}, ligne {1} : les colonnes {2} et {3} s’appellent toutes deux {4} ; renommez-en une.',
  '{0}, line {1}: {2} fields where the header has {3}; check the commas and quotes.':
    '{0}, ligne {1} : {2} champs là où l’en-tête en a {3} ; vérifiez les virgules et les guillemets.',
  '{0}, line {1}: {2}': '{0}, ligne {1} : {2}',
  'a field is longer than {0} characters; split it or close its quote.':
    'un champ dépasse {0} caractères ; coupez-le ou fermez ses guillemets.',
  'a record is longer than {0} characters; split it.':
    'un enregistrement dépasse {0} caractères ; coupez-le.',
  'a NUL character; save the file as UTF-8 text.':
    'un caractère NUL ; enregistrez le fichier en texte UTF-8.',
  'more than {0} fields; check the separator.': 'plus de {0} champs ; vérifiez le séparateur.',
  'a carriage return without a line feed; save the file with LF or CRLF line ends.':
    'un retour chariot sans saut de ligne ; enregistrez le fichier avec des fins de ligne LF ou CRLF.',
  'a quote inside a field that does not start with one; quote the field.':
    'un guillemet dans un champ qui ne commence pas par un guillemet ; mettez le champ entre guillemets.',
  'text after a closing quote; double the quotes inside a quoted field.':
    'du texte après un guillemet fermant ; doublez les guillemets à l’intérieur du champ.',
  'a quoted field is not closed before the end of the file; add the quote.':
    'un champ entre guillemets n’est pas fermé avant la fin du fichier ; ajoutez le guillemet.',
  '{0}: more than {1} items; split the file.': '{0} : plus de {1} items ; coupez le fichier.',
  '{0}, {1}: the id {2} stands already at {3}; two items cannot share an id.':
    '{0}, {1} : l’identifiant {2} figure déjà à l’endroit {3} ; deux items ne peuvent avoir le même.',
  '{0}: the file holds no item; give it one.': '{0} : le fichier ne contient aucun item ; mettez-en un.',
  '{0}, {1}, column {2}: {3}': '{0}, {1}, colonne {2} : {3}',
  'a text is needed here.': 'il faut ici un texte.',
  'a text or a list of texts is needed here.': 'il faut ici un texte ou une liste de textes.',
  'an entry is empty; remove it.': 'une entrée est vide ; retirez-la.',
  'NaN is not a value; leave the cell empty where nothing is known.':
    'NaN n’est pas une valeur ; laissez la case vide quand rien n’est connu.',
  'half a character (a lone surrogate); write the text again.':
    'une moitié de caractère (surrogate isolé) ; réécrivez le texte.',
  'it is empty; every item needs an id.': 'c’est vide ; chaque item doit avoir un identifiant.',
  '{0} begins or ends with a space or holds a control character; write it plainly.':
    '{0} commence ou finit par une espace, ou contient un caractère de contrôle ; écrivez-le simplement.',
  'the item {0} has no question.': 'l’item {0} n’a pas de question.',
  'the item {0} has both target and targets; keep one.':
    'l’item {0} a à la fois target et targets ; n’en gardez qu’un.',
  '{0}, {1}: {2}.': '{0}, {1} : {2}.',
  '{0}: the ending says no known kind of item file; use .csv, .xlsx, .jsonl, .json or .tsv.':
    '{0} : l’extension n’est pas celle d’un fichier d’items ; utilisez .csv, .xlsx, .jsonl, .json ou .tsv.',
  '{0}, line 1: the column {1} is missing; there are {2}.':
    '{0}, ligne 1 : la colonne {1} manque ; il y a {2}.',
  'line {0}': 'ligne {0}',
  '{0}, column {1}': '{0}, colonne {1}',
  'whole file': 'fichier entier',
  'item {0}': 'item n° {0}',
  '{0}: the file must be a list of items, [{"id": …, "input": …}, …].':
    '{0} : le fichier doit être une liste d’items, [{"id": …, "input": …}, …].',
  '{0}, {1}: a .tsv file has a question, one tab and an answer; use .csv for more columns.':
    '{0}, {1} : un fichier .tsv a une question, une tabulation et une réponse ; utilisez .csv pour plus de colonnes.',
  '{0}, {1}: a .tsv file has no header; use .csv to name columns.':
    '{0}, {1} : un fichier .tsv n’a pas d’en-tête ; utilisez .csv pour nommer les colonnes.',
  'this is not JSON, for NaN and Infinity are no numbers there; leave out what is not known.':
    'ce n’est pas du JSON, où NaN et Infinity ne sont pas des nombres ; omettez ce qui n’est pas connu.',
  'this is not JSON; correct it.': 'ce n’est pas du JSON ; corrigez-le.',
  '{0}, {1}: {2}': '{0}, {1} : {2}',
  '{0}, {1}: an item must be an object, {"id": …, "input": …}.':
    '{0}, {1} : un item doit être un objet, {"id": …, "input": …}.',
  'this is not JSON; ask the sender for the items again.':
    'ce n’est pas du JSON ; redemandez les items à l’expéditeur.',
  '{0}; ask the sender for the items again.': '{0} ; redemandez les items à l’expéditeur.',
  'the item is not in canonical form; ask the sender for the items again.':
    'l’item n’est pas sous forme canonique ; redemandez les items à l’expéditeur.',
  'the id {0} stands already on line {1}.': 'l’identifiant {0} figure déjà à la ligne {1}.',
  '{0}, but line {1} puts the same item in {2}.': '{0}, mais la ligne {1} met le même item dans {2}.',
  '{0}, line 1: both lab and configuration take several values; compare either labs or configurations, one table for each.':
    '{0}, ligne 1 : lab et configuration prennent tous deux plusieurs valeurs ; comparez ou bien des laboratoires ou bien des configurations, un tableau pour chacun.',
  '{0} is neither a number from 0 to 1 nor true or false.':
    '{0} n’est ni un nombre de 0 à 1, ni true ou false.',
  '{0} is neither a number from 0 to 1, such as 0.5, nor true or false.':
    '{0} n’est ni un nombre de 0 à 1, par exemple 0.5, ni true ou false.',
  '0 attempts have no share; leave the row out.': '0 tentative n’a pas de taux ; omettez la ligne.',
  '{0}: a .json file is one value, not a table; write one JSON object a line, and name the file .jsonl.':
    '{0} : un fichier .json est une seule valeur, et non un tableau ; écrivez un objet JSON par ligne, dans un fichier .jsonl.',
  '{0}, line {1}: {2} is not among the names of line 1, which are the columns; name all of them there.':
    '{0}, ligne {1} : {2} n’est pas parmi les noms de la ligne 1, qui sont les colonnes ; nommez-les toutes là.',
  '{0} is none of {1}.': '{0} n’est pas l’un de : {1}.',
  'it is empty, but the outcome is scored.': 'c’est vide, mais l’issue est scored.',
  'an outcome {0} has no value; remove {1}.': 'une issue {0} n’a pas de valeur ; retirez {1}.',
  '{0} of {1} is more than all of them.': '{0} sur {1}, c’est plus que le total.',
  'it is empty; every row needs it.': 'c’est vide ; chaque ligne en a besoin.',
  '{0} is longer than 200 characters or holds a control character.':
    '{0} dépasse 200 caractères ou contient un caractère de contrôle.',
  '{0} is not a whole number from 0.': '{0} n’est pas un entier à partir de 0.',
  '{0}, line {1}: this row stands already on line {2}; keep one of them.':
    '{0}, ligne {1} : cette ligne figure déjà à la ligne {2} ; n’en gardez qu’une.',
  '{0} is no year, quarter (2026-Q1), month (2026-01), week (2026-W07), day (2026-01-31) or number.':
    '{0} n’est ni une année, ni un trimestre (2026-Q1), un mois (2026-01), une semaine (2026-W07), un jour (2026-01-31) ou un numéro.',
  '{0} is not of the kind of the first, {1}; write all alike.':
    '{0} n’est pas du même genre que la première, {1} ; écrivez-les toutes de même.',
  '{0} stands twice, written differently.': '{0} figure deux fois, écrit différemment.',
  '{0} does not follow the period before by a day, nor all by a week; give every period, with count 0 where nothing was reported.':
    '{0} ne suit pas la période précédente d’un jour, ni toutes d’une semaine ; donnez chaque période, avec count 0 quand rien n’a été signalé.',
  '{0} is no number above 0, such as 1200.5; leave it empty where it is not known.':
    '{0} n’est pas un nombre supérieur à 0, par exemple 1200.5 ; laissez la case vide quand il n’est pas connu.',
  '{0}, line 1: no column {1} that groups the items of attempts; there are {2}.':
    '{0}, ligne 1 : aucune colonne {1} qui regroupe les items de tentatives ; il y a {2}.',
  '{0}: more than {1} rows; split the table.': '{0} : plus de {1} lignes ; coupez le tableau.',
  '{0}: the table has no rows.': '{0} : le tableau n’a aucune ligne.',
  '{0}, line {1}, column {2}: {3}': '{0}, ligne {1}, colonne {2} : {3}',
  '{0}, line 1: the columns are not separated by commas; save the table with commas as .csv, or with tabs as .tsv.':
    '{0}, ligne 1 : les colonnes ne sont pas séparées par des virgules ; enregistrez le tableau avec des virgules en .csv, ou des tabulations en .tsv.',
  '{0}, line 1: {1} are the columns of no table that is known; known are item and value, successes and n, item and judge and human, item and rater1 and rater2, period and count.':
    '{0}, ligne 1 : {1} ne sont les colonnes d’aucun tableau connu ; on connaît item et value, successes et n, item et judge et human, item et rater1 et rater2, period et count.',
  '{0}, line 1: two columns have one name, or a column has none; name each differently.':
    '{0}, ligne 1 : deux colonnes ont le même nom, ou une colonne n’en a pas ; nommez chacune autrement.',
  '{0}, line {1}: {2} fields where the header has {3}; check the tabs.':
    '{0}, ligne {1} : {2} champs là où l’en-tête en a {3} ; vérifiez les tabulations.',
  '{0}, line {1}: this is no JSON object of plain values; write one a line, such as {"item": "a1", "value": 1}.':
    '{0}, ligne {1} : ce n’est pas un objet JSON de valeurs simples ; écrivez-en un par ligne, tel que {"item": "a1", "value": 1}.',
  '{0}: the text is not UTF-8; save the file as UTF-8.':
    '{0} : le texte n’est pas en UTF-8 ; enregistrez le fichier en UTF-8.',
  '{0}, line {1}: the line is longer than {2} characters; split it.':
    '{0}, ligne {1} : la ligne dépasse {2} caractères ; coupez-la.',
  '{0}: the file is longer than {1} characters; use JSON Lines.':
    '{0} : le fichier dépasse {1} caractères ; utilisez JSON Lines.',
  'outcome or value': 'outcome ou value',
  '{0}, line {1}: this verdict stands already on line {2}; keep one of them.':
    '{0}, ligne {1} : ce verdict figure déjà à la ligne {2} ; n’en gardez qu’un.',
  '{0}: the table holds no verdict.': '{0} : le tableau ne contient aucun verdict.',
  '{0} is not a whole number from {1}.': '{0} n’est pas un entier à partir de {1}.',
  'it is empty; every verdict names its item.': 'c’est vide ; chaque verdict doit nommer son item.',
  '{0} is no alias; use lower-case letters, digits and - _ . between them.':
    '{0} n’est pas un alias ; utilisez des minuscules, des chiffres et - _ . entre eux.',
  'it is empty; number the attempts of an item from 1.':
    'c’est vide ; numérotez les tentatives d’un item à partir de 1.',
  'no set of the protocol is in {0}; its languages are {1}.':
    'aucun jeu du protocole n’est en {0} ; ses langues sont {1}.',
  '{0} are both in {1}; attach a table per set.': '{0} sont tous deux en {1} ; joignez un tableau par jeu.',
  'it is empty, but the outcome is scored; leave both empty where the verdict is unknown.':
    'c’est vide, mais l’issue est scored ; laissez les deux vides quand le verdict est inconnu.',
  '{0}, line {1}, column {2}: {3}, but line {4} says {5} for the same attempt.':
    '{0}, ligne {1}, colonne {2} : {3}, mais la ligne {4} dit {5} pour la même tentative.',
  '{0}: the workbook has no sheet; save it again as .xlsx.':
    '{0} : le classeur n’a pas de feuille ; enregistrez-le à nouveau en .xlsx.',
  '{0}: the first sheet is empty; its first row must name the columns.':
    '{0} : la première feuille est vide ; sa première ligne doit nommer les colonnes.',
  '{0}, row {1}: two columns are named {2}; name each differently.':
    '{0}, ligne {1} : deux colonnes s’appellent {2} ; nommez chacune autrement.',
  '{0}, row {1}: there is a value beside the last named column; name its column, or remove it.':
    '{0}, ligne {1} : il y a une valeur après la dernière colonne nommée ; nommez sa colonne, ou retirez-la.',
  '{0}: this is not a workbook, or a damaged one; save it again as .xlsx.':
    '{0} : ce n’est pas un classeur, ou il est abîmé ; enregistrez-le à nouveau en .xlsx.',
  '{0}: the workbook is too large to be read; save it as .csv.':
    '{0} : le classeur est trop grand pour être lu ; enregistrez-le en .csv.',
  '{0}, row {1}: a cell refers to a text that is not in the workbook; save it again as .xlsx.':
    '{0}, ligne {1} : une case renvoie à un texte absent du classeur ; enregistrez-le à nouveau en .xlsx.',
  '{0}, row {1}: a formula ended in the error {2}; correct it.':
    '{0}, ligne {1} : une formule a donné l’erreur {2} ; corrigez-la.',
  '{0}, line {1}: this rate stands already on line {2}; keep one of them.':
    '{0}, ligne {1} : ce taux figure déjà à la ligne {2} ; n’en gardez qu’un.',
  '{0}: the table holds no rate.': '{0} : le tableau ne contient aucun taux.',
  '{0}: of {1} there is only a total (language {2}); give the rates it is made of, or leave it out.':
    '{0} : il n’y a qu’un total pour {1} (langue {2}) ; donnez les taux dont il est fait, ou retirez-le.',
  '{0} is not a language of the protocol ({1}); {2} stands for the total.':
    '{0} n’est pas une langue du protocole ({1}) ; {2} désigne le total.',
  '{0} is not a measure of the protocol; its measures are {1}.':
    '{0} n’est pas une mesure du protocole ; ses mesures sont {1}.',
  'a total is of all who ran the test; leave the cell empty.':
    'un total porte sur tous ceux qui ont exécuté le test ; laissez la case vide.',
  '{0} is not a whole number from 1; leave it empty where it is not published.':
    '{0} n’est pas un nombre entier à partir de 1 ; laissez la case vide s’il n’est pas publié.',
  '{0} is no rate; write it with the digits it was published with, such as 57% or 0.57.':
    '{0} n’est pas un taux ; écrivez-le avec les chiffres publiés, par exemple 57% ou 0.57.',
}
