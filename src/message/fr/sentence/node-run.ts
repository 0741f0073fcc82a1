export const nodeRun: Readonly<Record<string, string>> = {
  'The judge {0} does not answer at {1}: {2}; what was answered is kept. Go on with "concord run resume {3} --judge {4}=ADDRESS", or end the run without its votes with --give-up.':
    'Le juge {0} ne répond pas à {1} : {2} ; ce qui a été répondu est gardé. Continuez avec "concord run resume {3} --judge {4}=ADRESSE", ou terminez l’exécution sans ses votes avec --give-up.',
  '{0} is damaged; restore it from a backup.': '{0} est abîmé ; restaurez-le depuis une sauvegarde.',
  'The run {0} is submitted, and says what its drift prompts came to until then.':
    'L’exécution {0} est remise, et dit ce que ses questions de dérive ont donné jusque-là.',
  'The drift prompts of the run {0} were asked {1} times, which is as often as a run can say.':
    'Les questions de dérive de l’exécution {0} ont été posées {1} fois, autant qu’une exécution peut le dire.',
  'The protocol of {0} has no drift prompts, so there is nothing to ask; they stand under generation.drift.':
    'Le protocole de {0} n’a pas de questions de dérive, il n’y a donc rien à poser ; elles figurent sous generation.drift.',
  'It is not known here where the run {0} was asked; give --base-url.':
    'On ne sait pas ici où l’exécution {0} a été interrogée ; donnez --base-url.',
  'No drift prompts were asked in the run {0}.':
    'Aucune question de dérive n’a été posée dans l’exécution {0}.',
  'The run {0} was cut off before it asked anything; begin it again with "concord run start {1} --model NAME --base-url ADDRESS".':
    'L’exécution {0} a été interrompue avant d’avoir rien demandé ; recommencez-la par "concord run start {1} --model NOM --base-url ADRESSE".',
  'Nobody answers at {0}: {1}; what was answered before is kept. Go on with "concord run resume {2} --base-url ADDRESS", or end the run as it is with --give-up.':
    'Personne ne répond à {0} : {1} ; les réponses déjà reçues sont conservées. Continuez par "concord run resume {2} --base-url ADRESSE", ou terminez l’exécution telle quelle avec --give-up.',
  '{0} is not there, so the run was cut off before its end; go on with "concord run resume {1}".':
    '{0} n’est pas là : l’exécution a donc été interrompue avant sa fin ; continuez par "concord run resume {1}".',
  'No attempt was answered by {0}: {1}; check --base-url and start again.':
    'Aucune tentative n’a reçu de réponse de {0} : {1} ; vérifiez --base-url et recommencez.',
  '--set {0}: a run may set a field of generation, for example generation.systemPrompt (see the part generation of protocol.yaml), or one of {1}.':
    '--set {0} : une exécution peut fixer un champ de generation, par exemple generation.systemPrompt (voyez la partie generation de protocol.yaml), ou l’un de {1}.',
  '--set {0}.': '--set : {0}.',
  'There is no run {0} here; "concord exercise status" lists them.':
    'Il n’y a pas d’exécution {0} ici ; "concord exercise status" en donne la liste.',
  'The run {0} is finished; submit it with "concord exercise submit {1}".':
    'L’exécution {0} est terminée ; remettez-la avec "concord exercise submit {1}".',
  '{0}/{1} is missing or damaged, so the run cannot be submitted; restore it from a backup.':
    '{0}/{1} manque ou est abîmé, l’exécution ne peut donc être remise ; restaurez-le depuis une sauvegarde.',
  'The run cannot be started: --base-url wants {0}; correct that.':
    'L’exécution ne peut commencer : --base-url demande {0} ; corrigez cela.',
  'The run cannot be started: {0}; correct that.': 'L’exécution ne peut commencer : {0} ; corrigez cela.',
  '{0} is damaged, so the run cannot be submitted; restore it from a backup.':
    '{0} est abîmé, l’exécution ne peut donc être remise ; restaurez-le depuis une sauvegarde.',
  'There is no run {0} here.': 'Il n’y a pas d’exécution {0} ici.',
  'The run {0} with {1} is submitted, and a lab has one run of a model; see "concord exercise status {2}".':
    'L’exécution {0} avec {1} est remise, et un laboratoire n’a qu’une exécution d’un modèle ; voyez "concord exercise status {2}".',
  'The run {0} with {1} is finished; submit it with "concord exercise submit {2}".':
    'L’exécution {0} avec {1} est terminée ; remettez-la avec "concord exercise submit {2}".',
  'The run {0} with {1} was begun already; go on with "concord run resume {2}".':
    'L’exécution {0} avec {1} a déjà commencé ; continuez avec "concord run resume {2}".',
  '--set {0}: a run sets a field of generation, such as systemPrompt, temperature or attempts.':
    '--set {0} : une exécution fixe un champ de generation, tel que systemPrompt, temperature ou attempts.',
  '{0} is not frozen, so nothing may be run for the result yet; sign and freeze it, or try it with --pilot.':
    '{0} n’est pas figé, rien ne peut donc encore être exécuté pour le résultat ; signez-le et figez-le, ou essayez-le avec --pilot.',
  '{0} is frozen: pilots come before. Run it without --pilot.':
    '{0} est figé : les pilotes viennent avant. Exécutez-le sans --pilot.',
  'Two versions of {0} are signed by all; settle which one holds before anything is run.':
    'Deux versions de {0} sont signées par tous ; tranchez laquelle vaut avant toute exécution.',
  'The protocol of {0} lets {1} run no model.': 'Le protocole de {0} ne fait exécuter aucun modèle à {1}.',
  'Say which model of the protocol this is with --alias: {0}.':
    'Dites avec --alias quel modèle du protocole c’est : {0}.',
  'The items of set {0} are not here; ask for a whole bundle.':
    'Les items du jeu {0} ne sont pas ici ; demandez un paquet complet.',
  'The items file of set {0}': 'Le fichier d’items du jeu {0}',
  'ask the coordinator for a bundle that brings it': 'demandez au coordinateur un paquet qui l’apporte',
  '{0} has no exploratory items to try.': '{0} n’a pas d’items exploratoires à essayer.',
  '{0} has no items for {1} to run.': '{0} n’a pas d’items à exécuter pour {1}.',
  '{0} is of published rates, so there is nothing to run; take their table in with "concord exercise attach".':
    '{0} porte sur des taux publiés : il n’y a rien à exécuter ; reprenez leur tableau avec "concord exercise attach".',
  'The run cannot be started: attempts and retries are numbers; correct that.':
    'L’exécution ne peut commencer : attempts et retries sont des nombres ; corrigez-le.',
  'The key file {0} begins with an empty line; put the key there.':
    'Le fichier de clé {0} commence par une ligne vide ; mettez-y la clé.',
  '{0} does not answer any more: {1}; what was answered before is kept. Go on with "concord run resume {2}", or end the run as it is with --give-up.':
    '{0} ne répond plus : {1} ; ce qui avait été répondu est gardé. Continuez avec "concord run resume {2}", ou terminez l’exécution telle quelle avec --give-up.',
  'No attempt was answered by {0}: {1}; correct that and start again.':
    'Aucune tentative n’a reçu de réponse de {0} : {1} ; corrigez cela et recommencez.',
}
