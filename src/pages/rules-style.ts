/** The catalogue's own sheet: a ledger of rules, quiet columns, one seal-red mark for what blocks; made to be printed. */
export const RULES_STYLE = `
.catalogue { max-width: 62rem; margin: 0 auto; }
.catalogue:lang(en) { font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
.sift { display: grid; grid-template-columns: 1fr 15rem auto; gap: .75rem; align-items: end; }
.sift label { margin: 0 0 .25rem; font-size: .9rem; color: var(--quiet); }
.sift input, .sift select { box-sizing: border-box; height: 48px; margin: 0; }
.sift select { width: 100%; font: inherit; padding: .6rem .5rem; border: 1px solid #b8b3a6; border-radius: 4px; background: #fff; min-height: 44px; }
.sift button { margin-top: 0; }
.families { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; margin: 1rem 0; list-style: none; font-size: .95rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; color: var(--quiet); font-size: .9rem; margin: 1rem 0; }
.family h2 { border-bottom: 1px solid var(--ink); padding-bottom: .25rem; }
.family h2 small { font-size: .85rem; font-weight: 400; color: var(--quiet); margin-left: .75rem; }
.rule { display: grid; grid-template-columns: 5.5rem 1fr; gap: 0 1rem; padding: .9rem 0; border-bottom: 1px solid var(--line); break-inside: avoid; scroll-margin-top: 1rem; }
.rule:target { background: #fff6e5; }
.rule .id { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .95rem; color: var(--quiet); text-decoration: none; padding-top: .1rem; }
.rule h3 { font-size: 1.05rem; margin: 0; font-weight: 700; }
.rule h3 span { font-weight: 400; color: var(--quiet); font-size: .9rem; margin-left: .5rem; }
.rule p { margin: .15rem 0; }
.rule .why { color: var(--quiet); }
.rule ul { list-style: none; padding: 0; margin: .35rem 0; }
.rule li { display: grid; grid-template-columns: 7rem 1fr; gap: .5rem; padding: .15rem 0; }
.rule li b { font-weight: 400; }
.rule li b::before { content: "●"; margin-right: .35rem; font-size: .7em; vertical-align: .15em; }
.rule li.blocks b { color: var(--seal); } .rule li.warns b { color: var(--warn); } .rule li.asks b { color: var(--quiet); }
.rule .fix { color: var(--quiet); font-size: .92rem; }
.rule .basis { font-size: .88rem; color: var(--quiet); }
.rule details { margin-top: .35rem; font-size: .95rem; }
.rule summary { cursor: pointer; color: var(--seal); }
.none { padding: 2rem 0; }
@media (max-width: 44rem) {
  .sift { grid-template-columns: 1fr; }
  .rule { grid-template-columns: 1fr; }
  .rule li { grid-template-columns: 1fr; gap: 0; }
}
@media print {
  html { font-size: 9.5pt; } @page { size: A4; margin: 18mm 16mm; }
  body > header, body > footer, .sift, .families { display: none; }
  main, .catalogue { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  .family h2 { break-after: avoid; }
  details > :not(summary) { display: block; }
}
`;
