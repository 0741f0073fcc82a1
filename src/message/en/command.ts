/** What the command line says. */
export const command = {
  'command.next': 'Next:',
  'command.error': 'Error: {message}',
  'command.done': 'Done.',
  'command.verified': 'verified; signed, not logged',
  'command.not-verified': 'not verified: {count, plural, one {one difference} other {# differences}}',
  'command.recomputed': '{count} of {of} recomputed this',
} as const
