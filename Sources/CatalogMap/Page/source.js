// --- Where photos come from: rows in the page, or a server that answers for a view

/*
 * A source has:
 *   load()                     takes up what is there from the start
 *   total, choosesOne          how many photos there are; whether only one year and one cat can be chosen at a time
 *   opening() whole()          regions: what the map opens with, and all photos that are shown; null where there are none
 *   clustersIn(…) extentOf(…)  clusters of a region, and the region of one
 *   isOnePlace(…) isOld(…)     of a cluster: whether all its photos are at one place, and all older than a day
 *   list(what) more(rows)      photos of a region or without a place, newest first, as `{ rows, total }`; and more of them, or null
 *   filter(…) hasSome()        shows what is chosen; whether anything fits
 *   categorise(isOutdated)     takes up what marks are coloured by; whether some photos have no colour of their own
 *   coloursOf(cluster)         how many photos of a cluster have which colour
 *   choices()                  what can be chosen: years and tags, a histogram of months, counts of hours, today, folders, cameras, stars
 *   places()                   of the photos that are shown, in time; null where there are too many
 *   complete(row)              finds out all about a photo; whether there is more than before
 *   rowOf(id)                  the row of a photo
 */

/** Rows in the page. */
const rowsSource = {
  choosesOne: false,
  get isReady() { return space !== null; },
  get total() { return columns.count; },
  load: loadPhotos,
  async opening() { return regionWithCircles(columns, await densestHalf(space)); },
  async whole() { return space && regionWithCircles(columns, space.rows.filter(row => columns.shown[row])); },
  clustersIn: (region, level, isOutdated) => clustersIn(space, region, level, isOutdated),
  extentOf: cluster => extentOf(space, cluster),
  isOnePlace: cluster => isOnePlace(cluster),
  isOld(cluster, day) {
    let isOld = true;
    eachRow(space, cluster, row => { if (!(columns.day[row] < day && columns.day[row] !== NONE)) isOld = false; });
    return isOld;
  },
  async list(what) {
    const rows = await (what === 'unplaced' ? rowsWithoutPlace() : rowsIn(what));
    return { rows, total: rows.length };
  },
  more: async () => null,
  filter: (chosen, isOutdated) => filterPhotos(columns, chosen, isOutdated),
  hasSome: () => columns.shown.includes(1),
  async categorise(isOutdated) {
    const category = await categoriesOf(columns, isOutdated);
    if (category) columns.category = category;
    return category?.includes(COLOURS) ?? false;
  },
  coloursOf(cluster) {
    const counts = new Array(COLOURS + 1).fill(0);
    if (cluster.count === 1) counts[columns.category[cluster.row]]++;
    else eachRow(space, cluster, row => counts[columns.category[row]]++);
    return counts;
  },
  choices: () => choicesOf(columns),
  async places() {
    const places = [];
    for (let at = byTime.length - 1; at >= 0; at--) {
      const row = byTime[at];
      if (columns.shown[row] && hasPlace(row) && columns.precision[row]) places.push(placeOfRow(row));
      if (at % 4096 === 0) await breathe();
    }
    return { places, isWhole: true };
  },
  isWhole: () => true,
  complete: async () => false,
  rowOf: id => rowOfID(id),
};

const placeOfRow = row => ({ x: columns.x[row], y: columns.y[row], longitude: columns.longitude[row] / 1e6, latitude: columns.latitude[row] / 1e6 });

/** A server that this page came from. */
function makeAskingSource({ total, opening, whole }) {
  const LISTED = 200, MOST_PLACES = 1000, PAUSE = 60, known = growingColumns();
  /** The newest answers by their addresses, and where a list of rows goes on. */
  const answers = new Map(), nexts = new WeakMap();
  let listing = { path: '', rows: null, total: 0 }, shownTotal = total, fitting = '', isReady = false;

  async function fetched(path) {
    const answer = await fetch(`/api/v1/${path}`, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }
  /** What is on its way is not asked for again. */
  function ask(path) {
    if (answers.has(path)) return answers.get(path);
    const answer = fetched(path);
    answers.set(path, answer);
    answer.catch(() => answers.delete(path));
    if (answers.size > 40) answers.delete(answers.keys().next().value);
    return answer;
  }
  const query = (items, more = fitting) => [new URLSearchParams(items).toString(), more].filter(Boolean).join('&');
  const askMarks = (box, zoom) => ask(`map?${query({ box: box.join(','), zoom, ...colouring !== 'none' && { by: colouring } })}`);
  const rowsOf = photos => Uint32Array.from(photos, photo => known.rowOf(photo.id, photo, true));
  const around = marks => marks.length ? regionOf({ x: marks.map(({ longitude }) => worldX(longitude)), y: marks.map(({ latitude }) => worldY(latitude)) }, allRows(marks.length)) : null;

  async function list(path) {
    const { photos, total, next: cursor } = await ask(path);
    const rows = rowsOf(photos);
    if (cursor) nexts.set(rows, `${path.replace(/&cursor=.*/, '')}&cursor=${encodeURIComponent(cursor)}`);
    return { rows, total };
  }
  return {
    choosesOne: true, total,
    get isReady() { return isReady; },
    async load() {
      columns = known.columns;
      isReady = true;
    },
    opening: async () => opening ? regionOfBox(opening) : null,
    whole: async () => fitting ? around((await askMarks([-90, -180, 90, 180], 6)).marks) : whole ? regionOfBox(whole) : null,
    async clustersIn(region, level, isOutdated) {
      // On the way to somewhere else nothing is asked for.
      await new Promise(done => setTimeout(done, PAUSE));
      if (isOutdated()) return null;
      const { marks } = await askMarks(boxOf(region), Math.max(0, Math.min(22, level)));
      return isOutdated() ? null : clustersOfMarks(marks, region.width < 1 ? region.left : 0, level, known.rowOf).map(cluster => ({ ...cluster, isPictured: !failed.has(cluster.row), level }));
    },
    async extentOf({ count, x, y, level, extent }) {
      if (count === 1) return extent;
      // The cells that the cluster is made of, and what finer ones hold.
      const side = CELL / TILE / 2 ** level;
      const { marks } = await askMarks(boxOf({ left: extent.left - side, width: extent.width + 2 * side, top: extent.top - side, bottom: extent.bottom + side }), Math.min(22, level + 5));
      const near = marks.filter(mark => Math.abs(wrapped(worldX(mark.longitude) - x)) <= extent.width + side && Math.abs(worldY(mark.latitude) - y) <= extent.bottom - extent.top + side);
      return await around(near) ?? extent;
    },
    isOnePlace: ({ count, row, x, y }) => count === 1 || (Math.abs(wrapped(columns.x[row] - x)) < 1e-8 && Math.abs(columns.y[row] - y) < 1e-8),
    isOld: ({ count, row }, day) => count === 1 && columns.day[row] !== NONE && columns.day[row] < day,
    /** The same rows, lengthened or not, as long as the same is asked for. */
    async list(region) {
      const path = `photos?${query({ box: boxOf(region).join(','), limit: LISTED })}`;
      if (path !== listing.path) listing = { path, ...await list(path) };
      return listing;
    },
    async more(rows) {
      if (!nexts.has(rows)) return null;
      const { rows: some } = await list(nexts.get(rows)), all = new Uint32Array(rows.length + some.length);
      all.set(rows);
      all.set(some, rows.length);
      if (nexts.has(some)) nexts.set(all, nexts.get(some));
      if (listing.rows === rows) listing.rows = all;
      return all;
    },
    async filter(chosen, isOutdated) {
      const wanted = query(askedBy(chosen, columns), '');
      const { total } = wanted ? await ask(`photos?${query({ limit: 1 }, wanted)}`) : { total: known.columns.count };
      if (isOutdated()) return false;
      [fitting, shownTotal] = [wanted, total];
      return true;
    },
    hasSome: () => shownTotal > 0,
    async places() {
      const { photos, total } = await ask(`photos?${query({ limit: MOST_PLACES })}`);
      return { places: Array.from(rowsOf(photos)).filter(row => hasPlace(row) && columns.precision[row]).reverse().map(placeOfRow), isWhole: total <= photos.length };
    },
    isWhole: row => Boolean(columns.isWhole[row]),
    async complete(row) {
      if (columns.isWhole[row]) return false;
      const id = servedID(columns.folders.texts[columns.folder[row]]);
      known.rowOf(id, await ask(`${PHOTOS}/${id}`), true);
      return true;
    },
    async rowOf(id) {
      if (!known.rows.has(id)) known.rowOf(id, await ask(`${PHOTOS}/${id}`), true);
      return known.rows.get(id);
    },
    /** What has no button has no colour of its own. */
    categorise: async () => true,
    coloursOf({ count, shares }) {
      const counts = new Array(COLOURS + 1).fill(0), valueOf = colouring === 'tag' ? columns.tags.numberOf : Number;
      for (const [text, photos] of shares) {
        const place = coloured.indexOf(valueOf(text));
        counts[place < 0 ? COLOURS : place] += photos;
      }
      counts[COLOURS] += count - counts.reduce((sum, some) => sum + some);
      return counts;
    },
    async choices() {
      const [{ tags }, { months, hours, cameras, ratings }, today] = await Promise.all([ask('tags'), ask('facets'), ask(`photos?${query({ limit: 1, day: dayText(yearDayOf(new Date())) }, '')}`)]);
      const numbers = months.map(({ month }) => Number(month.slice(0, -3)) * 12 + Number(month.slice(-2)) - 1);
      return {
        years: [...new Set(numbers.map(month => Math.floor(month / 12)))], tags: tags.slice(0, 500).map(({ name }) => columns.tags.numberOf(name)),
        histogram: histogramOf(numbers, at => months[at].photos), hours, today: today.total, folders: [],
        cameras: cameras.map(({ camera, photos }) => [columns.cameras.numberOf(camera), photos]), mostStars: Math.max(0, ...ratings.map(({ rating }) => rating)),
      };
    },
  };
}

const source = settings.asking ? makeAskingSource(settings.asking) : rowsSource;
