/**
 * Of c successes in n attempts: the chance that at least one of k draws passes, that all k pass.
 *
 *   pass@k = 1 − C(n−c, k) / C(n, k)     M. Chen et al., arXiv:2107.03374
 *   pass^k = C(c, k) / C(n, k)           S. Yao et al., arXiv:2406.12045
 */
import { given, refuse } from './result.ts'
import type { Result } from './result.ts'

function ratio(from: number, n: number, k: number): number {
  let product = 1
  for (let i = 0; i < k; i++) product *= (from - i) / (n - i)
  return from < k ? 0 : product
}

function usable(n: number, c: number, k: number): boolean {
  return [n, c, k].every(Number.isInteger) && c >= 0 && c <= n && k >= 1 && k <= n
}

/** Unbiased chance that at least one of k attempts passes; refuses k > n: `out-of-range`. */
export function passAtK(n: number, c: number, k: number): Result<number> {
  return usable(n, c, k) ? given(1 - ratio(n - c, n, k)) : refuse('out-of-range')
}

/** Unbiased chance that all of k attempts pass; refuses k > n: `out-of-range`. */
export function passHatK(n: number, c: number, k: number): Result<number> {
  return usable(n, c, k) ? given(ratio(c, n, k)) : refuse('out-of-range')
}
