// --- Marks: clusters, circles of uncertainty, and the photo that is open or pointed at

let clusters = [], clustersRegion = null, clustersLevel = NaN;

/** Clusters are made for somewhat more than what is seen, and made anew only when that is left. */
function updateClusters() {
  const level = Math.round(view.zoom), { left, width, top, bottom } = visibleRegion(CELL);
  const covers = x => clustersRegion.width >= 1 || (isInside(clustersRegion, { x, y: top }) && isInside(clustersRegion, { x, y: bottom }));
  if (clustersRegion && clustersLevel === level && covers(left) && covers(left + width)) return;
  clustersLevel = level;
  clustersRegion = visibleRegion(Math.max(view.width, view.height) / 2);
  if (clustersRegion.width >= 1) Object.assign(clustersRegion, { top: 0, bottom: 1 });
  clusters = clustersIn(photos, clustersRegion, level).reverse();
}

const compactNumber = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 0 }).format;

function drawCluster(count, x, y) {
  const radius = clusterRadius(count);
  if (count > 1) drawCircle(x, y, radius + 4, colours.accent, 0.22);
  drawCircle(x, y, radius, colours.ring);
  drawCircle(x, y, radius - 2, colours.accent);
  if (count === 1) return;
  pen.fillStyle = colours['on-accent'];
  pen.font = font(count < 1000 ? 13 : 12, 600);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(count < 10000 ? number(count) : compactNumber(count), x, y + 0.5);
}

/** The circle in which a blurred place lies, one for all photos that were blurred to it. */
function drawUncertainty(cluster) {
  const radius = cluster.photo.uncertainty / metresPerWorld(cluster.y) * worldSize();
  const isOnePlace = extent(cluster) * worldSize() < 1;
  if (!(radius > 12) || !isOnePlace) return;
  eachCopy(cluster, (x, y) => {
    drawCircle(x, y, radius, colours.accent, 0.12);
    pen.strokeStyle = colours.accent;
    pen.lineWidth = 1;
    pen.stroke();
  }, radius);
}

/** One photo in front of all clusters, with the direction in which the camera looked. */
function drawPhoto(photo) {
  eachCopy(photo, (x, y) => {
    if (photo.heading != null) {
      const middle = (photo.heading - 90) * Math.PI / 180;
      const fade = pen.createRadialGradient(x, y, 10, x, y, 54);
      fade.addColorStop(0, colours.accent);
      fade.addColorStop(1, 'transparent');
      pen.fillStyle = fade;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.arc(x, y, 54, middle - 0.45, middle + 0.45);
      pen.fill();
    }
    drawCircle(x, y, 13, colours.ink);
    drawCircle(x, y, 11, colours.ring);
    drawCircle(x, y, 8, colours.accent);
  });
}
