import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digamma, trigamma } from './digamma.ts'

describe('digamma and trigamma', () => {
  // mpmath 1.3, 30 digits.
  it.each([
    [0.3, -3.502524222200133, 12.24536454610773],
    [1, -0.5772156649015329, 1.6449340668482264],
    [2.5, 0.7031566406452432, 0.49035775610023485],
    [9.99, 2.250700372831201, 0.10527695014824179],
    [10, 2.251752589066721, 0.10516633568168575],
    [10_000, 9.210290371142849, 0.00010000500016666666],
  ])('of %d are mpmath’s', (x, psi, derivative) => {
    expect(Math.abs(digamma(x) / psi - 1)).toBeLessThan(4e-15)
    expect(Math.abs(trigamma(x) / derivative - 1)).toBeLessThan(4e-15)
  })

  it('fall by 1/x and 1/x² from x + 1 to x', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
        const [large, scale] = [digamma(x + 1), Math.max(1, 1 / x, Math.abs(digamma(x)))]
        expect(Math.abs(large - digamma(x) - 1 / x)).toBeLessThan(1e-14 * scale)
        expect(Math.abs((trigamma(x + 1) + 1 / x ** 2) / trigamma(x) - 1)).toBeLessThan(1e-13)
      }),
    )
  })
})
