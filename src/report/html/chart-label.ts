/** How wide a text will be, in em; a chart is drawn without a screen to measure on, so this is an estimate. */
export function estimateWidth(text: string): number {
  let width = 0
  for (const character of text) width += /[\u1100-\u11FF\u2E80-\uFFDC]/u.test(character) ? 1 : 0.56
  return width
}

/** A label on at most `lines` lines of `width` em; what does not fit ends in an ellipsis. */
export function wrapLabel(text: string, width: number, lines: number): string[] {
  if (lines <= 1 || estimateWidth(text) <= width) return [shorten(text, width)]
  const words = text.split(' ')
  let first = ''
  while (words.length > 0 && estimateWidth(`${first} ${words[0] ?? ''}`.trim()) <= width) {
    first = `${first} ${words.shift() ?? ''}`.trim()
  }
  if (first !== '') return [first, ...wrapLabel(words.join(' '), width, lines - 1)]
  // One word that is too long, or a script without spaces: cut between characters.
  const head = cut(text, width)
  return head === ''
    ? [shorten(text, width)]
    : [head, ...wrapLabel(text.slice(head.length), width, lines - 1)]
}

/** A label on one line; what does not fit ends in an ellipsis. */
export function shorten(text: string, width: number): string {
  return estimateWidth(text) <= width ? text : `${cut(text, width - 1)}…`
}

function cut(text: string, width: number): string {
  let taken = ''
  for (const character of text) {
    if (estimateWidth(taken + character) > width) break
    taken += character
  }
  return taken
}
