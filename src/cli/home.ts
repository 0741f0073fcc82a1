import type { Home, WrittenBundle } from '../node/index.ts'
import type { Context } from './command.ts'
import type { Output } from './output.ts'
import { progressOn } from './progress.ts'

/** Opens the folder for one action and closes it again. */
export async function withHome<T>(
  { home, output, passphrase }: Pick<Context, 'home' | 'output' | 'passphrase'>,
  work: (home: Home) => Promise<T>,
): Promise<T> {
  const { openHome, systemWorld } = await import('../node/index.ts')
  await using opened = await openHome(home, systemWorld(passphrase, progressOn(output)))
  return await work(opened)
}

/** The bundles a command wrote, and the sentence that says what to do with them. */
export function showBundles(output: Output, bundles: readonly WrittenBundle[]): void {
  for (const { for: recipient, file } of bundles) {
    output.line(output.t('command.bundle', { member: recipient ?? '*', file }))
  }
}
