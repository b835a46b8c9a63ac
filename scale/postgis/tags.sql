-- Tags with their number of photos, and the time from the first to the last of them:
--   SELECT * FROM photo_tags;
CREATE OR REPLACE VIEW photo_tags AS
  SELECT tag, count(*) AS photos, min(taken_local) AS first, max(taken_local) AS last
  FROM photos, unnest(tags) AS tag
  GROUP BY tag
  ORDER BY tag COLLATE "C";

-- Photos with a tag, or with it in a tag's path, in any case: nabi is in cats/Nabi, and so is cats:
--   SELECT path FROM photos_tagged('nabi');
-- It looks at all tags. Of a whole tag, as it is spelt, the index knows the photos: WHERE tags @> ARRAY['cats/Nabi'].
CREATE OR REPLACE FUNCTION photos_tagged(name text)
RETURNS SETOF photos
LANGUAGE sql STABLE AS $$
  SELECT photos.*
  FROM photos
  WHERE EXISTS (
    SELECT FROM unnest(tags) AS tag
    WHERE position('/' || lower(normalize(name, NFC)) || '/' IN '/' || lower(normalize(tag, NFC)) || '/') > 0
  )
  ORDER BY photos.geohash COLLATE "C", photos.path COLLATE "C"
$$;
