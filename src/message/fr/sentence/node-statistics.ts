export const nodeStatistics: Readonly<Record<string, string>> = {
  '{0}: {1} configurations are more than the {2} whose pairs are compared; take some of them.':
    '{0} : {1} configurations, c’est plus que les {2} dont les paires sont comparées ; prenez-en quelques-unes.',
  '{0}: totals of {1} configurations; compare two at a time, or name the column lab.':
    '{0} : des totaux de {1} configurations ; comparez-en deux à la fois, ou nommez la colonne lab.',
  '{0}: say with --positive which label is counted; there are {1}.':
    '{0} : dites avec --positive quelle étiquette compte ; il y a {1}.',
}
