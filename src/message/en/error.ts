/** A sentence for each error code, shown above the particular message. */
export const error = {
  'error.usage': 'The request cannot be read.',
  'error.bad-input': 'What was given is not what it should be.',
  'error.not-verified': 'A signature, digest or chain does not verify.',
  'error.check-failed': 'It was checked and does not hold.',
  'error.not-found': 'There is nothing here that you may see.',
  'error.conflict': 'This does not fit the present state.',
  'error.environment': 'The machine could not do it.',
  'error.stopped': 'It was stopped; what was done is kept.',
  'error.internal': 'Concord made a mistake.',
} as const
