export const federation: Readonly<Record<string, string>> = {
  'read the shared folder': 'de lire le dossier partagé',
  'write to the shared folder': 'd’écrire dans le dossier partagé',
  'There is no folder {0}; is the stick plugged in, the drive connected, the name right?':
    'Il n’y a pas de dossier {0} ; la clé est-elle branchée, le lecteur connecté, le nom juste ?',
  '{0} holds more than a folder for exchange does (at most {1} institutes and {2} entries); make a folder for it alone.':
    '{0} contient plus qu’un dossier d’échange (au plus {1} instituts et {2} entrées) ; créez un dossier pour cela seul.',
}
