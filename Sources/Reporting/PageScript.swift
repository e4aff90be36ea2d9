/// A script of a page, with what the page's policy knows it by.
struct PageScript {
  let text: StaticString
  /// The SHA-256 of the text in base 64; a test computes it anew.
  let hash: String

  /// Opens and closes all parts at once, and opens them before printing where the browser cannot do so by style.
  private static let foldingText: StaticString = """

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

  static let folding = PageScript(text: foldingText, hash: "n80M2Y8IHQGboGrAHt6DM+toSvY1imR4GzjODYfX5cY=")
}
