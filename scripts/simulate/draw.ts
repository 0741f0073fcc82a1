/**
 * Draws from the distributions the setups use, all from the uniforms of the room's generator.
 *
 *   normal   Φ⁻¹(uniform), one uniform each; Φ⁻¹ by rational functions (M. J. Wichura, Applied Statistics 37
 *            (1988) 477, algorithm AS 241), which agree with the room's quantile to 13 digits and take a
 *            thousandth of its time
 *   gamma    G. Marsaglia, W. W. Tsang, ACM TOMS 26 (2000) 363, on the logarithmic scale: at a shape of .002 most
 *            variates are smaller than the smallest double
 *   Poisson  products of uniforms (D. E. Knuth)
 */
import type { Generator } from '../../src/statistics/index.ts'

const CENTRE = [
  3.387_132_872_796_366_5, 133.141_667_891_784_38, 1971.590_950_306_551_3, 13_731.693_765_509_46,
  45_921.953_931_549_87, 67_265.770_927_008_7, 33_430.575_583_588_13, 2509.080_928_730_122_7,
]
const CENTRE_BELOW = [
  1, 42.313_330_701_600_91, 687.187_007_492_057_9, 5394.196_021_424_751, 21_213.794_301_586_597,
  39_307.895_800_092_71, 28_729.085_735_721_943, 5226.495_278_852_854,
]
const MIDDLE = [
  1.423_437_110_749_683_5, 4.630_337_846_156_546, 5.769_497_221_460_691, 3.647_848_324_763_204_5,
  1.270_458_252_452_368_4, 0.241_780_725_177_450_6, 0.022_723_844_989_269_184, 7.745_450_142_783_414e-4,
]
const MIDDLE_BELOW = [
  1, 2.053_191_626_637_759, 1.676_384_830_183_803_8, 0.689_767_334_985_1, 0.148_103_976_427_480_08,
  0.015_198_666_563_616_457, 5.475_938_084_995_345e-4, 1.050_750_071_644_416_9e-9,
]
const TAIL = [
  6.657_904_643_501_103, 5.463_784_911_164_114, 1.784_826_539_917_291_3, 0.296_560_571_828_504_87,
  0.026_532_189_526_576_124, 0.001_242_660_947_388_078_4, 2.711_555_568_743_487_6e-5,
  2.010_334_399_292_288e-7,
]
const TAIL_BELOW = [
  1, 0.599_832_206_555_888, 0.136_929_880_922_735_8, 0.014_875_361_290_850_615, 7.868_691_311_456_133e-4,
  1.846_318_317_510_054_8e-5, 1.421_511_758_316_445_7e-7, 2.044_263_103_389_939_7e-15,
]

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + (coefficients[k] ?? 0)
  return sum
}

/** Standard normal quantile, 0 < p < 1. */
export function fastNormalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180_625 - q * q
    return (q * polynomial(CENTRE, r)) / polynomial(CENTRE_BELOW, r)
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const size =
    r <= 5
      ? polynomial(MIDDLE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6)
      : polynomial(TAIL, r - 5) / polynomial(TAIL_BELOW, r - 5)
  return q < 0 ? -size : size
}

/** A uniform that is not 0, as `Generator.normal` takes it. */
function positiveUniform(generator: Generator): number {
  const u = generator.uniform()
  return u === 0 ? 2 ** -54 : u
}

export function drawNormal(generator: Generator): number {
  return fastNormalQuantile(positiveUniform(generator))
}

/** ln of a gamma variate. */
function drawLogGamma(generator: Generator, shape: number): number {
  if (shape < 1) {
    return drawLogGamma(generator, shape + 1) + Math.log(positiveUniform(generator)) / shape
  }
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = drawNormal(generator)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(positiveUniform(generator)) < (x * x) / 2 + d - d * v + d * Math.log(v)) {
      return Math.log(d * v)
    }
  }
}

export function drawBeta(generator: Generator, a: number, b: number): number {
  const lnX = drawLogGamma(generator, a)
  return 1 / (1 + Math.exp(drawLogGamma(generator, b) - lnX))
}

/** Successes in n trials, one uniform each. */
export function drawBinomial(generator: Generator, n: number, p: number): number {
  let x = 0
  for (let k = 0; k < n; k++) if (generator.uniform() < p) x += 1
  return x
}

/** A Poisson count; for means that are not much above 100. */
export function drawPoisson(generator: Generator, mean: number): number {
  const floor = Math.exp(-mean)
  let count = -1
  let product = 1
  do {
    product *= generator.uniform()
    count += 1
  } while (product > floor)
  return count
}
