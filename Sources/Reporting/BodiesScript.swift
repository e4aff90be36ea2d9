extension PageScript {
  /// Draws the table of bodies piece by piece, sorts and filters it, and tells which body is chosen.
  private static let bodiesText: StaticString = """

    (() => {
      const at = id => document.getElementById(id);
      const data = JSON.parse(at('body-data').textContent);
      const words = data.words;
      const collator = new Intl.Collator(data.language, { numeric: true });
      const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (all, name) => values[name] ?? all);
      const fixed = (units, places) => {
        const digits = String(Math.abs(units)).padStart(places + 1, '0');
        const sign = units < 0 ? '-' : '';
        return places ? `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}` : sign + digits;
      };
      const signed = (units, places) => (units > 0 ? '+' : '') + fixed(units, places);
      const element = (tag, style, ...content) => {
        const made = document.createElement(tag);
        if (style) made.className = style;
        made.append(...content);
        return made;
      };
      const NOT_APPLICABLE = 1, NOT_EVALUATED = 2, NO_SCORE = 3;
      const unitsOf = cell => {
        if (typeof cell === 'string') return Math.round(Number(cell) * 10 ** data.places);
        return Array.isArray(cell) ? cell[0] : null;
      };
      const exactOf = cell => typeof cell === 'string' ? cell : Array.isArray(cell) ? cell[1] : null;
      const approximate = exact => {
        const [upper, lower] = exact.split('/');
        return lower ? Number(upper) / Number(lower) : Number(upper);
      };
      const reasonsOf = cell => cell?.missing?.map(index => data.reasons[index]) ?? [];
      const less = (after, before) => after === null || before === null ? null : after - before;

      const rows = data.rows.map((row, index) => {
        const [id, title, kind, before, after, rankBefore, rankAfter, bandBefore, bandAfter] = row;
        const units = { before: unitsOf(before), after: unitsOf(after) };
        const difference = less(units.after, units.before);
        const sign = difference !== 0 ? Math.sign(difference ?? NaN)
          : Math.sign(approximate(exactOf(after)) - approximate(exactOf(before)));
        return {
          index, id, name: title ?? id, hasTitle: title !== null, kind, cells: { before, after }, before: units.before,
          after: units.after, difference, sign, rankBefore, rankAfter, shift: less(rankBefore, rankAfter), bandBefore,
          bandAfter,
        };
      });

      // Filter

      const key = (cell, band, bands) => cell === NOT_EVALUATED ? '.' : band === null ? '-' : bands[band][0];
      const fields = ['text', 'kind', 'move', 'from', 'to', 'changed'].map(name => [name, at(`body-${name}`)]);
      const field = Object.fromEntries(fields.filter(([, input]) => input));
      const moves = { gain: row => row.sign > 0, loss: row => row.sign < 0, level: row => row.sign === 0,
        none: row => row.difference === null };
      const from = row => key(row.cells.before, row.bandBefore, data.bandsBefore);
      const to = row => key(row.cells.after, row.bandAfter, data.bandsAfter);
      const fits = () => {
        const parts = field.text.value.toLocaleLowerCase().split(/\\s+/).filter(Boolean);
        return row => {
          if (field.kind.value && data.kinds[row.kind][0] !== field.kind.value) return false;
          if (field.move.value && !moves[field.move.value](row)) return false;
          if (field.from?.value && from(row) !== field.from.value) return false;
          if (field.to?.value && to(row) !== field.to.value) return false;
          if (field.changed.checked && (row.bandBefore === null || row.bandAfter === null || from(row) === to(row))) {
            return false;
          }
          row.text ??= `${row.name} ${row.id}`.toLocaleLowerCase();
          return parts.every(part => row.text.includes(part));
        };
      };

      // Order

      let order = null;
      const textual = new Set(['name']);
      const ascendingFirst = new Set(['name', 'kind', 'rankBefore', 'rankAfter', 'bandBefore', 'bandAfter']);
      const compare = (one, other) => {
        const [left, right] = [one[order.key], other[order.key]];
        if (left === null || right === null) return left === right ? one.index - other.index : left === null ? 1 : -1;
        const result = textual.has(order.key) ? collator.compare(left, right) : left - right;
        return result * order.direction || one.index - other.index;
      };

      // Rows

      const table = at('body-table');
      const body = table.tBodies[0];
      const more = at('body-more');
      const status = at('body-status');
      const CHUNK = 100, WHOLE = 200;
      let visible = [], drawn = 0, chosen = null;

      const score = cell => {
        const units = unitsOf(cell);
        if (units !== null) return fixed(units, data.places);
        if (cell === NOT_APPLICABLE) return element('span', 'mark na', words.notApplicable);
        if (cell === NOT_EVALUATED) return element('span', 'soft', words.notEvaluated);
        if (cell === NO_SCORE) return element('span', 'soft', words.noSuchScore);
        if (cell.words !== undefined) return cell.words;
        const mark = element('span', 'mark missing', words.missing);
        mark.title = reasonsOf(cell).join('; ');
        return mark;
      };
      const differenceOf = row => {
        if (row.difference === null) return '';
        const text = signed(row.difference, data.places);
        return row.difference === 0 && row.sign !== 0 ? fill(words.about, { value: text }) : text;
      };
      const style = sign => sign > 0 ? 'gain' : sign < 0 ? 'loss' : 'level';
      const band = (place, bands) => place === null ? '' : element('span', `cell ${bands[place][2]}`, bands[place][1]);
      const reasons = (cell, template) => {
        const list = reasonsOf(cell).map(reason => element('li', '', reason));
        if (!list.length) return [];
        return [element('details', 'reasons', element('summary', '', template), element('ul', '', ...list))];
      };
      const line = row => {
        const made = element('tr');
        made.dataset.index = row.index;
        const title = element(data.hasShares ? 'button' : 'span', 'title', row.name);
        if (data.hasShares) title.type = 'button';
        if (row.index === chosen) made.setAttribute('aria-current', 'true');
        const name = element('th', 'name', title, ...(row.hasTitle ? [element('small', 'id', row.id)] : []),
          ...reasons(row.cells.before, words.whyMissingBefore),
          ...reasons(row.cells.after, words.whyMissingAfter));
        name.scope = 'row';
        const number = (content, more = '') => element('td', `num${more}`, content ?? '');
        made.append(name, element('td', 'kind', data.kinds[row.kind][1]), number(score(row.cells.before)),
          number(score(row.cells.after)), number(differenceOf(row), ` ${style(row.sign)}`),
          number(row.rankBefore), number(row.rankAfter),
          number(row.shift === null ? '' : signed(row.shift, 0), ` ${style(row.shift)}`),
          element('td', '', band(row.bandBefore, data.bandsBefore)),
          element('td', '', band(row.bandAfter, data.bandsAfter)));
        return made;
      };
      const draw = count => {
        const end = Math.min(visible.length, drawn + count);
        const lines = [];
        for (; drawn < end; drawn += 1) lines.push(line(visible[drawn]));
        body.append(...lines);
        more.hidden = drawn >= visible.length;
      };
      const show = () => {
        visible = rows.filter(fits());
        if (order) visible.sort(compare);
        body.replaceChildren();
        drawn = 0;
        draw(rows.length > WHOLE ? CHUNK : WHOLE);
        if (!visible.length) {
          const empty = element('td', 'soft', words.noMatch);
          empty.colSpan = 10;
          body.append(element('tr', '', empty));
        }
        status.textContent = fill(words.shownOf, { shown: visible.length, total: rows.length });
      };

      for (const head of table.tHead.rows[0].cells) {
        const button = element('button', 'sort', ...head.childNodes);
        button.type = 'button';
        head.append(button);
        button.addEventListener('click', () => {
          const name = head.dataset.key;
          const first = ascendingFirst.has(name) ? 1 : -1;
          order = { key: name, direction: order?.key === name ? -order.direction : first };
          for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
          head.setAttribute('aria-sort', order.direction > 0 ? 'ascending' : 'descending');
          show();
          at('body-window').scrollTop = 0;
        });
      }
      for (const input of Object.values(field)) input.addEventListener('input', show);
      more.firstElementChild.addEventListener('click', () => draw(CHUNK));
      new IntersectionObserver(seen => {
        if (seen.some(entry => entry.isIntersecting)) draw(CHUNK);
      }, { root: at('body-window'), rootMargin: '600px' }).observe(more);
      addEventListener('beforeprint', () => draw(visible.length));
      at('body-filter').hidden = false;
      show();

      // A cell of the matrix of bands asks for its bodies.

      for (const cell of document.querySelectorAll('#band-matrix td[data-from]')) {
        if (cell.textContent === '0' || !field.from || !field.to) continue;
        const button = element('button', '', ...cell.childNodes);
        button.type = 'button';
        cell.append(button);
        button.addEventListener('click', () => {
          for (const input of Object.values(field)) input.type === 'checkbox' ? input.checked = false : input.value = '';
          field.from.value = cell.dataset.from;
          field.to.value = cell.dataset.to;
          show();
          at('bodies').scrollIntoView();
          field.from.focus({ preventScroll: true });
        });
      }

      // Choice of a body

      if (!data.hasShares) return;
      const select = at('why-body');
      const choose = (row, isAsked) => {
        chosen = row.index;
        for (const line of body.rows) {
          Number(line.dataset.index) === chosen ? line.setAttribute('aria-current', 'true')
            : line.removeAttribute('aria-current');
        }
        select.value = chosen;
        const reasons = [
          ...reasonsOf(row.cells.before).map(list => fill(words.reasonsBefore, { list })),
          ...reasonsOf(row.cells.after).map(list => fill(words.reasonsAfter, { list })),
        ];
        const detail = { row, reasons, words, places: data.places, isAsked, tools: { element, fill, fixed, signed, style } };
        document.dispatchEvent(new CustomEvent('body-chosen', { detail }));
      };
      body.addEventListener('click', event => {
        const button = event.target.closest('button.title');
        if (button) choose(rows[Number(button.closest('tr').dataset.index)], true);
      });
      document.addEventListener('back-to-table', () => {
        const line = [...body.rows].find(line => Number(line.dataset.index) === chosen);
        (line?.querySelector('button') ?? at('body-window')).focus();
      });
      select.addEventListener('change', () => choose(rows[Number(select.value)], false));
      const start = () => {
        const options = rows.map(row => new Option(row.name, row.index));
        select.append(...options);
        at('why-choice').hidden = false;
        if (chosen !== null) select.value = chosen;
        const size = row => Math.abs(row.difference ?? 0);
        if (chosen === null) choose(rows.reduce((most, row) => size(row) > size(most) ? row : most), false);
      };
      setTimeout(start);
    })();

    """

  static let bodies = PageScript(text: bodiesText, hash: "YskmFN5uaamcpYsa0WrAv5ur6hHSdD4Zms3zs1zS+7Q=")
}
