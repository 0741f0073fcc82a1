/**
 * The commands of `./concord` in a piece of shell, each as its words after that one. Knows what the documents use:
 * quotes, continued lines, comments, pipes, redirections, substitution; a variable stays as it is written.
 */
export function commandsIn(shell: string): string[][] {
  const found: string[][] = []
  for (const words of simpleCommands(shell)) {
    const at = words.indexOf('./concord')
    if (at >= 0) found.push(words.slice(at + 1))
  }
  return found
}

function simpleCommands(shell: string): string[][] {
  const commands: string[][] = [[]]
  const text = shell.replaceAll(/\\\n/g, ' ')
  // A quoted part, a redirection with its target, what ends a command, a comment, or anything else up to those.
  const TOKEN =
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|(?<!\S)\d*[<>]+&? *\S+|([\n;|&()])|(?<!\S)#[^\n]*|[^\s"';|&()]+|\s/g
  let word: string | undefined
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word)
    word = undefined
  }
  for (const [token, double, single, end] of text.matchAll(TOKEN)) {
    if (double !== undefined || single !== undefined) word = `${word ?? ''}${double ?? single ?? ''}`
    else if (end !== undefined) {
      endWord()
      commands.push([])
    } else if (token.trim() === '') endWord()
    else if (!/^(?:\d*[<>]|#)/.test(token)) word = `${word ?? ''}${token}`
  }
  endWord()
  return commands
}
