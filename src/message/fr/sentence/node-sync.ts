export const nodeSync: Readonly<Record<string, string>> = {
  'The exchange was stopped; what was taken in and laid down is kept. Go on with "concord sync {0}".':
    'L’échange a été arrêté ; ce qui a été pris et déposé est conservé. Continuez avec "concord sync {0}".',
  '{0} is no folder of this institute (a link, a file, or more files than it lays there); move it away, or use another shared folder.':
    '{0} n’est pas un dossier de cet institut (un lien, un fichier, ou plus de fichiers qu’il n’en dépose) ; déplacez-le, ou prenez un autre dossier partagé.',
  '{0} belongs to {1}, and you are {2}; use another shared folder.':
    '{0} appartient à {1}, et vous êtes {2} ; prenez un autre dossier partagé.',
  '{0} is the shared folder of the network {1}, and yours is {2}; use another folder for it.':
    '{0} est le dossier partagé du réseau {1}, et le vôtre est {2} ; prenez-en un autre.',
  'The age keys of {0} are of different kinds, and one file cannot be encrypted to both; have them run "concord card" and list their cards anew.':
    'Les clés age de {0} sont de types différents, et un même fichier ne peut être chiffré pour les deux ; faites-leur lancer "concord card" et inscrivez de nouveau leurs cartes.',
  '{0} has more than the {1} bytes that a file there may have; it is left where it is.':
    '{0} a plus que les {1} octets qu’un tel fichier peut avoir ; il est laissé où il est.',
}
