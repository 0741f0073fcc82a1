export const trust: Readonly<Record<string, string>> = {
  'What is encrypted is no body of kind {0} ({1}); correct that first.':
    'Ce qui est chiffré n’est pas un corps de type {0} ({1}) ; corrigez cela d’abord.',
  'What is encrypted is not what its body says; ask its issuer for it again.':
    'Ce qui est chiffré n’est pas ce que dit son corps ; redemandez-le à son émetteur.',
  'A file is encrypted to keys of one kind, and to one at least.':
    'Un fichier est chiffré pour des clés d’une seule sorte, et pour une au moins.',
  'One of the age keys to encrypt to is malformed; ask its holder for a new member card.':
    'Une des clés age destinataires est mal formée ; demandez une nouvelle carte de membre à qui la détient.',
  'It is encrypted for somebody else: none of the keys here opens it.':
    'Il est chiffré pour quelqu’un d’autre : aucune des clés présentes ne l’ouvre.',
  'It is a damaged age file; ask its sender for another copy.':
    'C’est un fichier age abîmé ; demandez-en une autre copie à qui l’a envoyé.',
  'An age identity is damaged; restore it from its backup.':
    'Une identité age est abîmée ; restaurez-la depuis sa sauvegarde.',
  'it has {0} bytes, more than the {1} allowed': 'il a {0} octets, plus que les {1} permis',
  'This bundle is for {0}, and you are {1}; ask {2} for yours.':
    'Ce paquet est pour {0}, et vous êtes {1} ; demandez le vôtre à {2}.',
  '{0} does not have the digest its name says': '{0} n’a pas l’empreinte que dit son nom',
  'it does not begin with {0}': 'il ne commence pas par {0}',
  '{0} is not JSON': '{0} n’est pas du JSON',
  '{0} is malformed ({1})': '{0} est mal formé ({1})',
  '{0} is not in canonical form': '{0} n’est pas sous forme canonique',
  '{0} is not in its place among the members': '{0} n’est pas à sa place parmi les éléments',
  '{0} is not listed at its place in {1}': '{0} ne figure pas à sa place dans {1}',
  '{0} was changed: it does not have its listed digest':
    '{0} a été modifié : il n’a pas l’empreinte annoncée',
  '{0} is listed in {1} and missing': '{0} est annoncé dans {1} et manque',
  'it does not end with {0}': 'il ne finit pas par {0}',
  '{0} names another sender or receiver than {1}': '{0} nomme un autre expéditeur ou destinataire que {1}',
  'charter/{0}.json is missing': 'charter/{0}.json manque',
  '{0} has no body': '{0} n’a pas de corps',
  'the body in {0} has more than {1} bytes, so it belongs among the blobs':
    'le corps dans {0} a plus de {1} octets, sa place est donc parmi les blobs',
  '{0} holds the statement {1}': '{0} contient la déclaration {1}',
  'the statement {0} lacks what it does not name, or what is not there':
    'la déclaration {0} dit manquer de ce qu’elle ne nomme pas, ou de ce qui n’y est pas',
  'The bundle cannot be used: {0}; ask its sender for it again.':
    'Le paquet est inutilisable : {0} ; redemandez-le à son expéditeur.',
  'It is not spelled as it was written.': 'Il n’est pas écrit comme il l’avait été.',
  'The bundle cannot be used: its member {0} cannot be read ({1}); ask its sender for it again.':
    'Le paquet est inutilisable : son élément {0} est illisible ({1}) ; redemandez-le à son expéditeur.',
  "{0} cannot be a member's name": '{0} ne peut être le nom d’un élément',
  'it is no bundle, for its beginning is not in ustar form':
    'ce n’est pas un paquet, car son début n’est pas au format ustar',
  'it ends before its end mark: the file was cut off':
    'il finit avant sa marque de fin : le fichier a été coupé',
  'a member is named {0}, which has no place in a bundle':
    'un élément s’appelle {0}, ce qui n’a pas sa place dans un paquet',
  'it has two members named {0}': 'il a deux éléments nommés {0}',
  '{0} has {1} bytes, more than the {2} allowed': '{0} a {1} octets, plus que les {2} permis',
  'it has more than {0} members': 'il a plus de {0} éléments',
  '{0} is cut off': '{0} est coupé',
  'something is hidden after {0}': 'quelque chose est caché après {0}',
  'something stands after its end mark': 'quelque chose suit sa marque de fin',
  'a member header is not in ustar form': 'l’en-tête d’un élément n’est pas au format ustar',
  'the header of {0} does not match its checksum':
    'l’en-tête de {0} ne correspond pas à sa somme de contrôle',
  '{0} is not a regular file (type {1})': '{0} n’est pas un fichier ordinaire (type {1})',
  '{0} has another {1} than {2}': '{0} a un autre {1} que {2}',
  '{0} has no readable size': '{0} n’a pas de taille lisible',
  'the header of {0} says more than a bundle may say':
    'l’en-tête de {0} en dit plus qu’un paquet ne peut en dire',
  'The bundle has too many members, or its sender or receiver is no member id.':
    'Le paquet a trop d’éléments, ou son expéditeur ou destinataire n’est pas un identifiant de membre.',
  '{0} has {1} bytes, more than the {2} a bundle may carry in one member; split it.':
    '{0} a {1} octets, plus que les {2} qu’un élément de paquet peut porter ; coupez-le.',
  'The bundle would have {0} bytes, more than {1}; write several smaller ones.':
    'Le paquet aurait {0} octets, plus que {1} ; écrivez-en plusieurs plus petits.',
  'is not 32 bytes long': 'n’a pas 32 octets',
  'is not in canonical form': 'n’est pas sous forme canonique',
  'is a small-order point': 'est un point de petit ordre',
  'is not a point of the curve': 'n’est pas un point de la courbe',
  'is outside the prime-order group': 'est hors du groupe d’ordre premier',
  'members: the id {0} stands there twice': 'members : l’identifiant {0} y figure deux fois',
  'members: the origin {0} stands there twice': 'members : l’origine {0} y figure deux fois',
  'groups: the name {0} stands there twice': 'groups : le nom {0} y figure deux fois',
  'previous: version 1 has none': 'previous : la version 1 n’en a pas',
  'previous: it must name the version before': 'previous : il faut nommer la version précédente',
  'members: {0} founds the network but is {1}': 'members : {0} fonde le réseau mais est {1}',
  'members: none is active': 'members : aucun n’est actif',
  'threshold: {0} of {1} active members; it must be between {2} and {3}':
    'threshold : {0} sur {1} membres actifs ; il faut de {2} à {3}',
  'quorum: {0} of {1} witnesses': 'quorum : {0} sur {1} témoins',
  'groups.{0}: {1} is no member': 'groups.{0} : {1} n’est pas membre',
  'groups.{0}: the member {1} stands there twice': 'groups.{0} : le membre {1} y figure deux fois',
  'members.{0}.keys: the {1} key {2} {3}': 'members.{0}.keys : la clé {2} ({1}) {3}',
  'members.{0}.keys: an active member needs an open charter key':
    'members.{0}.keys : un membre actif doit avoir une clé de charte ouverte',
  'members.{0}.frozenAt: only for a member that left or was expelled':
    'members.{0}.frozenAt : seulement pour un membre parti ou exclu',
  'members: the public key {0} stands there twice': 'members : la clé publique {0} y figure deux fois',
  'has another fingerprint than its public key': 'a une autre empreinte que sa clé publique',
  'ends before it begins': 'finit avant de commencer',
  'version: {0} does not follow {1}': 'version : {0} ne suit pas {1}',
  'previous: it is not the id of version {0}': 'previous : ce n’est pas l’identifiant de la version {0}',
  'members: {0} is no longer listed; who leaves stays listed as left':
    'members : {0} n’y figure plus ; qui part y reste, comme « left »',
  'members.{0}: {1}': 'members.{0} : {1}',
  'origin: it never changes': 'origin : elle ne change jamais',
  'status: who left returns under a new origin and id':
    'status : qui est parti revient avec une nouvelle origine et un nouvel identifiant',
  'frozenAt: it never changes': 'frozenAt : cela ne change jamais',
  'keys: {0} is no longer listed; close it with "to"': 'keys : {0} n’y figure plus ; fermez-la avec "to"',
  'keys: {0}: {1}': 'keys : {0} : {1}',
  'public, role and from never change': 'public, role et from ne changent jamais',
  'to: once closed it stays': 'to : une fois fermée, elle le reste',
  'distrustFrom: it may only fall': 'distrustFrom : cela ne peut que baisser',
  'A charter is malformed ({0}); ask its sender again.':
    'Une charte est mal formée ({0}) ; redemandez-la à son expéditeur.',
  'Charter version {0} breaks a rule ({1}); it has to be written and signed anew.':
    'La charte version {0} enfreint une règle ({1}) ; il faut la réécrire et la resigner.',
  'a member': 'un membre',
  'Charter version {0} carries a signature of {1} that does not hold; ask {2} for a new one.':
    'La charte version {0} porte une signature de {1} qui ne tient pas ; demandez-en une nouvelle à {2}.',
  'Charter version {0} lacks the signature of {1}, who wrote it; ask {2} for it.':
    'Il manque à la charte version {0} la signature de {1}, qui l’a écrite ; demandez-la à {2}.',
  'its issuer': 'son émetteur',
  'its sender': 'son expéditeur',
  'version: {0} without the versions before it': 'version : {0} sans les versions précédentes',
  'Charter version {0} cannot stand ({1}); write it anew from the latest version.':
    'La charte version {0} ne peut valoir ({1}) ; réécrivez-la à partir de la dernière version.',
  'payloadType: {0}': 'payloadType : {0}',
  'predicateType: {0}': 'predicateType : {0}',
  'sharing: a charter is CLEAR without embargo': 'sharing : une charte est CLEAR, sans embargo',
  'subject: a charter has its body and no blobs': 'subject : une charte a son corps et aucun blob',
  'body: its digest or size is not the signed one':
    'body : son empreinte ou sa taille n’est pas celle qui a été signée',
  'header.charter: {0} is not its own version': 'header.charter : {0} n’est pas sa propre version',
  'issuer: {0} is no active member': 'issuer : {0} n’est pas un membre actif',
  'expires: at most one year after it was written down': 'expires : un an au plus après sa rédaction',
  'The first charter {0}, which was pinned by hand, is not here; compare the id with another member, or ask for a bundle of this network.':
    'La première charte {0}, épinglée à la main, n’est pas ici ; comparez l’identifiant avec un autre membre, ou demandez un paquet de ce réseau.',
  'it is not the pinned one': 'ce n’est pas celle qui est épinglée',
  'Charter version 1 is not signed by {0}; a network begins when every founder has signed.':
    'La charte version 1 n’est pas signée par {0} ; un réseau commence quand tous les fondateurs ont signé.',
  'Charter version {0} is missing between {1} and {2}; ask for a bundle with all versions.':
    'La charte version {0} manque entre {1} et {2} ; demandez un paquet avec toutes les versions.',
  'Charter version {0} waits for one more signature (not signed: {1}); until then version {2} holds.':
    'La charte version {0} attend encore une signature (n’ont pas signé : {1}) ; d’ici là vaut la version {2}.',
  'Charter version {0} waits for {1} more signatures (not signed: {2}); until then version {3} holds.':
    'La charte version {0} attend encore {1} signatures (n’ont pas signé : {2}) ; d’ici là vaut la version {3}.',
  'Two valid charters of version {0} are here ({1} and {2}); accept neither, tell every member, and publish both.':
    'Deux chartes valables de version {0} sont ici ({1} et {2}) ; n’acceptez ni l’une ni l’autre, prévenez tous les membres, et publiez les deux.',
  'This network is a single institute: nobody else has agreed to anything signed in it.':
    'Ce réseau est un seul institut : personne d’autre n’a convenu de ce qui y est signé.',
  'Charter version {0} expired on {1}; sign and take in the next version before anything new is signed.':
    'La charte version {0} a expiré le {1} ; signez et prenez la version suivante avant de signer quoi que ce soit.',
  'Charter version {0} expires on {1}; prepare and sign the next version now.':
    'La charte version {0} expire le {1} ; préparez et signez dès maintenant la version suivante.',
  'The charter {0} of version {1} is set aside: {2}.': 'La charte {0} de version {1} est mise de côté : {2}.',
  'An envelope has {0} bytes, more than the {1} allowed; ask its sender for a smaller one.':
    'Une enveloppe a {0} octets, plus que les {1} permis ; demandez-en une plus petite à son expéditeur.',
  'An envelope is malformed ({0}); ask its sender again.':
    'Une enveloppe est mal formée ({0}) ; redemandez-la à son expéditeur.',
  'A payload has {0} bytes, more than the {1} allowed; ask its sender for a smaller one.':
    'Un contenu signé a {0} octets, plus que les {1} permis ; demandez-en un plus petit à son expéditeur.',
  'A signature has {0} bytes instead of 64; ask its sender again.':
    'Une signature a {0} octets au lieu de 64 ; redemandez-la à son expéditeur.',
  'Two envelopes are not of one statement; their signatures cannot be joined.':
    'Deux enveloppes ne sont pas d’une même déclaration ; leurs signatures ne peuvent être réunies.',
  'No signer was given for the {0} key {1}.': 'Aucun signataire n’a été donné pour la clé {1} ({0}).',
  'The member card is malformed ({0}); ask the institute for it again.':
    'La carte de membre est mal formée ({0}) ; redemandez-la à l’institut.',
  'The member card of {0} is not as the institute made it ({1}); ask the institute for its card.json again.':
    'La carte de membre de {0} n’est pas telle que l’institut l’a faite ({1}) ; redemandez-lui son fichier card.json.',
  'it lists no key': 'elle n’indique aucune clé',
  'its {0} key {1} has not signed its name, origin and keys as they stand there':
    'sa clé {0} {1} n’a pas signé son nom, son origine et ses clés tels qu’ils y figurent',
  'it carries a proof for no key': 'elle porte une preuve qui n’est celle d’aucune clé',
  'its text was written anew, perhaps by an editor':
    'son texte a été réécrit, peut-être par un éditeur de texte',
  'its header has {0} bytes, more than {1}': 'son en-tête a {0} octets, plus que {1}',
  'the body is an age file with RED, and JSON with every other label':
    'le corps est un fichier age avec RED, et du JSON avec tout autre marquage',
  'body: {0}': 'body : {0}',
  'its body has {0} bytes, more than {1}': 'son corps a {0} octets, plus que {1}',
  'A statement of kind {0} cannot be signed as it is ({1}); correct that first.':
    'Une déclaration de nature {0} ne peut être signée telle quelle ({1}) ; corrigez cela d’abord.',
  '{0} of statement {1} has {2} bytes, more than is allowed; ask its issuer for a smaller one.':
    '{0} de la déclaration {1} a {2} octets, plus qu’il n’est permis ; demandez moins à son émetteur.',
  'The body': 'Le corps',
  'The body of statement {0} is not the one that was signed: its digest or size differs; ask its issuer for it again.':
    'Le corps de la déclaration {0} n’est pas celui qui a été signé : son empreinte ou sa taille diffère ; redemandez-le à son émetteur.',
  'The body of statement {0} cannot be read. {1}': 'Le corps de la déclaration {0} est illisible. {1}',
  'The body of statement {0} has no nonce, so its digest could be guessed; ask its issuer to sign it anew.':
    'Le corps de la déclaration {0} n’a pas de nonce, son empreinte pourrait donc être devinée ; demandez à son émetteur de le resigner.',
  'The body of statement {0} does not fit the schema of {1} ({2}); ask its issuer to correct and sign it anew.':
    'Le corps de la déclaration {0} ne correspond pas au schéma de {1} ({2}) ; demandez à son émetteur de le corriger et de le resigner.',
  'The blob {0} of statement {1} is not the one that was signed: its digest or size differs; ask its issuer for it again.':
    'Le blob {0} de la déclaration {1} n’est pas celui qui a été signé : son empreinte ou sa taille diffère ; redemandez-le à son émetteur.',
  'The payload': 'Le contenu signé',
  'Statement {0} carries a signature of {1} that does not hold: it was changed, or signed by somebody else; ask {2} for it again.':
    'La déclaration {0} porte une signature de {1} qui ne tient pas : elle a été modifiée, ou signée par quelqu’un d’autre ; redemandez-la à {2}.',
  'Statement {0} carries no signature by a statement key of this charter; take in the charter that lists its signer, or ask for it again.':
    'La déclaration {0} ne porte aucune signature d’une clé de déclaration de cette charte ; prenez la charte où figure son signataire, ou redemandez-la.',
  'Statement {0} has the payload type {1} instead of {2}; it is no statement of ours.':
    'La déclaration {0} a le type de contenu {1} au lieu de {2} ; ce n’est pas une déclaration des nôtres.',
  'The header of statement {0} cannot be read. {1}': 'L’en-tête de la déclaration {0} est illisible. {1}',
  'The header of statement {0} does not fit its schema ({1}); ask its issuer to correct and sign it anew.':
    'L’en-tête de la déclaration {0} ne correspond pas à son schéma ({1}) ; demandez à son émetteur de le corriger et de le resigner.',
  'Statement {0} is no statement of this kind of network ({1}); it cannot be used here.':
    'La déclaration {0} n’est pas d’un réseau de ce genre ({1}) ; elle est inutilisable ici.',
  'Statement {0} is of no kind of ours; it cannot be used here.':
    'La déclaration {0} n’est d’aucune nature des nôtres ; elle est inutilisable ici.',
  'Statement {0} is a charter among statements; charters travel in charter/ and are signed with charter keys.':
    'La déclaration {0} est une charte parmi les déclarations ; les chartes voyagent dans charter/ et se signent avec des clés de charte.',
  'Statement {0} names charter version {1}, but {2} is the latest here; take in a bundle with the newer charter first.':
    'La déclaration {0} nomme la charte version {1}, mais la dernière ici est la {2} ; prenez d’abord un paquet avec la charte plus récente.',
  'The envelope': 'L’enveloppe',
  'Statement {0} is issued by {1}, who is no member in charter version {2}; it belongs to another network.':
    'La déclaration {0} est émise par {1}, qui n’est pas membre dans la charte version {2} ; elle appartient à un autre réseau.',
  'Statement {0} does not carry the signature of its issuer {1}; ask {2} for it.':
    'La déclaration {0} ne porte pas la signature de son émetteur {1} ; demandez-la à {2}.',
  'Statement {0} is signed by {1} with a key that does not count ({2}); ask {3} to issue it again under a valid key.':
    'La déclaration {0} est signée par {1} avec une clé qui ne compte pas ({2}) ; demandez à {3} de l’émettre à nouveau avec une clé valable.',
  'no charter version lists it': 'elle ne figure dans aucune version de la charte',
  'the charter version named does not list it': 'elle ne figure pas dans la version de charte nommée',
  'it is closed in the charter version named': 'elle est fermée dans la version de charte nommée',
  'it is distrusted': 'elle n’a plus la confiance du réseau',
  'the member had left or was expelled': 'le membre était parti ou exclu',
}
