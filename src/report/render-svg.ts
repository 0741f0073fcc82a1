import type { Figure } from './document.ts'
import { chartRules, DARK, LIGHT } from './html/chart-style.ts'
import type { Colour } from './html/chart-style.ts'
import { estimateWidth } from './html/chart-label.ts'
import { wideChart } from './html/chart.ts'
import { html } from './html/markup.ts'
import type { Markup } from './html/markup.ts'
import { plainText } from './html/text.ts'

const MARGIN = 20
const HEADING = 16
const CAPTION = 12
const LINE = 18
const FONTS = 'ui-sans-serif, system-ui, &quot;Noto Sans&quot;, sans-serif'

/**
 * Figures as one picture that asks nothing of any network, each with its heading and caption; it follows the reader's
 * colour scheme where the viewer knows it. The same figures give the same bytes.
 */
export function renderSvg(figures: readonly Figure[], title: string): string {
  const parts: Markup[] = []
  let y = MARGIN
  let width = 0
  for (const figure of figures) {
    const drawn = wideChart(figure)
    width = Math.max(width, drawn.width)
    const heading = lines(plainText(figure.heading), drawn.width / HEADING)
    const caption = lines(plainText(figure.caption), drawn.width / CAPTION)
    const chartAt = y + heading.length * LINE + 8
    const captionAt = chartAt + drawn.height + 6
    parts.push(
      html`${textLines(heading, 'heading', y)}<svg
          x="${MARGIN}"
          y="${chartAt}"
          width="${drawn.width}"
          height="${drawn.height}"
        >
          ${drawn.chart}</svg
        >${textLines(caption, 'caption', captionAt)}`,
    )
    y = captionAt + caption.length * LINE + MARGIN
  }
  const full = width + 2 * MARGIN
  const style: Markup = { markup: `${rules(LIGHT)}@media (prefers-color-scheme:dark){${rules(DARK)}}` }
  const fonts: Markup = { markup: FONTS }
  const picture = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${full}"
    height="${y}"
    viewBox="0 0 ${full} ${y}"
    font-family="${fonts}"
    font-size="14"
  >
    <title>${title}</title>
    <style>
      ${style}
    </style>
    <rect class="ground" width="${full}" height="${y}" />
    ${parts}
  </svg> `
  return picture.markup
}

function rules(palette: Readonly<Record<Colour, string>>): string {
  const { paper, ink, grey } = palette
  return `${chartRules((name) => palette[name])}
.ground{fill:${paper}}.heading{fill:${ink};font-size:${HEADING}px;font-weight:600}.caption{fill:${grey};font-size:${CAPTION}px}
`
}

/** Words on as many lines as they need, each at most `width` em. */
function lines(text: string, width: number): string[] {
  const made: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = `${line} ${word}`.trim()
    if (line !== '' && estimateWidth(longer) > width) {
      made.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? made : [...made, line]
}

function textLines(text: readonly string[], style: string, top: number): Markup {
  return html`${text.map((line, at) => html`<text class="${style}" x="${MARGIN}" y="${top + 13 + at * LINE}">${line}</text>`)}`
}
