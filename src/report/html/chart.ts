import type { Figure, FigureRow } from '../document.ts'
import { estimateWidth, wrapLabel } from './chart-label.ts'
import { html, NOTHING } from './markup.ts'
import type { Markup } from './markup.ts'
import { plainText } from './text.ts'

const FONT = 14
const SMALL = 12
const ROW = 32
/** Room below a row for its strip, and how high the bars are. */
const STRIP = 26
const STRIP_BAR = 20
const LINE = 16

type Form = 'wide' | 'narrow'
/** Where things are, in pixels: a chart is drawn at the size it is shown. */
type Frame = {
  width: number
  left: number
  right: number
  top: number
  /** Labels stand on lines of their own above the marks. */
  stacked: boolean
  rows: readonly Place[]
  bottom: number
  height: number
  x: (value: number) => number
}

/** Where one row is: its label, the top of it, and the height of its marks. */
type Place = { label: readonly string[]; start: number; middle: number }

const WIDTH: Record<Form, number> = { wide: 500, narrow: 342 }
/** Room for a label of two short words, in pixels. */
const SHORTEST = 84
const LABEL_LIMIT: Record<Form, number> = { wide: 190, narrow: 112 }
const LABEL_LINES = 3

/** A chart of rows with intervals in its two drawn forms; the page shows the one that fits. */
export function chart(figure: Figure): Markup {
  return html`${draw(figure, 'wide')}${draw(figure, 'narrow')}`
}

/** The wide form alone, and its size, for a picture that is a file of its own. */
export function wideChart(figure: Figure): { width: number; height: number; chart: Markup } {
  const { width, height } = frameOf(figure, 'wide')
  return { width, height, chart: draw(figure, 'wide') }
}

function frameOf(figure: Figure, form: Form): Frame {
  const width = WIDTH[form]
  // The row of what is expected is a label of ours, which may take two lines.
  const names = figure.rows.filter(({ kind }) => kind !== 'range')
  const widest = Math.max(SHORTEST, ...names.map(({ label }) => estimateWidth(plainText(label)) * FONT))
  const stacked = form === 'narrow' && widest > LABEL_LIMIT.narrow
  const labelWidth = stacked ? width : Math.min(widest, LABEL_LIMIT[form])
  const left = stacked ? 12 : Math.ceil(labelWidth) + 14
  const right = width - 20
  const top = figure.lines.some(({ text }) => text !== null) ? 22 : 4
  const rows: Place[] = []
  let next = top
  for (const row of figure.rows) {
    const start = next
    const shown = wrapLabel(plainText(row.label), labelWidth / FONT + 0.1, LABEL_LINES)
    const below = (row.beside === null ? 0 : 6) + (row.strip === undefined ? 0 : STRIP)
    const height = ROW + below + (stacked ? shown.length * LINE : 0)
    next = start + (stacked ? height : Math.max(height, shown.length * LINE + 8))
    const space = stacked ? start + shown.length * LINE : start
    const middle = stacked || row.strip !== undefined ? space + ROW / 2 : (start + next) / 2
    rows.push({ label: shown, start, middle })
  }
  const bottom = next + 6
  const { min, max } = figure.axis
  const x = (value: number): number => {
    const inside = Math.min(max, Math.max(min, value))
    return round(left + ((inside - min) / (max - min)) * (right - left))
  }
  return { width, left, right, top, stacked, rows, bottom, height: bottom + 24, x }
}

function draw(figure: Figure, form: Form): Markup {
  const frame = frameOf(figure, form)
  const { width, height } = frame
  return html`<svg
    class="chart ${form}"
    role="img"
    aria-label="${figure.label}"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
  >
    ${bands(figure, frame)}${axis(figure, frame, form)}${lines(figure, frame)}${figure.rows.map((row, index) => drawRow(row, frame.rows[index], frame))}
  </svg> `
}

function bands({ bands: drawn }: Figure, { x, top, bottom }: Frame): Markup {
  return html`${drawn.map(({ lo, hi, kind }) => {
    const from = x(lo)
    const to = x(hi)
    const edges =
      kind === 'agreed'
        ? html`<path class="edge" d="M${from} ${top}V${bottom}M${to} ${top}V${bottom}" />`
        : NOTHING
    return html`<rect
        class="${kind}"
        x="${from}"
        y="${top}"
        width="${round(to - from)}"
        height="${bottom - top}"
      />${edges}`
  })} `
}

function lines(figure: Figure, frame: Frame): Markup {
  const { x, top, bottom, left, width } = frame
  return html`${figure.lines.map(({ value, text }) => {
    const at = x(value)
    const half = text === null ? 0 : (estimateWidth(text) * SMALL) / 2
    const middle = round(Math.min(width - half, Math.max(Math.min(left, half), at)))
    const label =
      text === null
        ? NOTHING
        : html`<text class="small" x="${middle}" y="14" text-anchor="middle">${text}</text>`
    return html`<line class="line" x1="${at}" x2="${at}" y1="${top}" y2="${bottom}" />${label}`
  })} `
}

function axis({ axis: { ticks } }: Figure, { x, left, right, bottom }: Frame, form: Form): Markup {
  return html`<path class="axis" d="M${left} ${bottom}H${right}" />${ticks.map(({ value, text, narrow }) => {
      const at = x(value)
      if (form === 'narrow' && !narrow) return NOTHING
      return html`<line class="axis" x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 4}" /><text
          class="small"
          x="${at}"
          y="${bottom + 18}"
          text-anchor="middle"
          >${text}</text
        >`
    })} `
}

function drawRow(row: FigureRow, place: Place | undefined, frame: Frame): Markup {
  if (place === undefined) return NOTHING
  return html`<g>${label(row, place, frame)}${marks(row, place.middle, frame)}</g> `
}

function label(row: FigureRow, place: Place, frame: Frame): Markup {
  const text = plainText(row.label)
  const style = row.attention ? 'label-attention' : row.kind === 'range' ? 'soft' : 'label'
  const lang =
    typeof row.label === 'string' ? null : html` lang="${row.label.lang ?? ''}" style="unicode-bidi:isolate"`
  const title = html`<title>${text}: ${row.words}</title>`
  const x = frame.stacked ? 0 : round(frame.left - 14)
  const first = frame.stacked ? place.start + 17 : place.middle + 5 - ((place.label.length - 1) * LINE) / 2
  const spans = place.label.map(
    (line, at) => html`<tspan x="${x}" y="${round(first + at * LINE)}">${line}</tspan>`,
  )
  return frame.stacked
    ? html`<text class="${style} over" ${lang}>${title}${spans}</text>`
    : html`<text class="${style}" text-anchor="end" ${lang}>${title}${spans}</text>`
}

function marks(row: FigureRow, y: number, { x, left }: Frame): Markup {
  if (row.kind === 'none') return html`<text class="small" x="${left + 4}" y="${y + 4}">${row.words}</text>`
  const style = row.kind === 'range' ? 'expected' : row.attention ? 'mark attention' : 'mark'
  const interval = row.interval === null ? NOTHING : bar(style, x(row.interval.lo), x(row.interval.hi), y)
  const beside =
    row.beside === null
      ? NOTHING
      : html`<path class="beside" d="M${x(row.beside.lo)} ${y + 9}H${x(row.beside.hi)}" />`
  const from = row.from === undefined || row.value === null ? NOTHING : arrow(x(row.from), x(row.value), y)
  return html`${strip(row, y, x)}${interval}${beside}${from}${row.value === null ? NOTHING : point(style, x(row.value), y, row.attention)}`
}

/** From an open mark to the filled one; where they would touch, the open mark alone. */
function arrow(from: number, to: number, y: number): Markup {
  const side = Math.sign(to - from)
  const at = y - 11
  const line =
    Math.abs(to - from) < 10
      ? NOTHING
      : html`<path
          class="arrow"
          d="M${round(from + 4 * side)} ${at}H${to}V${y - 6}M${round(to - 3)} ${y - 9}L${to} ${y - 5}L${round(to + 3)} ${y - 9}"
        />`
  return html`${line}<circle class="open" cx="${from}" cy="${at}" r="3.5" />`
}

/** How often which value occurs, as bars below the row. */
function strip({ strip: bars }: FigureRow, y: number, x: Frame['x']): Markup {
  const base = y + ROW / 2 - 4 + STRIP
  return html`${(bars ?? []).map(({ value, height }) => {
    // What occurs at all is seen.
    const tall = Math.max(1, round(height * STRIP_BAR))
    return html`<rect
      class="strip"
      x="${round(x(value) - 2)}"
      y="${round(base - tall)}"
      width="4"
      height="${tall}"
    />`
  })}`
}

function bar(style: string, from: number, to: number, y: number): Markup {
  return html`<path class="${style}" d="M${from} ${y}H${to}" /><path
      class="${style}"
      style="stroke-dasharray:none"
      d="M${from} ${y - 4}V${y + 4}M${to} ${y - 4}V${y + 4}"
    />`
}

/** What needs attention is a diamond, not only another colour. */
function point(style: string, x: number, y: number, attention: boolean): Markup {
  return attention
    ? html`<path
        class="${style}"
        d="M${x} ${y - 6}L${round(x + 6)} ${y}L${x} ${y + 6}L${round(x - 6)} ${y}Z"
      />`
    : html`<circle class="${style}" cx="${x}" cy="${y}" r="4" />`
}

/** Tenths of a pixel: the same bytes everywhere, and no visible difference. */
function round(value: number): number {
  return Math.round(value * 10) / 10
}
