import { describe, expect, it } from 'vitest'
import { buildReport } from '../index.ts'
import type { Figure } from '../index.ts'
import { analysisOf, jointOf, rehearsalInput, retrospectiveInput } from '../sample.fixture.ts'
import type { ReportInput } from '../input.ts'
import { estimateWidth, shorten, wrapLabel } from './chart-label.ts'
import { chart } from './chart.ts'

function figuresOf(input: ReportInput): Figure[] {
  return buildReport(input, 'en').blocks.flatMap((block) => (block.block === 'figures' ? block.figures : []))
}

const numbers = (markup: string, attribute: string): number[] =>
  [...markup.matchAll(new RegExp(`\\s${attribute}="(-?[\\d.]+)"`, 'g'))].map(([, value]) => Number(value))

describe.each([
  ['forest and equivalence', rehearsalInput()],
  ['models and pairs', retrospectiveInput()],
])('charts: %s', (_, input) => {
  it('come in two drawn forms, each with the sentence as label', () => {
    for (const figure of figuresOf(input)) {
      const { markup } = chart(figure)
      expect(markup.match(/<svg/g)).toHaveLength(2)
      expect(markup.match(/role="img"/g)).toHaveLength(2)
      expect(markup).toMatch(
        /class="chart wide"[\s\S]*width="500"[\s\S]*class="chart narrow"[\s\S]*width="342"/,
      )
      expect(numbers(markup, 'width').filter((width) => width === 342)).toHaveLength(1)
      expect(markup).not.toMatch(/NaN|Infinity|undefined/)
    }
  })

  it('draw everything inside their frame', () => {
    for (const figure of figuresOf(input)) {
      const [wide = '', narrow = ''] = chart(figure).markup.split('class="chart narrow"')
      for (const [markup, width] of [
        [wide, 500],
        [narrow, 342],
      ] as const) {
        for (const x of [...numbers(markup, 'x'), ...numbers(markup, 'cx'), ...numbers(markup, 'x1')]) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(width)
        }
      }
    }
  })
})

describe('attention', () => {
  it('is a diamond and a bold label, not a colour alone', () => {
    const [forest] = figuresOf(rehearsalInput())
    const [wide = ''] = forest === undefined ? [] : chart(forest).markup.split('class="chart narrow"')
    expect(wide.match(/<circle/g)).toHaveLength(4)
    expect(
      wide.match(/class="mark attention"[^>]*d="M[\d.]+ \d+L[^"]*Z"|d="M[\d.]+ [\d.]+L[^"]*Z"/g),
    ).toHaveLength(1)
    expect(wide.match(/label-attention/g)).toHaveLength(1)
  })

  it('is absent where nobody is named', () => {
    const input = rehearsalInput()
    const results = [jointOf({}, [0.72, 0.71, 0.73, 0.7, 0.74], [])]
    const calm = {
      ...input,
      analysis: input.analysis === null ? null : { ...input.analysis, body: analysisOf(results) },
    }
    for (const figure of figuresOf(calm)) expect(chart(figure).markup).not.toContain('attention')
  })
})

describe('axes', () => {
  it('hold zero and the band, and have labels at both forms', () => {
    const equivalence = figuresOf(rehearsalInput())[1]
    expect(equivalence?.axis.min).toBeLessThanOrEqual(-0.34)
    expect(equivalence?.axis.max).toBeGreaterThan(0.1)
    expect(equivalence?.axis.ticks.map(({ text }) => text)).toEqual([
      '−40',
      '−30',
      '−20',
      '−10',
      '0',
      '+10',
      '+20',
    ])
    expect(equivalence?.axis.ticks.filter(({ narrow }) => narrow).map(({ text }) => text)).toEqual([
      '−40',
      '−20',
      '0',
      '+20',
    ])
  })

  it('end where the scale ends', () => {
    for (const { axis } of figuresOf(retrospectiveInput())) {
      expect(Math.max(Math.abs(axis.min), axis.max)).toBeLessThanOrEqual(1)
    }
  })
})

describe('labels', () => {
  it('take as many lines as are allowed, then an ellipsis', () => {
    expect(wrapLabel('Institute A', 20, 2)).toEqual(['Institute A'])
    expect(wrapLabel('National institute for evaluation', 10, 2)).toEqual(['National', 'institute for ev…'])
    expect(wrapLabel('National institute for evaluation', 10, 3)).toEqual([
      'National',
      'institute for',
      'evaluation',
    ])
    for (const line of wrapLabel('日本セーフティ・インスティテュート', 8, 2))
      expect(estimateWidth(line)).toBeLessThanOrEqual(8)
    expect(shorten('Institut national', 5)).toMatch(/…$/)
  })
})
