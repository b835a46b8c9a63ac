-- The nearest photos, so many of them:
--   SELECT * FROM photos_nearest(37.5665, 126.978, 10);
-- The index orders by distances on the sphere (<->), which are up to half a percent off. The farthest of the first ones is at most so far
-- on the ellipsoid; all that are not farther are candidates, and ST_Distance orders those.
CREATE OR REPLACE FUNCTION photos_nearest(latitude double precision, longitude double precision, how_many integer)
RETURNS TABLE (distance double precision, path text, photo photos)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  point CONSTANT geography := ST_MakePoint($2, $1)::geography;
  farthest double precision;
BEGIN
  SELECT max(ST_Distance(first.position, point)) INTO farthest
  FROM (SELECT photos.position FROM photos WHERE photos.position IS NOT NULL ORDER BY photos.position <-> point LIMIT how_many) AS first;
  RETURN QUERY
  SELECT ST_Distance(photos.position, point) AS apart, photos.path, photos
  FROM photos
  -- A millimetre more, for roundings.
  WHERE ST_DWithin(photos.position, point, farthest + 0.001)
  ORDER BY apart, photos.path COLLATE "C"
  LIMIT how_many;
END
$$;
