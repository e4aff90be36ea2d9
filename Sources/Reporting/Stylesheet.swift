/// How pages look: on a screen by day and by night, on a telephone, and on A4 paper.
enum Stylesheet {
  static let text: StaticString = """

    :root { color-scheme: light;
      --paper: #fff; --ink: #18212d; --soft: #55606e; --line: #d5dce5; --tint: #f3f6fa; --accent: #174a8c;
      --bar: #2f69b3; --track: #dfe6ef; --warn: #7a4a00; --warn-tint: #fff3d6; --warn-line: #e3bd57;
      --bad: #9a1b1b; --bad-tint: #fdeeee; --bad-line: #e5a3a3;
      --band-0: #cfe8d5; --band-1: #e3eefb; --band-2: #fdebc3; --band-3: #f8d2cd;
      --part-0: #b4560f; --part-1: #1f7a5c; --part-2: #7a3fa0; --part-3: #5d6b1a; }
    @media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark;
      --paper: #11161d; --ink: #e5eaf1; --soft: #9ba7b6; --line: #2d3846; --tint: #1a222c; --accent: #8fbcff;
      --bar: #5b95e0; --track: #2a3441; --warn: #f3cd7d; --warn-tint: #2f2611; --warn-line: #6d561c;
      --bad: #ffaba4; --bad-tint: #351a1b; --bad-line: #7c3a3a;
      --band-0: #1d4630; --band-1: #1e3554; --band-2: #4d3c13; --band-3: #552624;
      --part-0: #f0a35e; --part-1: #6fd0ab; --part-2: #cf9cf0; --part-3: #c3d16b; } }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; scroll-padding-top: 1rem; }
    body { margin: 0; background: var(--paper); color: var(--ink); border-top: .4rem solid var(--accent);
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans",
        sans-serif;
      overflow-wrap: break-word; }
    body > * { max-width: 64rem; margin: 0 auto; padding: 0 1.5rem; }
    .wide > * { max-width: 84rem; }
    h1, h2, h3, h4, h5, h6, th { hyphens: auto; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 0; font-weight: 650; }
    h1 { font-size: 2rem; letter-spacing: -.01em; }
    h2 { font-size: 1.3rem; margin: 2.5rem 0 .8rem; }
    p { margin: 0 0 .6rem; }
    a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px; }
    .overview a { text-decoration: none; }
    .overview a:hover { text-decoration: underline; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
    code { font: .86em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
      overflow-wrap: anywhere; }
    small, .soft { color: var(--soft); font-size: .86rem; font-weight: 400; }
    header { padding-top: 2rem; }
    .eyebrow { color: var(--accent); font-size: .82rem; font-weight: 650; letter-spacing: .08em;
      text-transform: uppercase; margin-bottom: .35rem; }
    .lead { color: var(--soft); font-size: 1.08rem; margin: .35rem 0 0; }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .9rem 1.5rem;
      margin: 1.5rem 0 0; padding-top: 1.1rem; border-top: 1px solid var(--line); }
    .facts div { min-width: 0; }
    .facts .long { grid-column: span 2; }
    dt::first-letter, thead th::first-letter, caption::first-letter { text-transform: uppercase; }
    .facts dt { color: var(--soft); font-size: .82rem; }
    .facts dd { margin: 0; }
    .verdict { background: var(--tint); border: 1px solid var(--line); border-radius: .7rem; padding: 1.2rem 1.4rem;
      margin-top: 1.5rem; }
    .verdict .line { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 1rem; }
    .verdict .value { font-size: 2.6rem; font-weight: 700; line-height: 1.1; letter-spacing: -.02em;
      font-variant-numeric: tabular-nums; }
    .verdict .value.none { font-size: 1.7rem; color: var(--bad); }
    .verdict .of { font-size: 1.05rem; color: var(--soft); }
    .verdict .name { flex-basis: 100%; color: var(--soft); }
    .degree { background: var(--accent); color: var(--paper); border-radius: 2rem; padding: .15rem .9rem;
      font-weight: 650; align-self: center; }
    .bar { display: block; height: .45rem; border-radius: 1rem; background: var(--track); overflow: hidden; }
    .bar::before { content: ""; display: block; height: 100%; width: var(--fill); border-radius: 1rem;
      background: var(--bar); }
    .verdict .bar { height: .7rem; margin: 1rem 0 0; }
    .degrees { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin: .9rem 0 0; padding: 0;
      font-size: .88rem; color: var(--soft); }
    .degrees .here { color: var(--ink); font-weight: 650; }
    .degrees .here::before { content: "● "; color: var(--accent); }
    .notice { background: var(--warn-tint); border: 1px solid var(--warn-line); border-left-width: .35rem;
      border-radius: .5rem; padding: .9rem 1.2rem; margin: 1.2rem 0 0; }
    .notice h2 { font-size: 1.02rem; margin: 0 0 .4rem; color: var(--warn); }
    .notice ul { margin: .2rem 0 0; padding-left: 1.2rem; }
    .notice li { margin: .15rem 0; }
    .notice .rows { margin: .2rem 0 0; }
    .notice .rows > summary:hover { background: none; text-decoration: underline; }
    .notice li.none > strong { color: var(--bad); }
    .mark { display: inline-block; font-size: .76rem; font-weight: 600; line-height: 1.45; border: 1px solid;
      border-radius: 1rem; padding: 0 .55em; white-space: nowrap; }
    .mark.inferred, .mark.assumed { color: var(--warn); background: var(--warn-tint); border-color: var(--warn-line); }
    .mark.missing { color: var(--bad); background: var(--bad-tint); border-color: var(--bad-line); }
    .mark.na { color: var(--soft); border-color: var(--line); font-weight: 500; }

    table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0;
      border-bottom: 1px solid var(--line); }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { color: var(--soft); font-size: .82rem; font-weight: 600; vertical-align: bottom; }
    tbody th { font-weight: 400; }
    .num { text-align: right; white-space: nowrap; }
    thead .num { white-space: normal; }
    .scroll { overflow-x: auto; }
    .group th { padding-top: 1.3rem; font-weight: 650; }
    .overview .sub th { padding-left: 1.3rem; }
    .overview .main th, .overview .main td { font-weight: 650; padding-top: .8rem; }
    .overview .most { color: var(--soft); font-weight: 400; }
    .overview .gauge { width: 30%; min-width: 6rem; vertical-align: middle; }
    .scores .name { min-width: 12rem; }
    .wide main { padding-top: 1.5rem; }
    a.mark { text-decoration: none; }

    .tools { display: flex; gap: .6rem; margin: 0 0 .8rem; }
    .tools[hidden] { display: none; }
    button { font: inherit; font-size: .88rem; color: var(--accent); background: none; border: 1px solid var(--line);
      border-radius: .4rem; padding: .25rem .8rem; cursor: pointer; }
    button:hover { background: var(--tint); }
    details.node { border-top: 1px solid var(--line); }
    details.node details.node { margin-left: .45rem; padding-left: .9rem; border-left: 2px solid var(--track); }
    summary { cursor: pointer; list-style: none; }
    summary::-webkit-details-marker { display: none; }
    .node > summary { display: grid; grid-template-columns: 1.1rem minmax(0, 1fr) auto; gap: 0 .4rem;
      align-items: baseline; padding: .55rem .2rem; }
    .node > summary::before, .rows > summary::before { content: "▸"; color: var(--accent); font-size: .9em; }
    .node[open] > summary::before, .rows[open] > summary::before { content: "▾"; }
    .node > summary:hover, .rows > summary:hover { background: var(--tint); }
    .node > summary h3 { font-size: 1.25rem; }
    .node > summary h4 { font-size: 1.1rem; }
    .node > summary h5 { font-size: 1rem; }
    .node > summary h6 { font-size: .96rem; font-weight: 600; }
    .node > summary :is(h3, h4, h5, h6) { display: inline; }
    .node.step > summary :is(h3, h4, h5, h6) { font-weight: 500; font-size: .96rem; }
    .node > summary .value { text-align: right; font-weight: 650; font-variant-numeric: tabular-nums; }
    .node > summary .bar { grid-column: 2 / -1; margin-top: .4rem; height: .35rem; }
    .inside { padding: .1rem 0 .9rem 1.5rem; }
    .calc { display: grid; grid-template-columns: minmax(7rem, 11rem) minmax(0, 1fr); gap: .35rem 1rem;
      margin: 0 0 .8rem; }
    .calc dt { color: var(--soft); font-size: .88rem; }
    .calc dd { margin: 0; min-width: 0; }
    .calc dd.expression code { display: block; background: var(--tint); border-radius: .35rem;
      padding: .3rem .6rem; white-space: pre-wrap; }
    .calc .strong { font-weight: 650; }
    .calc ul { margin: 0; padding-left: 1.1rem; }
    .figures { margin: 0 0 .8rem; font-size: .94rem; }
    .figures caption { text-align: left; color: var(--soft); font-size: .82rem; font-weight: 600;
      padding-bottom: .15rem; }
    .figures td, .figures th { padding-top: .3rem; padding-bottom: .3rem; }
    .figures { table-layout: fixed; }
    .figures th { width: 42%; }
    .figures .num, .figures .word { width: 24%; white-space: normal; }
    .calc .degrees { margin-top: .2rem; font-size: .86rem; gap: .1rem 1.1rem; }
    .rows { margin: 0 0 .8rem; font-size: .92rem; }
    .rows > summary { padding: .2rem; }
    .rows ol { list-style: none; columns: 15rem; column-gap: 2rem; margin: .4rem 0 0; padding: 0; }
    .rows ol > li { display: flex; justify-content: space-between; gap: 1rem; break-inside: avoid;
      border-bottom: 1px dotted var(--line); font-variant-numeric: tabular-nums; }
    .tiles { display: flex; flex-wrap: wrap; gap: .8rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
    .tiles li { border: 1px solid var(--line); border-radius: .6rem; padding: .7rem 1.2rem; min-width: 9rem; }
    .tiles strong { display: block; font-size: 1.7rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
    .sources { table-layout: fixed; }
    .sources .name { width: 32%; }
    .sources .from { width: 22%; }
    .sources .basis { width: 15%; }
    .plot { display: block; width: 100%; height: auto; margin: .4rem 0 1rem; }
    .scroll > .plot { min-width: 40rem; }
    .plot text { font-size: 12px; fill: var(--soft); text-anchor: middle; }
    .plot .value { text-anchor: end; }
    .plot .year, .plot .count { fill: var(--ink); font-size: 13px; font-weight: 600; }
    .plot .grid { stroke: var(--line); stroke-width: 1; }
    .plot .break { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 4; }
    .line path { fill: none; stroke: var(--soft); stroke-width: 1.2; }
    .line circle { fill: var(--paper); stroke: var(--soft); stroke-width: 1.2; }
    .line.body { opacity: .55; }
    .line.body:hover { opacity: 1; }
    .line.body:hover path { stroke: var(--ink); stroke-width: 3; }
    .line.main path, .line.main circle { stroke: var(--accent); stroke-width: 3; }
    .line.part-0 path, .line.part-0 circle { stroke: var(--part-0); stroke-width: 2; }
    .line.part-0 path { stroke-dasharray: 6 3; }
    .line.part-1 path, .line.part-1 circle { stroke: var(--part-1); stroke-width: 2; }
    .line.part-1 path { stroke-dasharray: 2 3; }
    .line.part-2 path, .line.part-2 circle { stroke: var(--part-2); stroke-width: 2; }
    .line.part-2 path { stroke-dasharray: 10 3 2 3; }
    .line.part-3 path, .line.part-3 circle { stroke: var(--part-3); stroke-width: 2; }
    .line.part-3 path { stroke-dasharray: 1 4; }
    .zone { opacity: .55; }
    .band-0 { fill: var(--band-0); background: var(--band-0); }
    .band-1 { fill: var(--band-1); background: var(--band-1); }
    .band-2 { fill: var(--band-2); background: var(--band-2); }
    .band-3 { fill: var(--band-3); background: var(--band-3); }
    .cell { display: inline-block; border-radius: .3rem; padding: 0 .45rem; margin-right: -.45rem; }
    .key { display: inline-block; width: .9rem; height: .9rem; border-radius: .2rem; vertical-align: -.1rem;
      border: 1px solid var(--line); }
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin: 0 0 1rem; padding: 0;
      font-size: .88rem; color: var(--soft); }
    .legend .sample { width: 28px; height: 10px; margin-right: .4rem; }
    .series .new { border-left: 1px dashed var(--soft); }
    .series th, .series td { padding-left: .5rem; padding-right: .9rem; }
    .series .name { padding-left: 0; min-width: 9rem; position: sticky; left: 0; background: var(--paper); }
    .one-line { white-space: nowrap; }
    .series thead small { display: block; font-weight: 400; }
    .slips > li { margin: 0 0 .9rem; }
    .prints code { overflow-wrap: anywhere; }
    .prints td, .prints th { min-width: 5rem; }
    footer { color: var(--soft); font-size: .86rem; padding-top: 2.5rem; padding-bottom: 2.5rem; }

    @media (max-width: 40rem) {
      body > * { padding: 0 1rem; }
      header { padding-top: 1.3rem; }
      h1 { font-size: 1.55rem; }
      .verdict { padding: 1rem; }
      .verdict .value { font-size: 2.1rem; }
      .facts { grid-template-columns: 1fr 1fr; gap: .7rem 1rem; }
      .calc { grid-template-columns: minmax(0, 1fr); gap: .1rem; }
      .calc dd { margin-bottom: .4rem; }
      .years > summary .value { grid-column: 2 / -1; text-align: left; }
      .inside { padding-left: .2rem; }
      details.node details.node { margin-left: 0; padding-left: .6rem; }
      .overview thead { display: none; }
      .overview tr { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: .1rem .3rem;
        align-items: center; border-bottom: 1px solid var(--line); padding: .4rem 0; }
      .overview th, .overview td { border: 0; padding: 0; width: auto !important; }
      .overview th { grid-column: 1 / -1; }
      .overview .sub { padding-left: .8rem; }
      .overview .sub th { padding: 0; }
      .overview .main th, .overview .main td { padding: 0; }
      .overview .gauge { grid-row: 2; padding-right: .6rem; }
      .overview .most::before { content: "/ "; }
      .figures thead, .sources thead { display: none; }
      .figures tr, .sources tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 .8rem;
        border-bottom: 1px solid var(--line); padding: .35rem 0; }
      .figures th, .figures td, .sources th, .sources td { border: 0; padding: 0; width: auto !important; }
      .figures .from, .sources .from, .sources .what { grid-column: 1 / -1; }
      .figures .num { max-width: 45vw; }
      .figures .word { grid-column: 1 / -1; }
    }
    @page { size: A4; margin: 16mm 15mm 18mm;
      @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #55606e; } }
    @media print {
      html { font-size: 9.5pt; }
      body { border: 0; }
      body > *, .wide > * { max-width: none; padding: 0; }
      header { padding-top: 0; }
      h1 { font-size: 18pt; }
      h2 { font-size: 13pt; margin-top: 1.6em; }
      .tools, .node > summary::before, .rows > summary::before { display: none; }
      .node > summary { grid-template-columns: minmax(0, 1fr) auto; padding-left: 0; }
      .plot, .legend, .series { break-inside: avoid; }
      .plot, .legend { break-after: avoid; }
      .series .name { position: static; }
      .node > summary .bar { grid-column: 1 / -1; }
      .inside { padding-left: .8rem; padding-bottom: .4rem; }
      details.node details.node { margin-left: 0; padding-left: .6rem; }
      details::details-content { content-visibility: visible; block-size: auto; }
      summary, h2, caption, thead { break-after: avoid; }
      tr, .verdict, .notice li li, .facts div, .calc dt, .calc dd, summary { break-inside: avoid; }
      .bar, .bar::before, .cell, .key, .degree, .mark, .verdict, .notice, .expression code {
        -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      a { color: inherit; text-decoration: none; }
      .scroll { overflow: visible; }
      p, li { orphans: 3; widows: 3; }
    }

    """
}
