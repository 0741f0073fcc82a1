export const nodeCharter: Readonly<Record<string, string>> = {
  'The charter lists other persons for {0}, or other keys of theirs, than this folder has; do not sign it, and tell {1}.':
    'La charte inscrit pour {0} d’autres personnes, ou d’autres clés d’elles, que ce dossier ; ne la signez pas, et prévenez {1}.',
  'The charter lists an age key for {0} that this folder does not have ({1}…), so what is sent to you could be read by somebody else; do not sign it, and tell {2}.':
    'La charte inscrit pour {0} une clé age que ce dossier n’a pas ({1}…) : ce qui vous est envoyé pourrait être lu par quelqu’un d’autre ; ne la signez pas, et prévenez {2}.',
  'The charter calls {0} "{1}" and this folder calls it "{2}"; do not sign it, and tell {3}.':
    'La charte appelle {0} « {1} » et ce dossier l’appelle « {2} » ; ne la signez pas, et prévenez {3}.',
  'There is no standing network to add to; found one, or wait until all founders have signed.':
    'Il n’y a pas de réseau en vigueur auquel ajouter ; fondez-en un, ou attendez que tous les fondateurs aient signé.',
  'Version {0} has expired.': 'La version {0} a expiré.',
  'This institute is in the network of charter {0} already; a folder founds one network.':
    'Cet institut est déjà dans le réseau de la charte {0} ; un dossier fonde un seul réseau.',
  'There is no file {0}; a member card is the card.json that "concord init" writes.':
    'Il n’y a pas de fichier {0} ; une carte de membre est le card.json qu’écrit "concord init".',
  'The own card was not read.': 'La carte propre n’a pas été lue.',
  'The charter would not be a valid one; check threshold and members.':
    'La charte ne serait pas valable ; vérifiez le seuil et les membres.',
  'The charter does not list its author.': 'La charte ne nomme pas son auteur.',
  '{0} brings no charter.': '{0} n’apporte aucune charte.',
  '{0} brings no charter to sign.': '{0} n’apporte aucune charte à signer.',
  '{0} is not among the members of this charter, so it is not yours to sign.':
    '{0} n’est pas parmi les membres de cette charte, ce n’est donc pas à vous de la signer.',
  'The charter lists other keys or another origin for {0} than this folder has; do not sign it, and tell {1}.':
    'La charte donne à {0} d’autres clés ou une autre origine que celles de ce dossier ; ne la signez pas, et prévenez {1}.',
  'Charter version {0} would hold until {1}, more than a year from now; do not sign it, and ask for one that expires sooner.':
    'La charte version {0} vaudrait jusqu’au {1}, à plus d’un an d’ici ; ne la signez pas, et demandez-en une qui expire plus tôt.',
  'This institute has signed another version {0} of the charter already ({1}), and two would split the network: ask the others to sign that one instead, or, where nobody else will sign it, give it up with "concord charter discard".':
    'Cet institut a déjà signé une autre version {0} de la charte ({1}), et deux diviseraient le réseau : demandez aux autres de signer celle-là, ou, si personne d’autre ne la signe, abandonnez-la par "concord charter discard".',
  'Charter version {0} ({1}) still waits for signatures (not signed: {2}): have it signed, or give it up with "concord charter discard" before you make another.':
    'La charte version {0} ({1}) attend encore des signatures (non signée par {2}) : faites-la signer, ou abandonnez-la par "concord charter discard" avant d’en faire une autre.',
  'Several versions of a charter wait for signatures ({0}); name the one to give up: concord charter discard ID.':
    'Plusieurs versions d’une charte attendent des signatures ({0}) ; nommez celle à abandonner : concord charter discard ID.',
  'No version of a charter waits for signatures here, so there is none to give up; one that stands is followed by the next ("concord charter add").':
    'Aucune version d’une charte n’attend de signatures ici, il n’y a donc rien à abandonner ; celle qui est en vigueur est suivie de la prochaine ("concord charter add").',
  'The charter {0} does not wait for signatures, so it is not given up; one that stands is followed by the next ("concord charter add").':
    'La charte {0} n’attend pas de signatures, elle n’est donc pas abandonnée ; celle qui est en vigueur est suivie de la prochaine ("concord charter add").',
  'There is no charter {0} here; "concord charter show" names the one that waits for signatures.':
    'Il n’y a pas de charte {0} ici ; "concord charter show" nomme celle qui attend des signatures.',
  'remove bundles': 'supprimer des paquets',
}
