import type { command as en } from '../en/command.ts'

export const command: Record<keyof typeof en, string> = {
  'command.next': 'Ensuite :',
  'command.error': 'Erreur : {message}',
  'command.done': 'Terminé.',
  'command.verified': 'vérifié ; signé, non journalisé',
  'command.not-verified': 'non vérifié : {count, plural, one {une différence} other {# différences}}',
  'command.recomputed': '{count} sur {of} l’ont recalculé',
}
