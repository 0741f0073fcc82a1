export const nodeVerify: Readonly<Record<string, string>> = {
  'The reveal {0} opens the sealed passport of {1}: passport and key give the commitment in the protocol.':
    'La révélation {0} ouvre le passeport scellé de {1} : passeport et clé donnent l’engagement du protocole.',
  'protocol: the reveal {0} does not open what was sealed: {1}':
    'protocole : la révélation {0} n’ouvre pas ce qui a été scellé : {1}',
  '{0} of the {1} {2} was released later (amendment {3}); it is the one whose digest was signed on {4}.':
    '{0} de {2} ({1}) a été transmis plus tard (amendement {3}) ; c’est celui dont l’empreinte a été signée le {4}.',
  'The analysis {0} rests on the run {1}, which its lab has retracted.':
    'L’analyse {0} repose sur l’exécution {1}, sur laquelle son laboratoire est revenu.',
  'The analysis {0} rests on the run {1}, which {2} has had erased: its numbers can no longer be recomputed.':
    'L’analyse {0} repose sur l’exécution {1}, que {2} a fait effacer : ses chiffres ne peuvent plus être recalculés.',
  '{0} has withdrawn from the exercise ({1}).': '{0} s’est retiré de l’exercice ({1}).',
  '{0} has retracted its {1} {2} ({3}).': '{0} est revenu sur sa déclaration {2}, de type {1} ({3}).',
  'Give the id of the first charter of the network with --charter: it is what all trust begins with, and it is compared by hand, never taken from the file itself.':
    'Donnez avec --charter l’identifiant de la première charte du réseau : toute la confiance part de là, et il se compare à la main, jamais pris dans le fichier même.',
  '--charter wants the id of a first charter, sha256: and 64 hex digits, not {0}.':
    '--charter demande l’identifiant d’une première charte, sha256: et 64 chiffres hexadécimaux, et non {0}.',
  'No network pinned here lists {0}.': 'Aucun réseau épinglé ici ne comprend {0}.',
  'the issuer': 'l’émetteur',
  'Nothing of it is of the network of charter {0}.': 'Rien de cela n’est du réseau de la charte {0}.',
  '{0} is not among what was brought': '{0} n’est pas dans ce qui a été apporté',
  simulated: 'simulé',
  'not simulated': 'non simulé',
  'Signed by nobody who takes part in {0}: {1}': 'Signé par personne qui participe à {0} : {1}',
  'protocol: protocol {0} calls the model {1} {2}, its passport {3} {4}':
    'protocole : le protocole {0} dit le modèle {1} {2}, son passeport {3} {4}',
  'The run {0} of {1} counts for nothing ({2}).': 'L’exécution {0} de {1} ne compte pas ({2}).',
  'The analysis {0} leaves out the run {1}.': 'L’analyse {0} omet l’exécution {1}.',
  'The analysis {0} leaves out the amendment {1}, which is in force.':
    'L’analyse {0} omet l’avenant {1}, qui est en vigueur.',
  'signature: {0} is {1}, expected {2}': 'signature : {0} est {1}, attendu {2}',
  'digest: {0} is {1}, expected {2}': 'empreinte : {0} est {1}, attendu {2}',
  'unreadable: {0} is {1}, expected {2}': 'illisible : {0} est {1}, attendu {2}',
  'protocol: {0} is {1}, expected {2}': 'protocole : {0} est {1}, attendu {2}',
  'item: {0} is {1}, expected {2}': 'item : {0} est {1}, attendu {2}',
  'prompt: {0} is {1}, expected {2}': 'requête : {0} est {1}, attendu {2}',
  'cell: {0} is {1}, expected {2}': 'case : {0} est {1}, attendu {2}',
  'label: {0} is {1}, expected {2}': 'étiquette : {0} est {1}, attendu {2}',
  'count: {0} is {1}, expected {2}': 'compte : {0} est {1}, attendu {2}',
  'fact: {0} is {1}, expected {2}': 'fait : {0} est {1}, attendu {2}',
  'number: {0} is {1}, expected {2}': 'nombre : {0} est {1}, attendu {2}',
  'seed: {0} is {1}, expected {2}': 'graine : {0} est {1}, attendu {2}',
  'signature: {0}': 'signature : {0}',
  'digest: the blob {0} belongs to no statement': 'empreinte : le blob {0} n’appartient à aucune déclaration',
  'digest: the blob {0} belongs to no statement, and this is missing: {1}':
    'empreinte : le blob {0} n’appartient à aucune déclaration, et il manque : {1}',
  'analysis {0}': 'l’analyse {0}',
  'run {0}': 'l’exécution {0}',
  'The protocol {0} of {1} is not here; ask for a whole bundle.':
    'Le protocole {0} (pour {1}) n’est pas ici ; demandez un paquet complet.',
  'the page of {0} is not the one its data give: text, picture or figure was changed':
    'la page de {0} n’est pas celle que donnent ses données : un texte, une image ou un chiffre a été modifié',
  'The evidence of this report is not here: give the bundle it was made from with --bundle FILE, and the charter id with --charter.':
    'Les preuves de ce rapport ne sont pas ici : donnez le paquet dont il est issu avec --bundle FILE, et l’identifiant de la charte avec --charter.',
  'the exercise {0} of the report is not in the evidence':
    'l’exercice {0} du rapport n’est pas dans les preuves',
  'signature: the report says that {0} signed {1}, which the evidence does not show':
    'signature : le rapport dit que {0} a signé {1}, ce que les preuves ne montrent pas',
  'the statement {0} of the report is not in the evidence':
    'la déclaration {0} du rapport n’est pas dans les preuves',
  'the report names charter {0}, the evidence stands on {1}':
    'le rapport nomme la charte {0}, les preuves reposent sur {1}',
  'signature: the report lists {0} twice among those who signed {1}':
    'signature : le rapport cite {0} deux fois parmi les signataires de {1}',
  'version {0} of the protocol': 'la version {0} du protocole',
  'the amendment {0}': 'l’amendement {0}',
  'the analysis': 'l’analyse',
  'the run of {0} with {1}': 'l’exécution de {0} avec {1}',
  'report: {0} more of its places do not follow from the evidence':
    'rapport : {0} autres de ses endroits ne découlent pas des preuves',
  'the page of {0} is not the one its data give: at its head it says {1}, its data give {2}':
    'la page de {0} n’est pas celle que donnent ses données : en tête, elle dit {1}, ses données donnent {2}',
  'the page of {0} is not the one its data give: under “{1}” it says {2}, its data give {3}':
    'la page de {0} n’est pas celle que donnent ses données : sous « {1} », elle dit {2}, ses données donnent {3}',
  'There is no file {0}; without a folder (--home), give a file.':
    'Il n’y a pas de fichier {0} ; sans dossier (--home), donnez un fichier.',
  'There is no file, exercise or statement {0} here; check the name.':
    'Il n’y a ni fichier, ni exercice, ni déclaration {0} ici ; vérifiez le nom.',
}
