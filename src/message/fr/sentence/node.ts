export const node: Readonly<Record<string, string>> = {
  '--score {0} is not a score that both logs give to an item they share; there are: {1}.':
    '--score {0} n’est pas une note que les deux journaux donnent à un item commun ; il y a : {1}.',
  'There is no log of a format that can be read in {0}: Inspect .eval and .json.':
    'Il n’y a pas de journal d’un format lisible dans {0} : Inspect .eval et .json.',
  'the rubric of the judges stands in the evaluation, which every participant gets; with-run is wanted':
    'la grille des juges figure dans l’évaluation, que chaque participant reçoit ; with-run est attendu',
  'Nothing of this institute in {0} is under an embargo; each institute ends that of what it has signed.':
    'Rien de cet institut dans {0} n’est sous embargo ; chaque institut met fin à celui de ce qu’il a signé.',
  '{0} is not a log of a format that can be read: Inspect .eval and .json.':
    '{0} n’est pas un journal d’un format lisible : Inspect .eval et .json.',
  'The protocol {0} of the exercise {1}, signed by {2}, is written in a form that this Concord does not read any more ({3}); open the exercise with the Concord it was signed with, or agree on it anew under another id with "concord exercise new" and "concord exercise propose".':
    'Le protocole {0} de l’exercice {1}, signé par {2}, est écrit sous une forme que ce Concord ne lit plus ({3}) ; ouvrez l’exercice avec le Concord qui a servi à le signer, ou convenez-en à nouveau sous un autre identifiant avec "concord exercise new" et "concord exercise propose".',
  'The {0} {1}, signed by {2}, is written in a form that this Concord does not read any more ({3}); open it with the Concord it was signed with, or have its author take it away with "concord erase" and sign it anew.':
    'Déclaration de type {0}, {1}, signée par {2} : elle est écrite sous une forme que ce Concord ne lit plus ({3}) ; ouvrez-la avec le Concord qui a servi à la signer, ou demandez à son auteur de la retirer avec "concord erase" et de la signer à nouveau.',
  'The release {0} was noted here in a form that this Concord does not read; use the Concord that noted it.':
    'La transmission {0} a été notée ici sous une forme que ce Concord ne lit pas ; utilisez le Concord qui l’a notée.',
  '--alias wants a short name such as model-a, not {0}.':
    '--alias attend un nom court comme model-a, pas {0}.',
  '{0}: {1}.': '{0} : {1}.',
  '{0} is damaged: it does not give the commitment that the protocol holds; restore it from its backup.':
    '{0} est abîmé : il ne donne pas l’engagement que contient le protocole ; restaurez-le depuis sa sauvegarde.',
  'The protocol of {0} seals no model {1}.': 'Le protocole de {0} ne scelle aucun modèle {1}.',
  'The passport of {0} was not sealed in this folder; whoever sealed it reveals it.':
    'Le passeport de {0} n’a pas été scellé dans ce dossier ; qui l’a scellé le révèle.',
  'The sealed passport is gone.': 'Le passeport scellé a disparu.',
  'Nothing was released: {0}. Take it out, or have a second person decide about it: the same command with --despite-findings and --by.':
    'Rien n’a été transmis : {0}. Retirez-le, ou laissez une deuxième personne en décider : la même commande avec --despite-findings et --by.',
  'Nothing was released: {0}. Take it out first.': 'Rien n’a été transmis : {0}. Retirez-le d’abord.',
  '{0} (the first of {1} places)': '{0} (le premier de {1} endroits)',
  '{0}, line {1},': '{0}, ligne {1},',
  '{0} holds the text of item {1}, which is not for all its readers':
    '{0} contient le texte de l’item {1}, qui n’est pas pour tous ses lecteurs',
  '{0} holds what looks like a private key': '{0} contient ce qui ressemble à une clé privée',
  '{0} holds the {1} of {2}, which is not for all its readers':
    '{0} contient : {1} de {2}, qui n’est pas pour tous ses lecteurs',
  developer: 'le développeur',
  name: 'le nom',
  snapshot: 'la version',
  provider: 'le fournisseur',
  '{0} is there already, and a key is never overwritten; choose another name.':
    '{0} existe déjà, et une clé n’est jamais écrasée ; choisissez un autre nom.',
  '--person wants ID=RECIPIENT, such as 7f3a=age1…, not {0}.':
    '--person attend ID=DESTINATAIRE, par exemple 7f3a=age1…, pas {0}.',
  'The charter lists no key of {0}: their institute runs "concord card --person ID=RECIPIENT", and a member lists that card with "concord charter add".':
    'La charte n’inscrit aucune clé de {0} : leur institut lance "concord card --person ID=RECIPIENT", et un membre inscrit cette carte par "concord charter add".',
  '{0} have no kind of age key in common, so no file can be made that all of them open.':
    '{0} n’ont aucune sorte de clé age en commun : aucun fichier ne peut être fait que tous ouvrent.',
  'The charter lists no person of {0} with the key in {1}.':
    'La charte n’inscrit aucune personne de {0} avec la clé de {1}.',
  'There is nothing TLP:RED for {0}/{1} in {2} here.': 'Il n’y a rien ici de TLP:RED pour {0}/{1} dans {2}.',
  'write what was opened': 'd’écrire ce qui a été ouvert',
  '--by wants a pseudonym in lower-case letters, digits and single - _ . between them, not {0}.':
    '--by attend un pseudonyme en minuscules, chiffres et - _ . isolés entre eux, pas {0}.',
  'There is no release {0} here; "concord release list" shows those there are.':
    'Il n’y a pas de transmission {0} ici ; "concord release list" montre celles qu’il y a.',
  'This waits for a second person, so say who prepares it: --by and a pseudonym.':
    'Cela attend une deuxième personne : dites qui le prépare, par --by et un pseudonyme.',
  '{0} prepared release {1}; somebody else approves it.':
    '{0} a préparé la transmission {1} ; quelqu’un d’autre l’approuve.',
  'Release {0} does not wait for an approval ({1}).': 'La transmission {0} n’attend pas d’approbation ({1}).',
  'What release {0} would let out is no longer what {1} prepared; look at it again, and prepare it anew.':
    'Ce que la transmission {0} ferait sortir n’est plus ce que {1} a préparé ; regardez-le de nouveau, et préparez-la de nouveau.',
  '{0} of {1} is TLP:RED, for named persons; it cannot be opened to members.':
    '{0} de {1} est TLP:RED, pour des personnes nommées ; cela ne peut être ouvert à des membres.',
  'There is nothing of this institute in {0} that {1} lack of this field; only the institute that signed something opens it further.':
    'Il n’y a rien de cet institut dans {0} qui manque à {1} pour ce champ ; seul l’institut qui a signé quelque chose l’ouvre davantage.',
  '{0} is no other active member of the network, so nothing can be released to it.':
    '{0} n’est pas un autre membre actif du réseau : rien ne peut lui être transmis.',
  '{0} may not read the {1} {2} itself (TLP:{3}), so no part of it can be released to it.':
    '{0} n’a pas le droit de lire {2} ({1}) même (TLP:{3}) : aucune partie ne peut lui en être transmise.',
  '{0} brings what does not verify, and quarantine is full; it is left where it is. See "concord quarantine", and give up what nobody needs with --remove.':
    '{0} apporte ce qui ne se vérifie pas, et la quarantaine est pleine ; cela reste où c’est. Voyez "concord quarantine", et abandonnez avec --remove ce dont personne n’a besoin.',
  'There is no {0} in quarantine; "concord quarantine" lists what there is.':
    'Il n’y a pas de {0} en quarantaine ; "concord quarantine" donne la liste.',
  'The name of {0} does not say its language; say it with --from-language.':
    'Le nom de {0} ne dit pas sa langue ; dites-la avec --from-language.',
  '--language {0}: no language has this tag; write one such as fr or zh-Hant.':
    '--language {0} : aucune langue n’a cette étiquette ; écrivez-en une, comme fr ou zh-Hant.',
  '--language {0}: no language has this tag; perhaps you mean {1}.':
    '--language {0} : aucune langue n’a cette étiquette ; peut-être voulez-vous dire {1}.',
  '{0} is in {1} already; name the language to translate into.':
    '{0} est déjà en {1} ; nommez la langue vers laquelle traduire.',
  '{0} is there already, and translators may have worked in it; give another name.':
    '{0} existe déjà, et des traducteurs ont pu y travailler ; donnez un autre nom.',
  'Name a language to translate into with --language, once for each.':
    'Nommez avec --language une langue vers laquelle traduire, une fois pour chacune.',
  'A .csv file holds one language; write one for each --language, or an .xlsx file for all.':
    'Un fichier .csv contient une langue ; écrivez-en un par --language, ou un fichier .xlsx pour toutes.',
  '{0} holds {1} and {2}, and {3} is one file; give a folder.':
    '{0} contient {1} et {2}, et {3} est un seul fichier ; donnez un dossier.',
  '{0} is the name of the source; give the translation another.':
    '{0} est le nom de la source ; donnez-en un autre à la traduction.',
  '{0} lacks translations that were there when the spreadsheet was written ({1} and {2} more); put the file there, so that their versions are kept.':
    'Il manque à {0} des traductions qui existaient quand le tableur a été écrit ({1} et {2} autres) ; mettez-y le fichier, pour que leurs versions soient gardées.',
  '{0} holds no set in {1}; name the file to translate, and its language with --from-language.':
    '{0} ne contient aucun jeu en {1} ; nommez le fichier à traduire, et sa langue avec --from-language.',
  '{0} holds several sets in {1} ({2}); name the file of one.':
    '{0} contient plusieurs jeux en {1} ({2}) ; nommez le fichier de l’un d’eux.',
  '{0} is encrypted (age), and without the folder of the institute it is for, given with --home, nothing opens it.':
    '{0} est chiffré (age), et sans le dossier de l’institut auquel il est destiné, donné par --home, rien ne l’ouvre.',
  '{0} is encrypted (age), and this folder has no age key; make one with "concord card", have it put into the charter, and ask for the bundle again.':
    '{0} est chiffré (age), et ce dossier n’a pas de clé age ; faites-en une avec "concord card", faites-la inscrire dans la charte, et redemandez le paquet.',
  'No bundle is written for {0}: what is stricter than TLP:GREEN leaves encrypted only, and the charter has no age key of theirs. They run "concord card" and hand over card.json, a member lists it with "concord charter add card.json", and once that version is signed "concord exercise evidence EXERCISE --for MEMBER" writes what they lack.':
    'Aucun paquet n’est écrit pour {0} : ce qui est plus strict que TLP:GREEN ne sort que chiffré, et la charte ne contient pas de clé age pour eux. Ils lancent "concord card" et remettent card.json, un membre l’inscrit par "concord charter add card.json", et, une fois cette version signée, "concord exercise evidence EXERCICE --for MEMBRE" écrit ce qui leur manque.',
  'The statement {0} is not here; "concord exercise status" and the pages of "concord serve" show those that are.':
    'La déclaration {0} n’est pas ici ; "concord exercise status" et les pages de "concord serve" montrent celles qui y sont.',
  '{0} is by {1}, and only its author may do that; say what you think of it with "concord opinion".':
    '{0} est de {1}, et seul son auteur peut faire cela ; dites ce que vous en pensez par "concord opinion".',
  'A charter is agreed on by its signatures; an opinion on it cannot be signed under it.':
    'Une charte est approuvée par ses signatures ; on ne peut signer une opinion à son sujet.',
  'Only a run, an analysis or an opinion can be retracted, and {0} is of kind {1}; leave an exercise with "concord exercise withdraw", change it with "concord exercise amend".':
    'On ne peut revenir que sur une exécution, une analyse ou une opinion, et {0} est de type {1} ; quittez un exercice par "concord exercise withdraw", modifiez-le par "concord exercise amend".',
  'A statement of kind {0} cannot be erased: without it nobody could verify what stands on it.':
    'Une déclaration de type {0} ne peut être effacée : sans elle, personne ne pourrait vérifier ce qui repose dessus.',
  'There are more than {0} files below these paths; name fewer.':
    'Il y a plus de {0} fichiers sous ces chemins ; nommez-en moins.',
  '{0} holds neither a protocol.yaml nor item files (.csv, .tsv, .jsonl, .json, .xlsx).':
    '{0} ne contient ni protocol.yaml ni fichiers d’items (.csv, .tsv, .jsonl, .json, .xlsx).',
  'There is no file or folder {0}; check the name.': 'Il n’y a ni fichier ni dossier {0} ; vérifiez le nom.',
  'The folder {0} cannot be read; check its permissions.':
    'Le dossier {0} est illisible ; vérifiez ses droits.',
  'There is no exercise {0} here.': 'Il n’y a pas d’exercice {0} ici.',
  '{0} is no member of the network of {1}.': '{0} n’est pas membre du réseau de {1}.',
  'Nothing of {0} may be seen by {1}; name a member with --for.':
    'Rien de {0} ne peut être vu par {1} ; nommez un membre avec --for.',
  everybody: 'tous',
  'There is no exercise {0} here; "concord exercise status" lists those there are.':
    'Il n’y a pas d’exercice {0} ici ; "concord exercise status" donne la liste de ceux qu’il y a.',
  '{0} is not here; {1}.': '{0} n’est pas ici ; {1}.',
  '{0} was damaged on this disk; check the disk, and {1}.':
    '{0} : abîmé sur ce disque ; contrôlez le disque, et {1}.',
  there: 'présente',
  missing: 'absente',
  'The evaluation {0} that the protocol names is not here; ask for a whole bundle.':
    'L’évaluation {0} que nomme le protocole n’est pas ici ; demandez un paquet complet.',
  'The passport of {0} that the protocol names is not here; ask for a whole bundle.':
    'Le passeport de {0} que nomme le protocole n’est pas ici ; demandez un paquet complet.',
  '{0} is there already; choose an empty folder.': '{0} existe déjà ; choisissez un dossier vide.',
  'make an exercise': 'de créer un exercice',
  'There is no file {0}, which protocol.yaml names under {1}; put it there, or correct the name.':
    'Il n’y a pas de fichier {0}, que protocol.yaml nomme sous {1} ; mettez-le là, ou corrigez le nom.',
  'There is no file {0}; "concord exercise new DIR" writes a folder to begin with.':
    'Il n’y a pas de fichier {0} ; "concord exercise new DIR" écrit un dossier pour commencer.',
  '{0} is not UTF-8 text; save it as UTF-8.': '{0} n’est pas du texte UTF-8 ; enregistrez-le en UTF-8.',
  'The institute cannot be made as described ({0}); correct that.':
    'L’institut ne peut être créé tel que décrit ({0}) ; corrigez cela.',
  'There is an institute in {0} already; choose another folder with --home.':
    'Il y a déjà un institut dans {0} ; choisissez un autre dossier avec --home.',
  'make an institute': 'de créer un institut',
  'There is no institute in {0}: make one with "concord init --name NAME --origin ORIGIN", or name another folder with --home.':
    'Il n’y a pas d’institut dans {0} : créez-en un avec "concord init --name NAME --origin ORIGIN", ou nommez un autre dossier avec --home.',
  '{0} cannot be read; restore it from a backup.': '{0} est illisible ; restaurez-le depuis une sauvegarde.',
  'write a file': 'd’écrire un fichier',
  'An empty passphrase protects nothing: give one for {0}, or none at all.':
    'Une phrase secrète vide ne protège rien : donnez-en une pour {0}, ou aucune.',
  'The two halves of the key for {0} do not belong together.':
    'Les deux moitiés de la clé pour {0} ne vont pas ensemble.',
  'write a key': 'd’écrire une clé',
  'The key {0} is protected by a passphrase; give it with --passphrase-file or CONCORD_PASSPHRASE.':
    'La clé {0} est protégée par une phrase secrète ; donnez-la avec --passphrase-file ou CONCORD_PASSPHRASE.',
  'There is a key at {0} already, and a key is never overwritten: move it away first.':
    'Il y a déjà une clé à {0}, et une clé n’est jamais écrasée : déplacez-la d’abord.',
  'read a key': 'de lire une clé',
  'Others than its owner may use the key {0} (mode {1}): run "chmod 600 {2}", and replace the key if somebody may have read it.':
    'D’autres que son propriétaire peuvent utiliser la clé {0} (mode {1}) : lancez "chmod 600 {2}", et remplacez la clé si quelqu’un a pu la lire.',
  'There is no key at {0}: restore it from its backup, or make one.':
    'Il n’y a pas de clé à {0} : restaurez-la depuis sa sauvegarde, ou créez-en une.',
  'The passphrase does not open the key {0}: try again.':
    'La phrase secrète n’ouvre pas la clé {0} : réessayez.',
  'The key file {0} is damaged or is no key file: restore it from its backup.':
    'Le fichier de clé {0} est abîmé ou n’en est pas un : restaurez-le depuis sa sauvegarde.',
  'The key {0} is not one that the charter lists for {1}; restore that one from its backup.':
    'La clé {0} n’est pas de celles que la charte donne à {1} ; restaurez celle-là depuis sa sauvegarde.',
  'The network cannot be used yet. {0}': 'Le réseau n’est pas encore utilisable. {0}',
  'This institute belongs to no network: found one with "concord charter found", or sign the charter you were sent with "concord charter sign BUNDLE".':
    'Cet institut n’appartient à aucun réseau : fondez-en un avec "concord charter found", ou signez la charte reçue avec "concord charter sign BUNDLE".',
  'The charter (version {0}) expired on {1}, so nothing can be signed and nothing of the others is shown; renew it with "concord charter add" and have it signed.':
    'La charte (version {0}) a expiré le {1} ; rien ne peut être signé et rien des autres n’est montré ; renouvelez-la avec "concord charter add" et faites-la signer.',
  '{0} cannot be read; correct the file.': '{0} est illisible ; corrigez le fichier.',
  '{0}: {1}; correct the file.': '{0} : {1} ; corrigez le fichier.',
  '{0}, field {1}: {2}; correct the file.': '{0}, champ {1} : {2} ; corrigez le fichier.',
  '{0}; also {1}': '{0} ; et aussi {1}',
  'The statement ({0}) was not signed.': 'La déclaration ({0}) n’a pas été signée.',
  '--as wants anonymous, a member of the network ({0}), MEMBER/PERSON or client:MEMBER, not {1}.':
    '--as demande anonymous, un membre du réseau ({0}), MEMBRE/PERSONNE ou client:MEMBRE, pas {1}.',
  'The statement {0} is not here.': 'La déclaration {0} n’est pas ici.',
  '{0} is no member of the network, so no bundle can be written for it; add it to the charter, or leave it out of the protocol.':
    '{0} n’est pas membre du réseau, aucun paquet ne peut donc lui être écrit ; ajoutez-le à la charte, ou retirez-le du protocole.',
  '{0} is a folder, not a file; name a file in it.':
    '{0} est un dossier et non un fichier ; nommez un fichier qu’il contient.',
  '{0} has more than the {1} bytes that such a file may have; check that it is the right one.':
    '{0} a plus que les {1} octets qu’un tel fichier peut avoir ; vérifiez que c’est le bon.',
  'There is no file {0}; check the name.': 'Il n’y a pas de fichier {0} ; vérifiez le nom.',
  '{0} cannot be read ({1}); check the file and its permissions.':
    '{0} est illisible ({1}) ; vérifiez le fichier et ses droits.',
  '{0} brings no charter, so nothing in it can be verified; ask {1} for a whole one.':
    '{0} n’apporte aucune charte, rien n’y est donc vérifiable ; demandez un paquet complet à {1}.',
  '{0} belongs to the network of charter {1}, which is not pinned here: first compare that id with another member by telephone or in person, and only where it is the same receive the bundle again with --charter and the id they told you.':
    '{0} appartient au réseau de la charte {1}, qui n’est pas épinglée ici : comparez d’abord cet identifiant avec un autre membre par téléphone ou de vive voix, et seulement s’il est le même, recevez à nouveau le paquet avec --charter et l’identifiant qu’il vous a dit.',
  '{0} belongs to the network of charter {1}, not to {2}; it may be forged: ask its sender.':
    '{0} appartient au réseau de la charte {1}, et non {2} ; ce peut être un faux : demandez à son expéditeur.',
  '{0} is suspended in charter version {1}: what it has issued verifies, and counts with that reservation.':
    '{0} est suspendu dans la charte version {1} : ce qu’il a émis se vérifie, et compte sous cette réserve.',
}
