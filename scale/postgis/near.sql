-- Photos at most so many metres from a place, nearest first, on the WGS 84 ellipsoid:
--   SELECT * FROM photos_near(37.5665, 126.978, 1000);
CREATE OR REPLACE FUNCTION photos_near(latitude double precision, longitude double precision, metres double precision)
RETURNS TABLE (distance double precision, path text, photo photos)
LANGUAGE sql STABLE AS $$
  SELECT ST_Distance(photos.position, place.point) AS distance, photos.path, photos
  FROM photos, (SELECT ST_MakePoint($2, $1)::geography AS point) AS place
  WHERE ST_DWithin(photos.position, place.point, metres)
  ORDER BY distance, photos.path COLLATE "C"
$$;
