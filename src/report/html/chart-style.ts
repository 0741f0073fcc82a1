/**
 * The colours of reports, and how a chart uses them: in a page by name, so that they follow its scheme, in a picture of its
 * own as they are.
 */
/** Ink on paper, one blue, one orange for attention, one green for verified, grey for what explains. */
export const LIGHT = {
  ink: '#1b1d1f',
  paper: '#fdfdfb',
  blue: '#1f5f99',
  orange: '#a34700',
  green: '#2b6a3f',
  grey: '#5b6268',
  rule: '#d9dbd8',
  inner: '#bdd0e0',
  outer: '#e8eef3',
  code: '#f3f4f1',
} as const

/** The same on a dark ground. */
export const DARK = {
  ink: '#e8e9e6',
  paper: '#15181b',
  blue: '#7fb6e6',
  orange: '#f0a05c',
  green: '#86c79a',
  grey: '#a4abb0',
  rule: '#363b3f',
  inner: '#364b60',
  outer: '#222b33',
  code: '#1e2327',
} as const

export type Colour = keyof typeof LIGHT

/** The rules of a chart; `colour` writes each colour. */
export function chartRules(colour: (name: Colour) => string): string {
  return `.chart text{fill:${colour('ink')}}
.chart .small{font-size:12px;fill:${colour('grey')}}
.chart .over{paint-order:stroke;stroke:${colour('paper')};stroke-width:4px;stroke-linejoin:round}
.chart .soft{fill:${colour('grey')}}
.chart .label-attention{fill:${colour('orange')};font-weight:700}
.chart .axis{stroke:${colour('grey')};stroke-width:1;fill:none}
.chart .grid{stroke:${colour('rule')};stroke-width:1}
.chart .line{stroke:${colour('ink')};stroke-width:1.25;stroke-dasharray:3 3}
.chart .inner{fill:${colour('inner')}}
.chart .outer,.chart .agreed{fill:${colour('outer')}}
.chart .edge{stroke:${colour('grey')};stroke-width:1}
.chart .mark{stroke:${colour('blue')};fill:${colour('blue')};stroke-width:2}
.chart .attention{stroke:${colour('orange')};fill:${colour('orange')}}
.chart .expected{stroke:${colour('grey')};fill:none;stroke-width:1.5;stroke-dasharray:5 3}
.chart .beside{stroke:${colour('grey')};stroke-width:1.5;fill:none}
.chart .open{stroke:${colour('blue')};fill:${colour('paper')};stroke-width:1.5}
.chart .arrow{stroke:${colour('blue')};fill:none;stroke-width:1}
.chart .strip{fill:${colour('grey')}}`
}
