export const evaluation: Readonly<Record<string, string>> = {
  '--max-cost: no price is known of {0} at {1}; name it with --prices, or use --max-tokens-total.':
    '--max-cost : aucun prix n’est connu pour {0} à {1} ; donnez-le avec --prices, ou utilisez --max-tokens-total.',
  '--max-cost: no price is known of the judge {0} ({1} at {2}); name it with --prices, or use --max-tokens-total.':
    '--max-cost : aucun prix n’est connu pour le juge {0} ({1} à {2}) ; donnez-le avec --prices, ou utilisez --max-tokens-total.',
  '--base-url: {0}; correct that.': '--base-url : {0} ; corrigez cela.',
  'Line {0} of the answers of the run is damaged; restore the folder of the run from a backup.':
    'La ligne {0} des réponses de l’exécution est abîmée ; restaurez le dossier de l’exécution depuis une sauvegarde.',
  'Line {0} of the journal {1} is not what was written; restore the file from a copy, or begin a new run.':
    'La ligne {0} du journal {1} n’est pas ce qui a été écrit ; restaurez le fichier depuis une copie, ou commencez une nouvelle exécution.',
  'The journal {0} cannot be opened ({1}); check the file and its permissions.':
    'Le journal {0} ne peut être ouvert ({1}) ; vérifiez le fichier et ses droits.',
  'The journal {0} cannot be written ({1}); free space or make the folder writable, then resume the run.':
    'Le journal {0} ne peut être écrit ({1}) ; libérez de la place ou rendez le dossier modifiable, puis reprenez l’exécution.',
  'Port {0} on {1} is taken by another program; choose another one with --port.':
    'Le port {0} sur {1} est pris par un autre programme ; choisissez-en un autre avec --port.',
  'Cannot listen on port {0} of {1} ({2}); choose another one with --port.':
    'Impossible d’écouter sur le port {0} de {1} ({2}) ; choisissez-en un autre avec --port.',
  'Item {0} has no question to ask; give it one.':
    'L’item {0} n’a pas de question à poser ; donnez-lui-en une.',
  'the template does not contain {{input}}, so no question would be asked':
    'le modèle de requête ne contient pas {{input}} ; aucune question ne serait posée',
  'The answers cannot be scored by {0}: {1}; correct that.':
    'Les réponses ne peuvent être notées par {0} : {1} ; corrigez cela.',
  'The run in {0} is being carried out; score it when it has ended.':
    'L’exécution dans {0} est en cours ; notez-la quand elle sera terminée.',
  '{0} holds what this scorer came to before, which is not what it comes to now; move that folder away to score again.':
    '{0} contient ce à quoi cette notation est parvenue auparavant, qui n’est pas ce à quoi elle parvient maintenant ; déplacez ce dossier pour noter à nouveau.',
  '{0} cannot be read, so there is nothing to score yet; go on with the run first ("concord run resume").':
    '{0} est illisible, il n’y a donc encore rien à noter ; continuez d’abord l’exécution ("concord run resume").',
  'the template of the judges does not contain {{answer}}': 'la grille des juges ne contient pas {{answer}}',
  'the template of the judges contains {0}, which "shows" does not name':
    'la grille des juges contient {0}, que "shows" ne nomme pas',
  '"shows" names {0}, which the template of the judges does not contain':
    '"shows" nomme {0}, que la grille des juges ne contient pas',
  '--judge {0}: the evaluation has no such judge; leave it out.':
    '--judge {0} : l’évaluation n’a pas de tel juge ; omettez-le.',
  'It is not known where the judge {0} ({1}) is asked; give --judge {2}=ADDRESS.':
    'On ne sait pas où le juge {0} ({1}) est interrogé ; donnez --judge {2}=ADRESSE.',
  'The answers in {0} have no votes of judges, and scoring asks nobody; begin a run with {1}.':
    'Les réponses dans {0} n’ont pas de votes de juges, et noter n’interroge personne ; commencez une exécution avec {1}.',
  'the template of the judges does not contain {{criterion}}':
    'la grille des juges ne contient pas {{criterion}}',
  'the template of the judges contains {{criterion}}, which only the scorer "criteria" has':
    'la grille des juges contient {{criterion}}, que seule la notation "criteria" possède',
  'two criteria have one id': 'deux critères ont le même id',
  'two judges have one id': 'deux juges ont le même id',
  'a verdict is offered twice': 'un verdict est proposé deux fois',
  'nobody is named who is the judge {0}': 'personne n’est désigné comme le juge {0}',
  'the scorer declares both locale and decimal; keep one':
    'la notation déclare à la fois locale et decimal ; gardez l’un des deux',
  'the scorer is "choice", but the template does not contain {{choices}}':
    'la notation est "choice", mais le modèle de requête ne contient pas {{choices}}',
  'The journal {0} belongs to another plan; restore plan.json, or begin a new run.':
    'Le journal {0} appartient à un autre plan ; restaurez plan.json, ou commencez une nouvelle exécution.',
  'The journal {0} has attempt {1} of item {2} twice, or the plan does not have it; restore the file from a copy, or begin a new run.':
    'Le journal {0} a deux fois la tentative {1} de l’item {2}, ou le plan ne l’a pas ; restaurez le fichier depuis une copie, ou commencez une nouvelle exécution.',
  'There is a run in {0} already; resume it, or choose another folder.':
    'Il y a déjà une exécution dans {0} ; reprenez-la, ou choisissez un autre dossier.',
  'There is no run in {0}, for {1} cannot be read; check the name.':
    'Il n’y a pas d’exécution dans {0}, car {1} est illisible ; vérifiez le nom.',
  'The plan {0} cannot be read; restore it from a copy.':
    'Le plan {0} est illisible ; restaurez-le depuis une copie.',
  'The plan {0} was changed after the run began; restore it, or begin a new run.':
    'Le plan {0} a été modifié après le début de l’exécution ; restaurez-le, ou commencez une nouvelle exécution.',
  'The run in {0} is in use by another process; wait for it, or stop it first (if none is running, delete {1}).':
    'L’exécution dans {0} est utilisée par un autre processus ; attendez-le, ou arrêtez-le d’abord (si aucun ne tourne, supprimez {1}).',
  '{0} cannot be written ({1}); free space or choose a folder you may write.':
    '{0} ne peut être écrit ({1}) ; libérez de la place ou choisissez un dossier où vous pouvez écrire.',
  'an http(s) address without user, password, query or fragment':
    'une adresse http(s) sans utilisateur, mot de passe, requête ni fragment',
  'concurrency must be min ≤ start ≤ max, not {0}, {1}, {2}':
    'concurrency doit suivre min ≤ start ≤ max, et non {0}, {1}, {2}',
  'item {0} is twice in set {1}': 'l’item {0} est deux fois dans le jeu {1}',
  'item {0} of set {1} has no question': 'l’item {0} du jeu {1} n’a pas de question',
  'The run plan cannot be used: {0}; correct that.':
    'Le plan d’exécution est inutilisable : {0} ; corrigez cela.',
  'the pattern of the scorer has no group {0}': 'le motif de la notation n’a pas de groupe {0}',
  'the pattern of the scorer is not a regular expression: {0}':
    'le motif de la notation n’est pas une expression régulière : {0}',
  'the pattern of the scorer cannot be read': 'le motif de la notation est illisible',
  'the pattern of the scorer has a back reference, which can take for ever':
    'le motif de la notation a un renvoi à un groupe, qui peut ne jamais finir',
  'the pattern of the scorer repeats a group that itself repeats or has alternatives, which can take for ever':
    'le motif de la notation répète un groupe qui se répète lui-même ou a des variantes, ce qui peut ne jamais finir',
  'the pattern of the scorer has more than {0} unbounded repetitions':
    'le motif de la notation a plus de {0} répétitions sans borne',
  'the scorer is "verdict-table": verdicts are attached, not run':
    'la notation est "verdict-table" : des verdicts se joignent, ils ne s’exécutent pas',
  'The price table {0} is not JSON; correct that.': 'La table de prix {0} n’est pas du JSON ; corrigez cela.',
  'The price table {0} cannot be used: {1}; correct that.':
    'La table de prix {0} est inutilisable : {1} ; corrigez cela.',
  'The recorded answers {0} cannot be read; check the name.':
    'Les réponses enregistrées {0} sont illisibles ; vérifiez le nom.',
  'Line {0} of {1} is no recorded answer: it needs item and message; correct that.':
    'La ligne {0} de {1} n’est pas une réponse enregistrée : il y faut item et message ; corrigez cela.',
  'Line {0} of {1} is a second answer for attempt {2} of item {3}; keep one.':
    'La ligne {0} de {1} est une seconde réponse pour la tentative {2} de l’item {3} ; gardez-en une.',
  'The key for {0} has characters that no HTTP header may have; check it.':
    'La clé pour {0} a des caractères qu’aucun en-tête HTTP ne peut avoir ; vérifiez-la.',
  'The file {0} cannot be read; check its name.': 'Le fichier {0} est illisible ; vérifiez son nom.',
  'The file {0} is not the one the run began with; restore it, or begin a new run.':
    'Le fichier {0} n’est pas celui avec lequel l’exécution a commencé ; restaurez-le, ou commencez une nouvelle exécution.',
  '--provider {0}: there is no such kind; choose one of {1}.':
    '--provider {0} : cette sorte n’existe pas ; choisissez parmi {1}.',
  '--provider {0} does not take {1}; leave it out.': '--provider {0} n’accepte pas {1} ; omettez-le.',
  '--provider {0} needs {1}; give it.': '--provider {0} a besoin de {1} ; donnez-le.',
  'The run in {0} asks no address (its provider is {1}), so --base-url says nothing; leave it out.':
    'L’exécution dans {0} n’interroge aucune adresse (son fournisseur est {1}), donc --base-url ne dit rien ; omettez-le.',
  'The module {0} cannot be loaded ({1}); correct that.':
    'Le module {0} ne peut être chargé ({1}) ; corrigez cela.',
  'The module {0} exports no language model of the AI SDK (specification v2, v3 or v4) as {1}; correct that.':
    'Le module {0} n’exporte aucun modèle de langue de l’AI SDK (spécification v2, v3 ou v4) sous le nom {1} ; corrigez cela.',
  'This needs the package {0}, which is not installed; run "npm install --no-save {1}@{2}" in the folder you work in.':
    'Il faut pour cela le paquet {0}, qui n’est pas installé ; lancez "npm install --no-save {1}@{2}" dans le dossier où vous travaillez.',
  'The weights {0} cannot be loaded ({1}); check the file.':
    'Les poids {0} ne peuvent être chargés ({1}) ; vérifiez le fichier.',
}
