-- Makes a GeoParquet file (1.0) of `catalog export jsonl -o photos.jsonl`, with DuckDB and none of its extensions:
--   duckdb < scale/parquet/geoparquet.sql
--   python3 -c "import duckdb; duckdb.sql(open('scale/parquet/geoparquet.sql').read())"
-- The geometry is a point in WKB: big-endian, a point, x, y; a number as bits is its bytes in that order. Photos come in the order of
-- their geohashes, so that readers skip groups of rows by their latitudes and longitudes.
COPY (
  SELECT *, CASE WHEN latitude IS NOT NULL THEN '\x00\x00\x00\x00\x01'::BLOB || longitude::DOUBLE::BIT::BLOB || latitude::DOUBLE::BIT::BLOB END AS geometry
  FROM read_json('photos.jsonl', format = 'newline_delimited', sample_size = -1)
) TO 'photos.parquet' (FORMAT parquet, COMPRESSION zstd, KV_METADATA {
  geo: '{"version":"1.0.0","primary_column":"geometry","columns":{"geometry":{"encoding":"WKB","geometry_types":["Point"]}}}'
});
