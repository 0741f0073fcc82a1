/** What preflight says of a protocol and its sets. */
export const preflight = {
  'preflight.severity.block': 'blocks',
  'preflight.severity.warn': 'warning',
  'preflight.severity.note': 'remark',
  'preflight.clear': 'Nothing found by the {count, plural, one {one rule} other {# rules}}.',
} as const
