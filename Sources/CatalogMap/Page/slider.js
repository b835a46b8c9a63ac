// --- A histogram as a slider with two ends

/**
 * Fills an element with bars and two ends. `textOf` names the bar at a place, `onchange` is called with both ends. What comes back sets the
 * ends by `set(from, to)` and has them as `ends`.
 */
function makeSlider(element, counts, label, textOf, onchange) {
  const most = Math.max(...counts), last = counts.length - 1, say = make('small', { className: 'span' });
  const bars = make('div', { className: 'bars' }, ...counts.map(count => {
    const bar = make('i', {});
    bar.style.height = !most ? '3px' : count ? `${Math.max(6, 100 * count / most)}%` : '0';
    return bar;
  }));
  const ends = [words.from, words.to].map((name, index) => make('input', {
    type: 'range', min: 0, max: last, step: 1, value: index * last, ariaLabel: `${label}: ${name}`, oninput: () => move(index),
  }));
  const values = () => ends.map(end => Number(end.value));
  const set = (from, to) => {
    [ends[0].value, ends[1].value] = [from, to];
    const texts = [textOf(from, false), textOf(to, true)];
    ends.forEach((end, index) => { end.ariaValueText = texts[index]; });
    say.textContent = texts[0] === texts[1] ? texts[0] : texts.join(' – ');
    [...bars.children].forEach((bar, index) => bar.classList.toggle('out', index < from || index > to));
    // The end that can only move one way lies on top.
    ends[0].style.zIndex = from > last / 2 ? 1 : 0;
  };
  /** One end stops at the other. */
  const move = index => {
    const [from, to] = values();
    set(index ? from : Math.min(from, to), index ? Math.max(from, to) : to);
    onchange(...values());
  };
  // A click does what dragging does: the nearer end goes there.
  bars.onclick = ({ clientX }) => {
    const box = bars.getBoundingClientRect(), at = Math.max(0, Math.min(last, Math.floor((clientX - box.left) / box.width * counts.length)));
    const [from, to] = values(), isFirst = Math.abs(at - from) < Math.abs(at - to) || at < from;
    set(isFirst ? at : from, isFirst ? to : at);
    onchange(...values());
  };
  element.append(make('div', { className: 'ends' }, bars, ...ends), say);
  set(0, last);
  return { ends, values, set, last };
}
