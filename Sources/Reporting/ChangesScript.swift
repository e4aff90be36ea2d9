extension PageScript {
  /// Shows the changes of the rules that fit the filter, and hides headings with nothing beneath them.
  private static let changesText: StaticString = """

    (() => {
      const filter = document.getElementById('change-filter');
      if (!filter) return;
      const text = document.getElementById('change-text');
      const kind = document.getElementById('change-kind');
      const status = document.getElementById('change-status');
      const groups = [...document.querySelectorAll('details.changes')];
      const changes = [...document.querySelectorAll('tbody.change')];
      const template = filter.dataset.key;
      let texts;
      const show = () => {
        texts ??= changes.map(change => change.textContent.toLocaleLowerCase());
        const words = text.value.toLocaleLowerCase().split(/\\s+/).filter(Boolean);
        let shown = 0;
        changes.forEach((change, index) => {
          const fits = (!kind.value || change.dataset.key === kind.value)
            && words.every(word => texts[index].includes(word));
          change.hidden = !fits;
          if (fits) shown += 1;
        });
        for (const group of groups) {
          let heading = null;
          for (const part of group.querySelectorAll('tbody')) {
            if (part.classList.contains('scope')) {
              heading = part;
              heading.hidden = true;
            } else if (!part.hidden && heading) {
              heading.hidden = false;
            }
          }
          const own = group.querySelectorAll('tbody.change:not([hidden])').length;
          group.hidden = own === 0;
          if (words.length && own) group.open = true;
        }
        status.textContent = template.replace('{shown}', shown).replace('{total}', changes.length);
      };
      text.addEventListener('input', show);
      kind.addEventListener('change', show);
      filter.hidden = false;
      addEventListener('hashchange', () => {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        if (target && target.hidden) {
          text.value = '';
          kind.value = '';
          show();
          target.scrollIntoView();
        }
      });
    })();

    """

  static let changes = PageScript(text: changesText, hash: "c/QB8C5bBTEa+81j7IshWKArFOSoJ3m6GWyyJ+tidNQ=")
}
