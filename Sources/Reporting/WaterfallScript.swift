extension PageScript {
  /// Draws the shares of a body that is chosen: a table whose rows lead from the earlier score to the later one.
  private static let waterfallText: StaticString = """

    (() => {
      const source = document.getElementById('share-data');
      const picture = document.getElementById('why-picture');
      if (!source || !picture) return;
      const MOST = 15;
      let shares = null;

      const scaleOf = levels => {
        const [least, most] = [Math.min(...levels), Math.max(...levels)];
        const stretch = most - least || 1;
        let step = 10 ** Math.floor(Math.log10(stretch / 4));
        step *= [1, 2, 5, 10].find(factor => stretch / (step * factor) <= 6);
        const low = Math.floor(least / step) * step;
        const high = Math.ceil(most / step) * step || step;
        const ticks = [];
        for (let tick = low; tick <= high + step / 2; tick += step) ticks.push(tick);
        return { low, ticks, place: level => (level - low) / (ticks.at(-1) - low) * 100 };
      };

      const stepsOf = fall => {
        const steps = fall.units.map((units, index) => ({
          units, cause: shares.causes[fall.causes[index]], exact: fall.exact[index], error: fall.errors?.[index] ?? null,
        }));
        if (steps.length <= MOST + 1) return steps;
        const rest = steps.slice(MOST);
        const units = rest.reduce((sum, step) => sum + step.units, 0);
        return [...steps.slice(0, MOST), { units, others: rest.length, exact: null, error: null }];
      };

      const draw = ({ row, reasons, words, isAsked, tools: { element, fill, fixed, signed, style } }) => {
        shares ??= JSON.parse(source.textContent);
        const fall = shares.bodies[row.index];
        const title = element('h4', '', row.name);
        title.tabIndex = -1;
        const back = element('button', 'back', words.toTable);
        back.type = 'button';
        back.addEventListener('click', () => document.dispatchEvent(new CustomEvent('back-to-table')));
        const head = element('div', 'why-head', title, back);
        if (!fall) {
          const list = element('ul', '', ...reasons.map(reason => element('li', '', reason)));
          picture.replaceChildren(head, element('p', '', words.noShares), ...(reasons.length ? [list] : []));
        } else {
          picture.replaceChildren(head, verdict(fall), ...causes(fall), table(fall), ...notes(fall));
        }
        if (isAsked) {
          document.getElementById('why').scrollIntoView();
          title.focus({ preventScroll: true });
        }

        function verdict(fall) {
          const [before, after] = [fixed(fall.start, fall.places), fixed(fall.end, fall.places)];
          const units = fall.end - fall.start;
          const text = element('p', 'why-verdict', fill(words.sharesOf, { body: words.difference, before, after }), ' ',
            element('strong', style(units), signed(units, fall.places)));
          text.setAttribute('role', 'status');
          return text;
        }

        function causes(fall) {
          const sums = new Map();
          fall.units.forEach((units, index) => {
            const cause = shares.causes[fall.causes[index]]?.cause;
            if (cause) sums.set(cause, (sums.get(cause) ?? 0) + units);
          });
          if (sums.size < 2) return [];
          const parts = ['rules', 'data', 'both'].filter(cause => sums.has(cause)).map(cause =>
            element('div', '', element('dt', '', words[cause]),
              element('dd', style(sums.get(cause)), signed(sums.get(cause), fall.places))));
          const list = element('dl', 'causes', ...parts);
          list.setAttribute('aria-label', words.byCause);
          return [list];
        }

        function notes(fall) {
          return fall.errors ? [element('p', 'soft', words.sampled)] : [];
        }

        function table(fall) {
          const steps = stepsOf(fall);
          const levels = [fall.start];
          for (const step of steps) levels.push(levels.at(-1) + step.units);
          const scale = scaleOf([...levels, fall.end]);
          const several = new Set(steps.map(step => step.cause?.cause).filter(Boolean)).size > 1;
          const mark = (name, left, width) => {
            const made = element('i', name);
            made.style.setProperty('--left', `${left}%`);
            if (width !== undefined) made.style.setProperty('--width', `${width}%`);
            return made;
          };
          const grid = () => scale.ticks.map(tick => mark('grid', scale.place(tick)));
          const cell = (...marks) => {
            const made = element('td', 'picture', element('div', 'track', ...grid(), ...marks));
            made.setAttribute('aria-hidden', 'true');
            return made;
          };
          const number = (text, more = '') => element('td', `num${more}`, text);
          const label = (...content) => {
            const made = element('th', 'what', ...content);
            made.scope = 'row';
            return made;
          };
          const total = (name, units, isFirst) => {
            const place = scale.place(units);
            const bar = mark(scale.low === 0 ? 'bar total' : 'bar total cut', 0, place);
            const link = mark(isFirst ? 'link below' : 'link above', place);
            return element('tr', 'total', label(name), cell(bar, link), number(''), number(fixed(units, fall.places)));
          };
          const part = part => {
            const text = part.anchor ? element('a', '', part.text) : element('span', '', part.text);
            if (part.anchor) text.href = `#${part.anchor}`;
            const small = [part.scope, part.cite].filter(Boolean).join(' · ');
            return element('div', 'part', text, ...(small ? [element('small', '', small)] : []));
          };
          const name = step => {
            if (step.others) return [fill(words.others, { count: step.others })];
            if (!step.cause) return [words.unexplained];
            const parts = step.cause.parts.map(part);
            if (parts.length > 1) parts.push(element('small', 'together', words.together));
            if (several) parts.unshift(element('span', `mark na ${step.cause.cause}`, words[step.cause.cause]));
            return parts;
          };
          const share = step => {
            const text = signed(step.units, fall.places);
            const made = number(element('strong', style(step.units), text), ' share');
            const plain = text.replace(/^\\+/, '').replace(/\\.?0+$/, '') || '0';
            if (step.error !== null) made.append(element('small', '', fill(words.plusMinus, { value: step.error })));
            else if (step.exact !== null && step.exact !== plain && step.exact !== text.replace(/^\\+/, '')) {
              if (step.exact.length <= 14) made.append(element('small', '', fill(words.exactly, { value: step.exact })));
              else made.title = fill(words.exactly, { value: step.exact });
            }
            return made;
          };
          const line = (step, index) => {
            const [from, to] = [scale.place(levels[index]), scale.place(levels[index + 1])];
            const marks = [mark('link above', from), mark('link below', to),
              mark(`bar ${style(step.units)}`, Math.min(from, to), Math.abs(to - from))];
            if (step.error !== null) {
              const half = Number(step.error) * 10 ** fall.places;
              const ends = [levels[index + 1] - half, levels[index + 1] + half]
                .map(level => Math.max(0, Math.min(100, scale.place(level))));
              marks.push(mark('error', ends[0], ends[1] - ends[0]));
            }
            return element('tr', 'step', label(...name(step)), cell(...marks), share(step),
              number(fixed(levels[index + 1], fall.places), ' running'));
          };
          const decimals = tick => Number((tick / 10 ** fall.places).toFixed(fall.places));
          const axis = element('th', 'picture', element('div', 'track', ...scale.ticks.map(tick => {
            const made = mark('tick', scale.place(tick));
            made.append(decimals(tick));
            return made;
          })));
          axis.setAttribute('aria-hidden', 'true');
          const headCell = (text, style) => {
            const made = element('th', style, text);
            made.scope = 'col';
            return made;
          };
          const made = element('table', 'waterfall',
            element('thead', '', element('tr', '', headCell(words.change, 'what'), axis, headCell(words.share, 'num'),
              headCell(words.running, 'num'))),
            element('tbody', '', total(words.before, fall.start, true), ...steps.map(line),
              total(words.after, fall.end, false)));
          const caption = scale.low === 0 ? '' : fill(words.scaleFrom, { value: decimals(scale.low) });
          const frame = element('div', 'scroll', made, ...(caption ? [element('p', 'soft', caption)] : []));
          frame.tabIndex = 0;
          frame.setAttribute('role', 'region');
          frame.setAttribute('aria-label', row.name);
          return frame;
        }
      };
      document.addEventListener('body-chosen', event => draw(event.detail));
    })();

    """

  static let waterfall = PageScript(text: waterfallText, hash: "PfLzTOr1cCeMbkhae9S6sw3Bd7omauHxY7d30LQDQZ0=")
}
