/** The sheet of `/verify` beside the common one: one language at a time, the place to drop a file, the answer. */
export const VERIFY_STYLE = `
html[lang^=zh] a[data-language=zh-CN], html[lang=en] a[data-language=en] { display: none; }
html[lang=en] h1, html[lang=en] h2, html[lang=en] h3 { letter-spacing: 0; }
[hidden] { display: none !important; }
.drop { position: relative; display: flex; flex-direction: column; align-items: center; gap: .35rem; margin: 1.25rem 0 .75rem; padding: 2.75rem 1.25rem; text-align: center; background: var(--sheet); border: 2px dashed #b3a994; border-radius: 10px; transition: border-color .15s, background-color .15s; }
.drop:hover, .drop.over { border-color: var(--seal); background: #fdf7f5; }
.drop:focus-within { outline: 3px solid #a8201a; outline-offset: 3px; }
.drop svg { width: 3rem; height: 3rem; stroke: var(--seal); fill: none; stroke-width: 1.6; }
.drop label { margin: 0; font-size: 1.2rem; font-weight: 600; cursor: pointer; }
.drop label::after { content: ""; position: absolute; inset: 0; }
.drop input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.drop p { margin: 0; color: var(--quiet); font-size: .95rem; }
.promise { display: flex; flex-wrap: wrap; gap: .1rem 1.5rem; margin: 0 0 1.5rem; padding: 0; list-style: none; color: var(--quiet); font-size: .9rem; }
.promise li::before { content: "✓ "; color: var(--good); font-weight: 700; }
.side { margin: .75rem 0; border-top: 1px solid var(--line); padding-top: .75rem; }
.side > summary, .later > summary { cursor: pointer; min-height: 44px; padding: .55rem 0; color: var(--seal); }
.side ul { margin: .25rem 0; padding-left: 1.25rem; overflow-wrap: anywhere; }
.side ul small { color: var(--quiet); }
.number-row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: stretch; }
.number-row input { flex: 1 1 14rem; min-width: 0; }
.number-row button { margin: 0; }
.quiet, .file-button { display: inline-block; background: transparent; color: var(--seal); border: 1px solid var(--seal); border-radius: 4px; padding: .5rem 1.1rem; min-height: 44px; font: inherit; cursor: pointer; margin: 0; }
.quiet:hover, .file-button:hover { background: #fdf3f1; }
.quiet[disabled] { opacity: .55; cursor: default; }
.quiet[aria-pressed=true] { background: var(--seal); color: #fff; }
.file-button { position: relative; }
.file-button input { position: absolute; inset: 0; opacity: 0; width: 100%; height: 100%; padding: 0; border: 0; cursor: pointer; }
.file-button:focus-within { outline: 3px solid #a8201a; outline-offset: 2px; }
.quiet:focus-visible, summary:focus-visible, .drop input:focus-visible { outline: 3px solid #a8201a; outline-offset: 2px; }
.ways { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: .6rem; }
#viewfinder { display: block; width: 100%; max-height: 20rem; margin-top: .75rem; background: #000; border-radius: 6px; object-fit: cover; }
#result { scroll-margin-top: 1rem; }
.answer { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; margin: 1.5rem 0; overflow: hidden; box-shadow: 0 2px 10px rgb(0 0 0 / 6%); }
.answer > dl, .answer > section, .answer > .reasons { margin: 0; padding: .75rem 1.5rem; }
.answer header.answer-head { display: flex; flex-wrap: nowrap; gap: 1.1rem; align-items: flex-start; max-width: none; margin: 0; padding: 1.4rem 1.5rem; border: 0; border-left: 6px solid currentColor; }
.answer-head.good { background: #f0f7f2; } .answer-head.bad { background: #fdf1ef; } .answer-head.unsure { background: #fdf7e8; }
.answer-mark { flex: none; display: grid; place-items: center; width: 2.6rem; height: 2.6rem; border: 2px solid currentColor; border-radius: 50%; font-size: 1.3rem; font-weight: 700; }
.answer-word { margin: 0; font-size: 1.6rem; color: inherit; }
.answer-word:focus { outline: none; }
.answer-head p { color: var(--ink); margin: .15rem 0 0; }
.answer-head .answer-file { color: var(--quiet); font-size: .9rem; margin: 0; overflow-wrap: anywhere; }
.answer h3 { margin: .6rem 0 .4rem; font-size: 1.1rem; }
.answer h3 small { display: block; color: var(--quiet); font-weight: 400; font-size: .82rem; overflow-wrap: anywhere; }
.answer h3 span { overflow-wrap: anywhere; }
.answer .fold, .answer .register, .answer .paper { border-top: 1px solid var(--line); }
.fold > summary, .one-file > summary { display: flex; align-items: center; gap: .75rem; min-height: 44px; padding: .8rem 1.5rem; cursor: pointer; list-style: none; }
.fold > summary::-webkit-details-marker, .one-file > summary::-webkit-details-marker { display: none; }
.fold > summary::after, .one-file > summary::after { content: ""; flex: none; width: .5rem; height: .5rem; margin: 0 .25rem 0 auto; border: solid var(--quiet); border-width: 0 2px 2px 0; transform: rotate(45deg); transition: transform .15s; }
.fold[open] > summary::after, .one-file[open] > summary::after { transform: rotate(-135deg); }
.fold > summary:hover, .one-file > summary:hover { background: #faf8f2; }
.fold > :not(summary) { margin: 0; padding: 0 1.5rem .6rem; }
.fold > .reasons { padding: 0 1.5rem; }
.ground > summary { color: var(--seal); }
.sign-mark { flex: none; display: grid; place-items: center; width: 1.7rem; height: 1.7rem; border: 2px solid currentColor; border-radius: 50%; font-size: .9rem; font-weight: 700; }
.sign-line { min-width: 0; overflow-wrap: anywhere; }
.sign-line small { display: block; color: var(--quiet); font-size: .84rem; }
.sign-line b { font-size: 1.05rem; }
.several { margin: 1.5rem 0 .75rem; }
.several h2 { margin: 0; }
.several h2:focus { outline: none; }
#print-row { margin: 1rem 0; }
.several p { margin: .2rem 0; }
.one-file { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; overflow: hidden; }
.one-file > summary { padding: .7rem 1.1rem; }
.one-name { flex: 1 1 auto; min-width: 0; overflow-wrap: anywhere; }
.one-file > summary > b { flex: none; }
.one-file .answer { margin: 0; border: 0; border-top: 1px solid var(--line); border-radius: 0; box-shadow: none; }
.one-file [data-answer] > .sheet { margin: 0; border: 0; border-radius: 0; }
.reasons { list-style: none; padding: 0; margin: .5rem 0; font-size: .95rem; }
.reasons li { padding: .35rem 0 .35rem .9rem; border-left: 3px solid var(--line); margin: .35rem 0; }
.reasons li.weighs { border-left-color: var(--seal); }
.reasons code { display: inline-block; color: var(--quiet); font-size: .8rem; overflow-wrap: anywhere; }
.later ul { list-style: none; margin: 0 0 .5rem; padding: 0; font-size: .95rem; }
.later li { padding: .25rem 0; }
.later li.allowed b { color: var(--good); } .later li.refused b { color: var(--seal); }
.extract:empty { display: none; }
.relation { font-weight: 700; }
.working p { margin: 0; overflow-wrap: anywhere; }
.working progress { display: block; width: 100%; height: .5rem; margin-top: .6rem; accent-color: var(--seal); }
.working p::before { content: ""; display: inline-block; width: .9em; height: .9em; margin-right: .6em; border: 2px solid var(--line); border-top-color: var(--seal); border-radius: 50%; vertical-align: -.1em; animation: turn 1s linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .working p::before { animation: none; } .drop, .fold > summary::after, .one-file > summary::after { transition: none; } }
@media (max-width: 34rem) {
  header { flex-wrap: wrap; }
  .drop { padding: 2rem 1rem; }
  .answer > dl, .answer > section, .answer > .reasons, .answer header.answer-head { padding-left: 1rem; padding-right: 1rem; }
  .answer header.answer-head { gap: .8rem; padding-top: 1rem; padding-bottom: 1rem; }
  .answer-word { font-size: 1.35rem; }
  #island:has(.answer) .drop { padding: .9rem 1rem; }
  #island:has(.answer) :is(.drop svg, .drop p) { display: none; }
  .answer > dl > div { padding: .35rem 0; }
  .answer > dl .number { font-size: .82rem; }
  .fold > summary { padding-left: 1rem; padding-right: 1rem; gap: .6rem; }
  .fold > :not(summary), .fold > .reasons { padding-left: 1rem; padding-right: 1rem; }
  .one-file > summary { padding-left: .9rem; padding-right: .9rem; }
  .number-row button { width: 100%; }
}
@media (forced-colors: active) { .answer header.answer-head { border-left-color: CanvasText; } }
@media print {
  .lead, .drop, .promise, .side, .ways, #number-section, #offline, #print-row, .extract, [data-ask-register], .languages, footer { display: none !important; }
  .answer { border: 0; box-shadow: none; margin: 0; overflow: visible; }
  .answer header.answer-head { background: none; }
  .later:not([open]) > *, .later::details-content, .fold::details-content, .one-file::details-content { display: block; content-visibility: visible; }
  .fold > summary::after, .one-file > summary::after { display: none; }
  .register:has([data-filed]:empty) { display: none; }
  .reasons li, .later li, dl > div { break-inside: avoid; }
  .answer h3 { break-after: avoid; }
}
`;
