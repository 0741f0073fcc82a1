export const store: Readonly<Record<string, string>> = {
  'read the audit trail': 'de lire la trace',
  'write into the audit trail': 'd’écrire dans la trace',
  '"{0}" is not a SHA-256 digest in hex.': '« {0} » n’est pas une empreinte SHA-256 en hexadécimal.',
  'The bytes of "{0}" do not match their digest sha256:{1} ({2} bytes): ask for them again.':
    'Les octets de « {0} » ne correspondent pas à leur empreinte sha256:{1} ({2} octets) : redemandez-les.',
  '{0} is on a file system that cannot share memory between processes (SQLite stays in mode "{1}"): choose a folder on a local disk.':
    '{0} est sur un système de fichiers qui ne peut partager la mémoire entre processus (SQLite reste en mode « {1} ») : choisissez un dossier sur un disque local.',
  'Cannot make the folder {0}: {1} takes no folders; choose another place.':
    'Impossible de créer le dossier {0} : {1} n’accepte pas de dossier ; choisissez un autre endroit.',
  '{0} was written by a newer Concord (tables of version {1}, this one knows {2}): install that version or a newer one.':
    '{0} a été écrit par un Concord plus récent (tables de version {1}, celui-ci connaît la {2}) : installez cette version ou une plus récente.',
  'open the store': 'd’ouvrir le dépôt',
  'close the store': 'de fermer le dépôt',
  'erase a statement': 'd’effacer une déclaration',
  'finish an erasure': 'd’achever un effacement',
  'Another Concord is reading this folder, so traces of what was erased cannot be removed yet: stop it ("concord serve"), and give the same command again.':
    'Un autre Concord lit ce dossier, si bien que les traces de ce qui a été effacé ne peuvent encore être enlevées : arrêtez-le ("concord serve"), puis redonnez la même commande.',
  'read what did not verify': 'de lire ce qui ne se vérifie pas',
  'read what was erased': 'de lire ce qui a été effacé',
  'read the pinned charters': 'de lire les chartes épinglées',
  'read a run': 'de lire une exécution',
  'list runs': 'de lister les exécutions',
  'read a note': 'de lire une note',
  'list notes': 'de lister les notes',
  'read a statement': 'de lire une déclaration',
  'list statements': 'de lister les déclarations',
  'count statements': 'de compter les déclarations',
  'list exercises': 'de lister les exercices',
  'read a blob': 'de lire un blob',
  'check a blob': 'de contrôler un blob',
  'Cannot {0} in {1}: {2}': 'Impossible {0} dans {1} : {2}',
  'out of memory; close other programs and try again.':
    'mémoire épuisée ; fermez d’autres programmes et réessayez.',
  'another process has been writing there for too long; let it finish or stop it, then try again.':
    'un autre processus y écrit depuis trop longtemps ; laissez-le finir ou arrêtez-le, puis réessayez.',
  'it may only be read; give the user running Concord write permission.':
    'la lecture seule est permise ; donnez le droit d’écrire à qui exécute Concord.',
  'the disk is full; make room and try again, what was stored before is safe.':
    'le disque est plein ; libérez de la place et réessayez, ce qui était enregistré est intact.',
  'the disk failed or is full (input/output error); check it and try again, what was stored before is safe.':
    'le disque est en panne ou plein (erreur d’entrée-sortie) ; contrôlez-le et réessayez, ce qui était enregistré est intact.',
  'the database file cannot be opened; check the permissions of the folder.':
    'le fichier de la base ne peut être ouvert ; contrôlez les droits du dossier.',
  'the database is damaged; restore the folder from a backup.':
    'la base est abîmée ; restaurez le dossier depuis une sauvegarde.',
  'the file is not a Concord database; move it away or choose another folder.':
    'le fichier n’est pas une base de Concord ; déplacez-le ou choisissez un autre dossier.',
  'the file would exceed the size this system allows; raise the limit and try again.':
    'le fichier dépasserait la taille que permet ce système ; relevez la limite et réessayez.',
  'the system makes no folder or file there; choose another place.':
    'le système n’y crée ni dossier ni fichier ; choisissez un autre endroit.',
  'the disk failed (input/output error); check it and try again.':
    'le disque est en panne (erreur d’entrée-sortie) ; contrôlez-le et réessayez.',
  'a folder stands where a file should be; choose another name.':
    'un dossier occupe la place d’un fichier ; choisissez un autre nom.',
  'the name is too long; choose a shorter one.': 'le nom est trop long ; choisissez-en un plus court.',
  'too many files are open; raise the limit and try again.':
    'trop de fichiers sont ouverts ; relevez la limite et réessayez.',
  'a file stands where a folder should be; choose another folder.':
    'un fichier occupe la place d’un dossier ; choisissez un autre dossier.',
  'store statements': 'd’enregistrer des déclarations',
  'store what did not verify': 'd’enregistrer ce qui ne se vérifie pas',
  'read the charters': 'de lire les chartes',
  'read what was exchanged': 'de lire ce qui a été échangé',
  'note what was exchanged': 'de noter ce qui a été échangé',
  'pin a charter': 'd’épingler une charte',
  'note a run': 'de noter une exécution',
  'A run "{0}" is in this folder already: choose another id.':
    'Une exécution « {0} » est déjà dans ce dossier : choisissez un autre identifiant.',
  'There is no run "{0}" in this folder.': 'Il n’y a pas d’exécution « {0} » dans ce dossier.',
  'keep a note': 'de garder une note',
}
