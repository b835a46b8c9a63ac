// --- Scale: the lines of the grid and the bar of metres

/** The largest of 1, 2, 5, 10, 20 … that is not above a number. */
function roundDown(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map(factor => factor * power).find(round => round <= most);
}

/** The degrees between two lines of longitude: about 200 pixels. */
function gridStep(worldSize) {
  const degrees = 360 * 200 / worldSize;
  return degrees > 45 ? 45 : degrees > 15 ? 15 : roundDown(degrees);
}

/** A round number of metres and its length in pixels, at most 150 and never shorter than what is written on it, at a y of the world. */
function scaleBar(y, worldSize) {
  const metresPerPixel = metresPerWorld(y) / worldSize, metres = roundDown(150 * metresPerPixel);
  return { metres, length: metres / metresPerPixel };
}
