export const statistics: Readonly<Record<string, string>> = {
  'A lab has more than 65,535 attempts of one item; a cell holds no more.':
    'Un laboratoire a plus de 65 535 tentatives d’un item ; une case n’en contient pas plus.',
  'Cells of different labs or items were to be merged.':
    'Des cases de laboratoires ou d’items différents allaient être réunies.',
  'There is no quantile for p = {0} and {1}.': 'Il n’y a pas de quantile pour p = {0} et {1}.',
  '{0} is no p value to adjust.': '{0} n’est pas une valeur p à ajuster.',
  'A draw below {0} was asked for; this can be 1 to 2³².':
    'Un tirage sous {0} a été demandé ; ce peut être de 1 à 2³².',
  'The seed is all zeros, from which no random numbers can be made; use another seed.':
    'La graine n’a que des zéros, dont on ne peut tirer de nombres au hasard ; prenez-en une autre.',
  'A seed has 16 bytes; this one has {0}.': 'Une graine a 16 octets ; celle-ci en a {0}.',
}
