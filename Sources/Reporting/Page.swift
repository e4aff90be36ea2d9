/// A whole HTML page that needs nothing but itself: no network, and no script to be read.
struct Page {
  let title: String
  let wording: Wording
  /// Whether its tables want more than the measure of running text.
  var isWide = false
  /// Whether it has parts that can be folded.
  var isFolded = false
  /// Styles of its own.
  var styles: [StaticString] = []
  /// Scripts of its own.
  var scripts: [PageScript] = []
  let content: [HTML]

  private var allScripts: [PageScript] { (isFolded ? [.folding] : []) + scripts }

  /// What a browser may do with the page: show it with its own styles and run its scripts, nothing else.
  ///
  /// The policy stands against any markup that should get past the escaping.
  private var policy: String {
    let hashes = allScripts.map { " 'sha256-\($0.hash)'" }.joined()
    return "default-src 'none'; style-src 'unsafe-inline'" + (hashes.isEmpty ? "" : "; script-src" + hashes)
  }

  var text: String {
    let page = HTML(.html, .lang(wording.code)) {
      HTML(.head) {
        HTML(.meta, .charset)
        HTML(.meta, .equivalent(name: "Content-Security-Policy", content: policy))
        HTML(.meta, .meta(name: "viewport", content: "width=device-width, initial-scale=1"))
        HTML(.title) { title }
        ([Stylesheet.text] + styles).map { HTML.source(.style, $0) }
      }
      HTML(.body, .class(isWide ? "wide" : "text")) {
        content
        allScripts.map { HTML.source(.script, $0.text) }
      }
    }
    return "<!DOCTYPE html>\n" + page.markup
  }
}
