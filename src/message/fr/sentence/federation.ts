export const federation: Readonly<Record<string, string>> = {
  'read the shared folder': 'de lire le dossier partagé',
  'write to the shared folder': 'd’écrire dans le dossier partagé',
  'There is no folder {0}; is the stick plugged in, the drive connected, the name right?':
    'Il n’y a pas de dossier {0} ; la clé est-elle branchée, le lecteur connecté, le nom juste ?',
}
