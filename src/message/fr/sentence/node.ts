export const node: Readonly<Record<string, string>> = {
  'There is no file {0}; check the name.': 'Il n’y a pas de fichier {0} ; vérifiez le nom.',
}
