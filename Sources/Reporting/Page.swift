/// A whole HTML page that needs nothing but itself: no network, and no script to be read.
struct Page {
  let title: String
  let wording: Wording
  /// Whether its tables want more than the measure of running text.
  var isWide = false
  /// Whether it has parts that can be folded.
  var isFolded = false
  let content: [HTML]

  /// What a browser may do with the page: show it with its own styles and run ``script``, nothing else.
  ///
  /// The policy stands against any markup that should get past the escaping.
  private var policy: String {
    let script = isFolded ? "; script-src 'sha256-\(Self.scriptHash)'" : ""
    return "default-src 'none'; style-src 'unsafe-inline'" + script
  }

  var text: String {
    let page = HTML(.html, .lang(wording.code)) {
      HTML(.head) {
        HTML(.meta, .charset)
        HTML(.meta, .equivalent(name: "Content-Security-Policy", content: policy))
        HTML(.meta, .meta(name: "viewport", content: "width=device-width, initial-scale=1"))
        HTML(.title) { title }
        HTML.source(.style, Stylesheet.text)
      }
      HTML(.body, .class(isWide ? "wide" : "text")) {
        content
        if isFolded { HTML.source(.script, Self.script) }
      }
    }
    return "<!DOCTYPE html>\n" + page.markup
  }

  /// Opens and closes all parts at once, and opens them before printing where the browser cannot do so by style.
  static let script: StaticString = """

    (() => {
      const parts = () => document.querySelectorAll('details');
      const set = open => parts().forEach(part => { part.open = open; });
      const tools = document.querySelector('.tools');
      if (tools) {
        tools.hidden = false;
        const [open, close] = tools.querySelectorAll('button');
        open.addEventListener('click', () => set(true));
        close.addEventListener('click', () => set(false));
      }
      const follow = () => {
        let part = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
        while (part) {
          if (part.tagName === 'DETAILS') part.open = true;
          part = part.parentElement;
        }
      };
      addEventListener('hashchange', follow);
      follow();
      let closed = [];
      addEventListener('beforeprint', () => {
        closed = [...parts()].filter(part => !part.open);
        closed.forEach(part => { part.open = true; });
      });
      addEventListener('afterprint', () => closed.forEach(part => { part.open = false; }));
    })();

    """

  /// The SHA-256 of the script in base 64; a test computes it anew.
  static let scriptHash = "n80M2Y8IHQGboGrAHt6DM+toSvY1imR4GzjODYfX5cY="
}
