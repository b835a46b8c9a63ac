-- A vector tile (Mapbox Vector Tile, layer "photos"): points with how many photos they are, and the path of one that is alone:
--   SELECT photos_tile(12, 3494, 1587);
-- Servers such as pg_tileserv and Martin find it by its arguments.
CREATE OR REPLACE FUNCTION photos_tile(z integer, x integer, y integer)
RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH tile AS (
    SELECT ST_TileEnvelope(z, x, y) AS shape
  ), points AS (
    SELECT ST_AsMVTGeom(ST_Transform(position::geometry, 3857), tile.shape, 4096, 0, true) AS place, path, taken
    FROM photos, tile
    WHERE position::geometry && ST_Transform(tile.shape, 4326)
  ), marks AS (
    -- One mark for all that lies within a 256th of a tile, a pixel of most maps: no tile has more than 65,536.
    SELECT ST_Centroid(ST_Collect(place)) AS place, count(*)::integer AS photos,
      CASE WHEN count(*) = 1 THEN min(path) END AS path, max(taken) AS taken
    FROM points
    WHERE place IS NOT NULL
    GROUP BY ST_SnapToGrid(place, 16)
  )
  SELECT ST_AsMVT(marks, 'photos', 4096, 'place') FROM marks
$$;
