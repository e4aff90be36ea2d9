/// How the page of a comparison looks, beside what all pages share.
enum DiffStylesheet {
  static let text: StaticString = """

    :root { --gain: #17694e; --loss: #a8480a; --gain-tint: #dcf1e7; --loss-tint: #fbe7d8; --level: #55606e; }
    @media screen and (prefers-color-scheme: dark) { :root {
      --gain: #6fd0ab; --loss: #f0a35e; --gain-tint: #173a2d; --loss-tint: #45290f; --level: #9ba7b6; } }
    .gain { color: var(--gain); }
    .loss { color: var(--loss); }
    section h3 { font-size: 1.12rem; margin: 2rem 0 .5rem; }
    .node > summary h3 { margin: 0; }
    .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: 1.3rem; }
    .side { border: 1px solid var(--line); border-top: .25rem solid var(--line); border-radius: .5rem;
      padding: .7rem 1.1rem .8rem; min-width: 0; }
    .side + .side { border-top-color: var(--accent); }
    .side p { margin: 0; }
    .side .name { font-size: 1.3rem; font-weight: 650; }
    .side p.soft:first-child::first-letter { text-transform: uppercase; }
    .side .methodology { font-weight: 600; margin-bottom: .2rem; }
    .side .partial { font-size: .86rem; color: var(--warn); background: var(--warn-tint);
      border-left: .25rem solid var(--warn-line); padding: .3rem .6rem; margin-top: .5rem; }
    .contents ul { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; list-style: none; margin: 1.1rem 0 0; padding: 0; }

    .tiles.moves { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); }
    .tiles.moves li { min-width: 0; border-left-width: .3rem; }
    .tiles .gain { border-left-color: var(--gain); color: var(--ink); }
    .tiles .loss { border-left-color: var(--loss); color: var(--ink); }
    .tiles .band { border-left-color: var(--accent); }
    .tiles .gain strong::before { content: "▲ "; font-size: .6em; color: var(--gain); vertical-align: .25em; }
    .tiles .loss strong::before { content: "▼ "; font-size: .6em; color: var(--loss); vertical-align: .25em; }
    .tiles .band strong::before { content: "◆ "; font-size: .6em; color: var(--accent); vertical-align: .25em; }
    .pair { display: flex; flex-wrap: wrap; gap: 0 2.5rem; align-items: flex-start; }
    .pair > .largest { flex: 1 1 34rem; min-width: 0; }
    .pair > .bands { flex: 0 1 auto; min-width: 0; }
    .top tbody th { min-width: 10rem; }
    .top .bar { margin-top: .25rem; max-width: 22rem; background: none; height: .3rem; }
    .top .bar.gain::before { background: var(--gain); }
    .top .bar.loss::before { background: repeating-linear-gradient(90deg, var(--loss) 0 5px, transparent 5px 7px);
      border-radius: 0; }
    .top .cause { font-size: .88rem; min-width: 13rem; }
    .top .num.gain, .top .num.loss, .bodies .num.gain, .bodies .num.loss { font-weight: 650; }
    .matrix { width: auto; }
    .matrix caption { text-align: left; color: var(--soft); font-size: .86rem; padding-bottom: .5rem; }
    .matrix th, .matrix td { padding: .4rem .6rem; vertical-align: middle; }
    .matrix .cell { margin: 0; color: var(--ink); }
    .matrix .name .cell { max-width: 12rem; }
    .matrix .cell.none { color: var(--soft); border: 1px dashed var(--line); }
    .matrix .count { font-weight: 650; font-size: 1.05rem; text-align: center; }
    .matrix thead .num { text-align: center; }
    .matrix .zero { color: var(--soft); font-weight: 400; }
    .matrix .same { outline: 2px solid var(--accent); outline-offset: -4px; border-radius: .5rem; }
    .matrix .sum { color: var(--soft); text-align: center; }
    .matrix button { font: inherit; padding: 0 .5rem; min-width: 2.2rem; text-decoration: underline;
      text-underline-offset: .2em; border-color: transparent; }

    .pair > .ranks { flex: 1 1 36rem; min-width: 0; margin-top: .8rem; }
    .scroll > .plot.slopes { min-width: 30rem; width: auto; max-width: 100%; }
    .slopes text { font-size: 13px; fill: var(--ink); }
    .slopes .head { font-weight: 650; fill: var(--soft); }
    .slopes .before, .plot .slopes .before { text-anchor: end; }
    .slopes .after { text-anchor: start; }
    .slopes .head.before, .slopes .head.after { text-anchor: middle; }
    .slopes .rank { font-weight: 650; }
    .slope .way { fill: none; stroke: var(--level); stroke-width: 1.6; }
    .slope .end { fill: var(--paper); stroke: var(--level); stroke-width: 1.8; }
    .slope .leader { fill: none; stroke: var(--line); stroke-width: 1; }
    .slope:hover .leader { stroke: var(--level); }
    .slope .tie { fill: none; stroke: var(--level); stroke-width: 1.2; opacity: .7; }
    .slope.gain :is(.way, .end, .tie) { stroke: var(--gain); }
    .slope.loss :is(.way, .end, .tie) { stroke: var(--loss); }
    .slope.loss .way { stroke-dasharray: 7 3; }
    .slope.level .way { stroke-dasharray: 1.5 3; }
    .slope.band .way { stroke-width: 3; }
    .slope.band.gain .end { fill: var(--gain); }
    .slope.band.loss .end { fill: var(--loss); }
    .slope.band.level .end { fill: var(--level); }
    .slope.band text { font-weight: 650; }
    .slopes:hover .slope { opacity: .35; }
    .slopes .slope:hover { opacity: 1; }
    .sample.slopes { width: 28px; height: 12px; vertical-align: -.1em; }

    .filter { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; margin: .6rem 0 .9rem; padding: .8rem 1rem;
      background: var(--tint); border: 1px solid var(--line); border-radius: .6rem; }
    .filter[hidden] { display: none; }
    .filter label { display: grid; gap: .15rem; font-size: .82rem; color: var(--soft); }
    .filter label > span::first-letter { text-transform: uppercase; }
    .filter .wide { flex: 1 1 14rem; }
    .filter .tick { display: flex; align-items: center; gap: .45rem; padding-bottom: .4rem; color: var(--ink); }
    .filter .status { margin: 0 0 0 auto; padding-bottom: .3rem; font-size: .86rem; color: var(--soft); }
    .filter :is(input, select) { font: inherit; font-size: .95rem; color: var(--ink); background: var(--paper);
      border: 1px solid var(--soft); border-radius: .4rem; padding: .3rem .5rem; min-width: 0; max-width: 100%; }
    .filter [type=search] { width: 100%; }
    #why-body { width: 100%; }
    .window { max-height: 78vh; overflow: auto; border: 1px solid var(--line); border-radius: .6rem; }
    .bodies th, .bodies td { padding: .4rem .6rem; }
    .bodies td .cell { font-size: .86rem; line-height: 1.35; padding: .1rem .4rem; }
    .bodies .num { max-width: 6.5rem; }
    .bodies thead th { position: sticky; top: 0; z-index: 2; background: var(--tint); }
    .bodies .name { position: sticky; left: 0; background: var(--paper); min-width: 11rem; z-index: 1; }
    .bodies thead .name { z-index: 3; background: var(--tint); min-width: 0; }
    .bodies thead .name:not(:first-child) { left: auto; z-index: 2; }
    .bodies tbody tr:hover > * { background: var(--tint); }
    .bodies tr[aria-current] > * { background: var(--tint); }
    .bodies tr[aria-current] > .name { box-shadow: inset .25rem 0 var(--accent); }
    .bodies .kind { font-size: .86rem; color: var(--soft); max-width: 11rem; }
    .bodies .cell { margin: 0; }
    .bodies small { display: block; }
    .bodies .reasons { max-width: 26rem; font-size: .86rem; color: var(--soft); }
    .bodies .reasons summary::before { content: "▸ "; }
    .bodies .reasons[open] summary::before { content: "▾ "; }
    .bodies .reasons ul { margin: 0; padding-left: 1.2rem; }
    button.title, button.sort { border: 0; padding: 0; font: inherit; text-align: inherit; border-radius: 0; }
    button.title { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .15em; }
    button.sort { color: inherit; font-weight: 600; white-space: nowrap; }
    button.sort::first-letter { text-transform: uppercase; }
    .num button.sort { white-space: normal; }
    button.sort::after { content: " ↕"; opacity: .6; }
    [aria-sort] button.sort { color: var(--accent); }
    [aria-sort=ascending] button.sort::after { content: " ↑"; opacity: 1; }
    [aria-sort=descending] button.sort::after { content: " ↓"; opacity: 1; }
    .more { margin: .6rem; text-align: center; }

    .why-head { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; margin-top: 1.2rem; }
    h4 { font-size: 1.05rem; }
    .why-verdict { margin: .2rem 0 .6rem; font-variant-numeric: tabular-nums; }
    .why-verdict::first-letter { text-transform: uppercase; }
    .why-verdict strong { font-size: 1.3rem; margin-left: .4rem; }
    .causes { display: flex; flex-wrap: wrap; gap: .3rem 2rem; margin: 0 0 .8rem; }
    .causes div { display: flex; gap: .5rem; }
    .causes dt { color: var(--soft); }
    .causes dd { margin: 0; font-weight: 650; font-variant-numeric: tabular-nums; }
    .waterfall { table-layout: fixed; min-width: 44rem; }
    .waterfall .what { width: 36%; }
    .waterfall .num { width: 7.5rem; }
    .waterfall th, .waterfall td { border: 0; padding-top: .3rem; padding-bottom: .3rem; }
    .waterfall .step:nth-child(even) > * { background: var(--tint); }
    .waterfall .what { padding-left: .6rem; }
    .waterfall .num:last-child { padding-right: .6rem; }
    .waterfall td.num, .waterfall .total > * { vertical-align: middle; }
    .waterfall .total > * { font-weight: 650; }
    .waterfall small { display: block; }
    .waterfall .running { color: var(--soft); }
    .waterfall .part + .part { margin-top: .3rem; padding-top: .3rem; border-top: 1px dotted var(--line); }
    .waterfall .together { font-style: italic; }
    .waterfall .picture { position: relative; padding-right: 0; }
    .waterfall .track { position: absolute; inset: 0 1.6rem 0 .8rem; }
    .waterfall thead .track { top: auto; height: 1.4rem; }
    .waterfall i { position: absolute; left: var(--left); font-style: normal; }
    .waterfall .tick { transform: translateX(-50%); }
    .waterfall .grid { top: 0; bottom: 0; border-left: 1px solid var(--line); }
    .waterfall .link { border-left: 1.5px solid var(--soft); }
    .waterfall .above { top: 0; bottom: 50%; }
    .waterfall .below { top: 50%; bottom: 0; }
    .waterfall .bar { top: calc(50% - .55rem); height: 1.1rem; width: max(3px, var(--width)); border-radius: .15rem; }
    .waterfall .bar::before { content: none; }
    .waterfall .bar.gain { background: var(--gain); }
    .waterfall .bar.loss { background: repeating-linear-gradient(115deg, var(--loss) 0 6px, var(--loss-tint) 6px 8px);
      border: 1px solid var(--loss); }
    .waterfall .bar.level { background: var(--soft); }
    .waterfall .bar.total { background: var(--bar); }
    .waterfall .bar.cut { background: linear-gradient(90deg, transparent, var(--bar) 3.5rem); }
    .waterfall .error { top: calc(50% - .3rem); height: .6rem; width: var(--width); border: solid var(--ink);
      border-width: 0 1.5px; background: linear-gradient(var(--ink), var(--ink)) center / 100% 1.5px no-repeat; }

    .pair + .missing-for { margin-top: 1.4rem; }
    .missing-for li { margin: .3rem 0; }
    .missing-for small, .tests small { display: block; }
    .missing-for small, .tests small { color: var(--soft); }
    .tests caption { text-align: left; font-weight: 650; padding-bottom: .3rem; }
    .tests td, .tests th { vertical-align: top; }
    .directions td { white-space: nowrap; }
    .directions small { font-weight: 650; margin-left: .5rem; }
    .criteria { border-bottom: 1px solid var(--line); padding: .25rem 0; }
    .criteria summary { display: flex; justify-content: space-between; gap: 1rem; }
    .criteria summary::before { content: "▸ "; color: var(--accent); margin-right: -.5rem; }
    .criteria[open] summary::before { content: "▾ "; }
    .criteria summary .value { margin-left: auto; font-weight: 650; font-variant-numeric: tabular-nums; }
    .criteria caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .criteria table { margin: .3rem 0 .8rem; }
    .criteria th, .criteria td { padding: .25rem .6rem; }
    .criteria tbody th { font-weight: 400; }
    .criteria tbody .depth-0 { font-weight: 650; }
    .criteria .depth-1 { padding-left: 1.8rem; }
    .criteria .depth-2 { padding-left: 3rem; }
    .criteria .depth-3 { padding-left: 4.2rem; }
    .criteria .depth-4 { padding-left: 5.4rem; }

    .overview dl { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; gap: .45rem 1.4rem; margin: .8rem 0 0; }
    .overview dt { color: var(--soft); font-weight: 600; }
    .overview dd { margin: 0; overflow-wrap: anywhere; }
    .fold { margin: .8rem 0 0; }
    .fold > summary { position: static; }
    .fold h4 { display: inline; font-size: 1rem; margin: 0; }
    .changes > summary { position: sticky; top: 0; background: var(--paper); z-index: 1; }
    .changes > summary .value { color: var(--soft); font-weight: 400; }
    .diff { table-layout: fixed; margin-bottom: 1.2rem; }
    .diff caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .diff .what { width: 30%; }
    .diff th, .diff td { padding: .45rem .9rem .45rem .6rem; }
    .diff .scope th { font-weight: 650; background: var(--tint); border-bottom: 0; }
    .diff .change:target { outline: 3px solid var(--accent); outline-offset: -2px; }
    .diff code { display: block; white-space: pre-wrap; }
    .diff .figure { font-weight: 600; font-variant-numeric: tabular-nums; }
    .diff .cite { display: block; }
    .diff .part > * { border-bottom-style: dotted; padding-top: .2rem; padding-bottom: .2rem; }
    .diff .part th { padding-left: 1.8rem; font-size: .92rem; }
    .diff .change tr:has(+ .part) > * { border-bottom-style: dotted; }
    .diff .kind { display: inline-block; font-size: .76rem; font-weight: 600; line-height: 1.45; border: 1px solid;
      border-radius: 1rem; padding: 0 .55em; margin-right: .3em; color: var(--soft); }
    .diff .kind::before { content: "~ "; }
    .diff .added .kind { color: var(--gain); background: var(--gain-tint); }
    .diff .added .kind::before { content: "+ "; }
    .diff .dropped .kind { color: var(--loss); background: var(--loss-tint); }
    .diff .dropped .kind::before { content: "− "; }
    .diff .renamed .kind::before { content: "≈ "; }
    .diff .moved .kind::before { content: "→ "; }
    .diff .narrow { display: none; }
    ins { background: var(--gain-tint); color: inherit; text-decoration: underline; text-decoration-thickness: 2px;
      text-decoration-color: var(--gain); text-underline-offset: .2em; }
    del { background: var(--loss-tint); color: inherit; text-decoration: line-through; text-decoration-thickness: 2px;
      text-decoration-color: var(--loss); }

    @media (max-width: 40rem) {
      .sides { grid-template-columns: minmax(0, 1fr); gap: .6rem; }
      .overview dl { grid-template-columns: minmax(0, 1fr); gap: .1rem; }
      .overview dd { margin-bottom: .6rem; }
      .tiles.moves { grid-template-columns: 1fr 1fr; }
      .tiles.moves li { padding: .5rem .8rem; }
      .bodies .name { position: static; min-width: 11rem; }
      .bodies thead .name { position: sticky; }
      .filter label { flex: 1 1 9rem; }
      .top thead { display: none; }
      .top tr { display: grid; grid-template-columns: 1fr auto auto auto; gap: 0 .8rem; padding: .4rem 0;
        border-bottom: 1px solid var(--line); }
      .top th, .top td { border: 0; padding: 0; }
      .top .cause { grid-column: 1 / -1; min-width: 0; }
      .waterfall { display: block; min-width: 0; }
      .waterfall :is(thead, tbody) { display: block; }
      .waterfall tr { display: grid; grid-template-columns: minmax(0, 1fr) 6rem 5rem; }
      .waterfall thead .what, .waterfall .link { display: none; }
      .waterfall .what, .waterfall .num { width: auto; }
      .waterfall .what { grid-column: 1 / -1; }
      .waterfall .picture { min-height: 2rem; }
      .waterfall thead .tick:nth-child(even) { display: none; }
      .diff, .diff tbody { display: block; }
      .diff tbody[hidden] { display: none; }
      .diff thead { display: none; }
      .diff tr { display: grid; grid-template-columns: minmax(0, 1fr); padding: .5rem 0;
        border-bottom: 1px solid var(--line); }
      .diff th, .diff td, .diff .what { width: auto; border: 0; padding: .15rem .2rem; }
      .diff .part th { padding-left: .2rem; font-weight: 600; }
      .diff .part { padding-left: 1rem; }
      .diff .narrow { display: block; font-size: .76rem; color: var(--soft); }
    }
    @media print {
      .filter, .more, .back, .contents { display: none; }
      .window { max-height: none; overflow: visible; border: 0; }
      .bodies thead th, .bodies .name, .changes > summary { position: static; }
      .pair { display: block; }
      .matrix button, button.title { text-decoration: none; color: inherit; }
      button.sort::after { content: none; }
      .bodies, .diff { font-size: 8.5pt; }
      .bodies th, .bodies td { padding: .25rem .4rem; }
      .bodies .name { min-width: 0; }
      .waterfall { min-width: 0; }
      .waterfall .num { width: 5.5rem; }
      .scroll > .plot.slopes { min-width: 0; }
      .ranks, .largest, .bands, .waterfall tr, .change { break-inside: avoid; }
      .scope { break-after: avoid; }
      ins, del, .waterfall i, .kind, .tiles li, .top .bar::before, .scope th {
        -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    }

    """
}
