-- Photos in a box of degrees, its edges included; west is greater than east where it lies over the date line:
--   SELECT * FROM photos_in_box(37.4, 126.8, 37.7, 127.2);
CREATE OR REPLACE FUNCTION photos_in_box(south double precision, west double precision, north double precision, east double precision)
RETURNS TABLE (path text, photo photos)
LANGUAGE sql STABLE AS $$
  SELECT photos.path, photos
  FROM photos
  WHERE (
      position::geometry && ST_MakeEnvelope(west, south, CASE WHEN west <= east THEN east ELSE 180 END, north, 4326)
      OR (west > east AND position::geometry && ST_MakeEnvelope(-180, south, east, north, 4326))
      -- Both longitudes name the meridian of 180 degrees.
      OR (west = -180 AND position::geometry && ST_MakeEnvelope(180, south, 180, north, 4326))
      OR (east = 180 AND position::geometry && ST_MakeEnvelope(-180, south, -180, north, 4326))
    )
    -- Boxes of the index are rounded outwards.
    AND photos.latitude BETWEEN south AND north
    AND (
      CASE WHEN west <= east THEN photos.longitude BETWEEN west AND east
        ELSE photos.longitude >= west OR photos.longitude <= east END
      OR (abs(photos.longitude) = 180 AND (west = -180 OR east = 180))
    )
  ORDER BY photos.geohash COLLATE "C", photos.path COLLATE "C"
$$;
