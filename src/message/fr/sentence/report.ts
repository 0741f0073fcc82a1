export const report: Readonly<Record<string, string>> = {
  'it holds no report data': 'il ne contient pas de données de rapport',
  'its data cannot be read': 'ses données sont illisibles',
  'This is not a report of Concord, for {0}; ask its sender for the file again.':
    'Ce n’est pas un rapport de Concord ({0}) ; redemandez le fichier à son expéditeur.',
}
