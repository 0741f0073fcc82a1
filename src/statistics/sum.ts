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
