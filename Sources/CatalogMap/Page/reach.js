// --- Marks for keyboards and screen readers: a button over each mark in view, of which one is in the tab order

const marks = find('marks');
/** The buttons, each with its cluster, and the one that Tab comes to. */
let reachable = [], reached = null;

const markLabel = ({ count, photo }) => [
  count > 1 && photosText(count), visible(photo.name), whenText(photo),
].filter(Boolean).join(', ');

/** Makes the buttons anew; the keyboard stays with its photo, or with the nearest mark. */
function refreshMarks() {
  const hadFocus = marks.contains(document.activeElement), before = reached;
  reachable = [];
  // The largest come last in drawing and first here.
  for (const cluster of [...clusters].reverse()) {
    eachCopy(cluster, (x, y) => {
      const size = Math.max(24, 2 * clusterRadius(cluster.count));
      const button = make('button', {
        className: 'mark', ariaLabel: markLabel(cluster), tabIndex: -1, onclick: () => openCluster(cluster),
        onfocus: () => reach(mark, true), onblur: hideCard,
      });
      Object.assign(button.style, { left: `${x - size / 2}px`, top: `${y - size / 2}px`, width: `${size}px`, height: `${size}px` });
      const mark = { cluster, button, x, y };
      reachable.push(mark);
    }, 0);
  }
  marks.replaceChildren(...reachable.map(mark => mark.button));
  const same = before && (reachable.find(mark => mark.cluster.photo === before.cluster.photo) ?? nearestTo(reachable, before));
  reach(same || reachable[0] || null, false);
  if (hadFocus) (reached?.button ?? map).focus({ preventScroll: true });
}

function reach(mark, withCard) {
  if (reached) reached.button.tabIndex = -1;
  reached = mark;
  if (!mark) return;
  mark.button.tabIndex = 0;
  if (withCard && mark.button.matches(':focus-visible')) showCard(mark.cluster);
}

marks.addEventListener('keydown', event => {
  const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const action = { '+': () => zoomBy(1), '=': () => zoomBy(1), '-': () => zoomBy(-1), 0: showAll }[event.key];
  if (!(direction || action) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (action) action();
  else markToward(reachable, reached, direction)?.button.focus({ preventScroll: true });
});
