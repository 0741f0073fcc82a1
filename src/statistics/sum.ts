/**
 * Compensated sums (A. Neumaier, ZAMM 54, 1974, 39–51): the error stays at one rounding of the result
 * whatever the size of the terms.
 */

/** Sum of the values. */
export function sumOf(values: ArrayLike<number>): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const term = values[i] ?? 0
    const next = sum + term
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum
    sum = next
  }
  return sum + lost
}

/** Mean of at least one value. */
export function meanOf(values: ArrayLike<number>): number {
  return sumOf(values) / values.length
}

/** Sum of squared distances to `centre`, in two passes: no cancellation. */
export function squaresAround(values: ArrayLike<number>, centre: number): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const term = ((values[i] ?? 0) - centre) ** 2
    const next = sum + term
    lost += sum >= term ? sum - next + term : term - next + sum
    sum = next
  }
  return sum + lost
}

/** Sample variance (n − 1) of at least two values. */
export function varianceOf(values: ArrayLike<number>): number {
  return squaresAround(values, meanOf(values)) / (values.length - 1)
}

/**
 * False where sorted values are equal, or differ by no more than the rounding of their size: a spread below 1e-14 of
 * the largest, or one whose square is no number any more.
 */
export function varies(sorted: ArrayLike<number>): boolean {
  const low = sorted[0] ?? 0
  const high = sorted[sorted.length - 1] ?? 0
  return high - low > Math.max(1e-100, 1e-14 * Math.max(Math.abs(low), Math.abs(high)))
}
