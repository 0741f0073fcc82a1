import { describe, expect, it } from 'vitest'
import type { Figure, FigureRow } from './document.ts'
import { chart } from './html/chart.ts'
import { renderSvg } from './render-svg.ts'

const row = (change: Partial<FigureRow>): FigureRow => ({
  label: { foreign: 'Lab <A>', lang: null },
  kind: 'estimate',
  attention: false,
  value: 0.6,
  interval: { lo: 0.5, hi: 0.7 },
  beside: null,
  words: '60% (50–70%)',
  ref: null,
  ...change,
})

const figure = (rows: FigureRow[], caption = 'Lines: 95% intervals.'): Figure => ({
  id: 'x',
  heading: 'Score',
  caption,
  label: 'Score: 60%',
  axis: { min: 0, max: 1, ticks: [{ value: 0, text: '0%', narrow: true }] },
  bands: [],
  lines: [],
  rows,
})

describe('a picture of its own', () => {
  const long =
    'Every word of a caption is there, on as many lines as it takes, none wider than the chart. '.repeat(3)
  const svg = renderSvg([figure([row({})], long), figure([row({ attention: true })])], 'a & b.csv')

  it('has its name, headings and captions, and escapes what is not its own', () => {
    expect(svg).toContain('<title>a &amp; b.csv</title>')
    expect(svg.match(/class="heading"/g)).toHaveLength(2)
    expect(svg).toContain('Lab &lt;A&gt;')
    const words = [...svg.matchAll(/class="caption"[^>]*>([^<]*)</g)].map(([, text = '']) => text.trim())
    expect(words.length).toBeGreaterThan(4)
    expect(words.join(' ')).toContain(long.trim())
  })

  it('needs nothing from elsewhere: colours as they are, in both schemes, nothing fetched', () => {
    expect(svg).not.toMatch(/var\(|url\(|href|<script|@import/)
    expect(svg).toContain('prefers-color-scheme:dark')
    expect(svg).toContain('.ground{fill:#fdfdfb}')
  })

  it('is as high as what it holds', () => {
    const height = (figures: Figure[]) =>
      Number(/<svg[^>]*\sheight="(\d+)"/.exec(renderSvg(figures, 'x'))?.[1])
    const one = height([figure([row({})])])
    expect(height([figure([row({})]), figure([row({})])])).toBe(2 * one - 20)
    expect(height([figure([row({}), row({})])])).toBe(one + 32)
  })
})

describe('marks beside an estimate', () => {
  const wide = (change: Partial<FigureRow>): string =>
    chart(figure([row(change)])).markup.split('class="chart narrow"')[0] ?? ''

  it('are an open one with an arrow where the value came from elsewhere', () => {
    expect(wide({ from: 0.2 })).toMatch(/class="arrow"\s+d="M[\d.]+ [\d.]+H[\d.]+V/)
    expect(wide({ from: 0.2 })).toContain('class="open"')
    expect(wide({ from: 0.601 })).toContain('class="open"')
    expect(wide({ from: 0.601 })).not.toContain('class="arrow"')
    expect(wide({})).not.toContain('class="open"')
  })

  it('are bars for how often which value occurs, the rarest still seen', () => {
    const strip = [
      { value: 0, height: 0.001 },
      { value: 1, height: 1 },
    ]
    const bars = [
      ...wide({ strip }).matchAll(/class="strip"\s+x="[\d.]+"\s+y="[\d.]+"\s+width="4"\s+height="([\d.]+)"/g),
    ]
    expect(bars.map(([, height]) => Number(height))).toEqual([1, 20])
    expect(wide({})).not.toContain('class="strip"')
  })
})
