/** The one style sheet of the public pages: paper, ink and the red of a seal; readable on a phone, printable, no script. */
export const STYLE = `
:root {
  --paper: #fbfaf6; --sheet: #fff; --ink: #1d1f21; --quiet: #5b6066; --line: #dedbd2; --seal: #a8201a; --good: #1f6f43; --warn: #8a5a00;
  color-scheme: light;
}
* { box-sizing: border-box; }
html { font-size: 17px; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); line-height: 1.75;
  font-family: "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "Hei", system-ui, sans-serif;
}
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
header { display: flex; align-items: baseline; gap: 1.25rem; padding-top: 1.5rem; padding-bottom: 1rem; border-bottom: 2px solid var(--seal); }
header .mark { font-family: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; font-size: 1.5rem; font-weight: 700; letter-spacing: .2em; color: var(--seal); text-decoration: none; }
header nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-left: auto; font-size: .95rem; }
main { padding-top: 1.75rem; padding-bottom: 3rem; }
footer { border-top: 1px solid var(--line); padding-top: 1rem; padding-bottom: 2.5rem; color: var(--quiet); font-size: .85rem; }
h1, h2 { font-family: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; line-height: 1.35; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: .25rem 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; }
p { margin: .5rem 0; }
.lead { color: var(--quiet); font-size: 1.05rem; margin-bottom: 1.5rem; }
.note { color: var(--quiet); font-size: .9rem; }
a { color: var(--seal); text-underline-offset: .2em; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid #e0a29f; outline-offset: 2px; }
.sheet { overflow-wrap: anywhere; background: var(--sheet); border: 1px solid var(--line); border-radius: 4px; padding: 1.25rem 1.5rem; margin: 1rem 0; box-shadow: 0 1px 3px rgb(0 0 0 / 5%); }
.number { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; letter-spacing: .02em; overflow-wrap: anywhere; }
dl { margin: 0; }
dl > div { display: grid; grid-template-columns: 8.5rem 1fr; gap: .25rem 1rem; padding: .55rem 0; border-bottom: 1px solid var(--line); }
dl > div:last-child { border-bottom: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.verdict { display: inline-block; border: 2px solid currentColor; border-radius: 3px; padding: .1rem .75rem; font-weight: 700; letter-spacing: .08em; }
.good { color: var(--good); } .bad { color: var(--seal); } .unsure { color: var(--warn); }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .5rem .5rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 400; }
form { margin: 1rem 0 0; }
label { display: block; margin: .75rem 0 .25rem; }
input[type=text], input[type=file] { width: 100%; font: inherit; padding: .6rem .75rem; border: 1px solid #b8b3a6; border-radius: 4px; background: #fff; }
button, .button { display: inline-block; font: inherit; margin-top: .9rem; padding: .55rem 1.5rem; border: 0; border-radius: 4px; background: var(--seal); color: #fff; text-decoration: none; cursor: pointer; min-height: 44px; }
button:hover, .button:hover { background: #861813; }
ul.links { list-style: none; padding: 0; margin: 0; }
ul.links li { padding: .75rem 0; border-bottom: 1px solid var(--line); }
ul.links li:last-child { border-bottom: 0; }
ul.links small { display: block; color: var(--quiet); font-size: .9rem; }
.button.quiet { background: none; color: var(--seal); border: 1px solid var(--seal); margin-top: 0; }
.button.quiet:hover { background: #f6eceb; }
.messages { list-style: none; margin: 1.5rem 0 0; padding: 0; max-width: 34rem; }
.messages li { margin: 0 0 1.5rem; }
.messages .note { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin: 0 0 .25rem; font-size: .82rem; }
.messages .bubble { margin: 0; background: var(--sheet); border: 1px solid var(--line); border-radius: 4px 14px 14px 14px; padding: .7rem 1rem; overflow-wrap: anywhere; }
.messages .bubble a { font-size: .85em; }
.messages .code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 1.25em; letter-spacing: .12em; }
html[lang^=zh] span[lang=en], html[lang=en] span[lang=zh-CN] { display: none; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; }
@media (max-width: 34rem) {
  dl > div { grid-template-columns: 1fr; gap: 0; }
  h1 { font-size: 1.55rem; }
  .sheet { padding: .75rem 1rem; }
  table, thead, tbody, tr, td { display: block; }
  thead { display: none; }
  tr { border-bottom: 2px solid var(--line); padding: .5rem 0; }
  td { border: 0; padding: .15rem 0; }
  td::before { content: attr(data-label) "："; color: var(--quiet); }
}
@media print { header nav, form, .button { display: none; } body { background: #fff; } .sheet { box-shadow: none; } }
`;
