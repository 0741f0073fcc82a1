import { chartRules, DARK, LIGHT } from './chart-style.ts'
import type { Colour } from './chart-style.ts'

function variables(palette: Readonly<Record<Colour, string>>): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')
}

/**
 * One style sheet for reports and pages: ink on paper, one blue, one orange for attention, one green for
 * verified, grey for what explains. System fonts only; nothing is fetched.
 */
export const STYLE = `
:root{color-scheme:light dark;${variables(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 ui-sans-serif,system-ui,"Noto Sans","Noto Sans CJK JP","Noto Sans CJK KR","Noto Sans CJK SC","Noto Sans Telugu","Noto Naskh Arabic",sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}
main,.nav,footer{max-width:68rem;margin:0 auto;padding:0 1.5rem}
main{padding-top:2.5rem;padding-bottom:4rem}
[dir=auto],bdi{unicode-bidi:isolate}
a{color:inherit;text-decoration-color:var(--grey);text-decoration-thickness:1px;text-underline-offset:.2em}
a:hover{color:var(--blue);text-decoration-color:currentColor}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--blue);outline-offset:3px;border-radius:1px}
.skip{position:absolute;left:-99rem;top:0;background:var(--paper);padding:.5rem 1rem}
.skip:focus{left:.5rem}
.nav{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding-top:1rem;font-size:14px;color:var(--grey)}
.nav strong{color:var(--ink);font-weight:600}
.nav [aria-current]{color:var(--ink);text-decoration:none}
.nav .end{margin-left:auto}
.kicker{margin:0;font-size:14px;color:var(--grey)}
.kicker span+span::before{content:"· ";color:var(--grey)}
h1{font-size:20px;line-height:1.35;margin:.35rem 0 0;font-weight:600}
h2{font-size:18px;line-height:1.35;margin:0 0 .75rem;font-weight:600}
h3{font-size:16px;line-height:1.35;margin:0 0 .5rem;font-weight:600}
.headline{font:clamp(22px,1.1rem + 1.4vw,30px)/1.35 "Source Serif 4","Noto Serif","Noto Serif CJK JP",Charter,Georgia,serif;max-width:34em;margin:2rem 0 1.25rem;text-wrap:pretty}
.verification{border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);padding:.7rem 0;font-size:15px}
.verification p{margin:0}
.verification a{text-decoration:none}
.verification strong{font-weight:600;margin-right:.4em}
.verification .parts span+span::before{content:"· "}
.verification .verified{color:var(--green)}
.verification .differs{color:var(--orange)}
.verification ul{margin:.5rem 0 0;color:var(--orange)}
.quiet{color:var(--grey);font-size:14px}
section,.figures,.limits{margin-top:3rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,31rem),1fr));gap:2.5rem}
figure{margin:0;min-width:0;break-inside:avoid}
figcaption{font-size:14px;color:var(--grey);max-width:31rem;margin-top:.35rem}
.chart{display:block;max-width:100%;height:auto;font-size:14px}
.narrow{display:none}
@media screen and (max-width:38rem){.wide{display:none}.narrow{display:block}}
${chartRules((name) => `var(--${name})`)}
.scroll{overflow-x:auto;margin:0 -.25rem;padding:0 .25rem}
table{border-collapse:collapse;font-size:15px;width:100%}
th,td{text-align:start;vertical-align:baseline;padding:.5rem .75rem;border-bottom:1px solid var(--rule)}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
th{font-size:14px;font-weight:400;color:var(--grey);line-height:1.35;vertical-align:bottom}
tbody th{font-size:15px;color:var(--ink);vertical-align:baseline;line-height:1.55}
.end{text-align:end}
td.end{white-space:nowrap}
td a{text-decoration-color:var(--rule)}
.needs{color:var(--orange);font-weight:700}
.needs::before{content:"◆\\00a0";font-size:.8em}
.note{font-size:14px;color:var(--grey);margin:.5rem 0 0;max-width:48rem}
.lead{margin:0 0 .75rem;max-width:42rem}
.limits{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:2rem 2.5rem}
.limits ul{margin:0;padding:0;list-style:none}
.limits li{padding:.3rem 0 .3rem 1.25rem;position:relative;max-width:38rem}
.limits li::before{content:"–";position:absolute;left:0;color:var(--grey)}
code,pre{font-family:ui-monospace,"Cascadia Mono","Noto Sans Mono",Menlo,Consolas,monospace;font-size:14px}
pre{background:var(--code);padding:.75rem 1rem;margin:.5rem 0;white-space:pre-wrap;overflow-wrap:anywhere;border-radius:2px}
pre.said{font:inherit;max-width:48rem}
.said+h3,ol+h3,.attempt{margin-top:1.75rem}
.attempt p{margin:.25rem 0}
.sets{margin-top:1.25rem}
.command{user-select:all}
.option{white-space:nowrap}
.id{overflow-wrap:anywhere}
.labels{display:block;font-size:14px;font-weight:400;color:var(--grey)}
.labels span+span::before{content:"· "}
.value{white-space:pre-wrap;overflow-wrap:anywhere}
details summary{cursor:pointer}
.scroll+details,.lead+details{margin-top:.75rem}
.filters{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0 0 .75rem;padding:0;list-style:none;font-size:15px}
.filters [aria-current]{font-weight:600;text-decoration:none}
.paging{display:flex;gap:1.5rem;margin-top:.75rem;font-size:15px}
.positive{color:var(--green)}
.tlp{white-space:nowrap}
strong.differs{color:var(--orange)}
:target{background:var(--outer)}
footer{padding-bottom:2rem;font-size:14px;color:var(--grey);display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
@media screen and (max-width:60rem){table{width:max-content;min-width:100%}table.facts{width:100%}td,th{max-width:20rem}}
@media screen and (max-width:38rem){tbody th{max-width:8.5rem;line-height:1.35}td{max-width:11.5rem}}
@media screen and (max-width:38rem){.headline{margin-top:1.5rem}section,.figures,.limits{margin-top:2.5rem}.verification strong{display:block}th,td{padding:.45rem .6rem}}
@media print{:root{--ink:#000;--paper:#fff;--blue:#1f5f99;--orange:#a34700;--green:#2b6a3f;--grey:#444;--rule:#bbb;--inner:#bdd0e0;--outer:#e8eef3;--code:#f3f4f1}body{font-size:11pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}main{max-width:none;padding:0}.nav,.skip,footer{display:none}.wide{display:none}.narrow{display:block}.figures,.limits{grid-template-columns:1fr 1fr;gap:1.5rem}figure,tr,.limits>div{break-inside:avoid}h2,h3,thead{break-after:avoid}a{text-decoration:none;color:inherit}.scroll{overflow:visible;margin:0;padding:0}figcaption,.note,.quiet,.kicker,code,pre{font-size:9pt}table,th,tbody th{font-size:9pt}th,td{padding:.25rem .35rem}.headline{font-size:17pt}h1{font-size:14pt}h2{font-size:12pt}section,.figures,.limits{margin-top:1.75rem}}
`
