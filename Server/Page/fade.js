// --- Old photos are paler on the map

/** Makes marks paler of which all photos are older than so many days. */
function fadeOlder(days) {
  if (!(days > 0)) return;
  fadeBefore = Math.floor(Date.now() / 86400000) - days;
  forgetClusters();
}
