/**
 * The key for a provider. CONCORD_API_KEY is meant for whatever address a run asks; a key under its provider's usual name
 * is sent to that provider alone, for an address may be anybody's.
 */
const USUAL: readonly { host: string; names: readonly string[] }[] = [
  { host: 'api.openai.com', names: ['OPENAI_API_KEY'] },
  { host: 'api.anthropic.com', names: ['ANTHROPIC_API_KEY'] },
  { host: 'generativelanguage.googleapis.com', names: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'] },
  { host: 'api.mistral.ai', names: ['MISTRAL_API_KEY'] },
  { host: 'api.deepseek.com', names: ['DEEPSEEK_API_KEY'] },
  { host: 'api.together.xyz', names: ['TOGETHER_API_KEY'] },
]

/** Undefined where the environment has none; an empty variable is none. */
export function keyFromEnvironment(
  baseUrl: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const url = new URL(baseUrl)
  const usual = USUAL.find(({ host }) => url.protocol === 'https:' && url.hostname === host)
  const names = ['CONCORD_API_KEY', ...(usual?.names ?? [])]
  return names.map((name) => env[name]?.trim()).find((key) => key !== undefined && key !== '')
}

/**
 * The environment as it is for a judge: a key for whatever address a run asks is not for judges. Theirs is
 * CONCORD_API_KEY_ and the name of the judge in capitals, its other characters as _ (CONCORD_API_KEY_JUDGE_A).
 */
export function environmentOfJudge(
  judge: string,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const own = `CONCORD_API_KEY_${judge.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`
  return { ...env, CONCORD_API_KEY: env[own] }
}

/** Values of the environment that are secret by their name: a program or a module of somebody's own may print them. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    /(?:_KEY|_KEY_[A-Z0-9_]+|_TOKEN|_SECRET|PASSWORD|PASSPHRASE)$/i.test(name) && value !== undefined
      ? [value]
      : [],
  )
}
