/// What `people.sqlite` holds of photos that people send and care for.
enum CareMigration {
  static let sql = """
    CREATE TABLE uploads (
      number INTEGER PRIMARY KEY REFERENCES photos (number) ON DELETE CASCADE,
      person INTEGER REFERENCES people (number) ON DELETE SET NULL,
      -- What the file was called where it came from.
      given TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      -- SHA-256 of the file.
      digest BLOB NOT NULL,
      made INTEGER NOT NULL,
      -- Whether the record of changes has it: only once the photo is there.
      noted INTEGER NOT NULL DEFAULT 0 CHECK (noted IN (0, 1))
    ) STRICT;
    CREATE INDEX uploads_digest ON uploads (digest);
    CREATE INDEX uploads_person ON uploads (person, made);
    CREATE INDEX photos_size ON photos (size) WHERE gone IS NULL;
    -- By which equal pictures are found.
    CREATE TABLE pictures (
      number INTEGER PRIMARY KEY REFERENCES photos (number) ON DELETE CASCADE,
      -- Which file it is of: its size and time.
      mark INTEGER NOT NULL,
      -- A sum over the picture's first bytes; null where the format is not known well enough.
      sum INTEGER
    ) STRICT;
    CREATE INDEX pictures_sum ON pictures (sum) WHERE sum IS NOT NULL;
    CREATE TABLE trash (
      number INTEGER PRIMARY KEY REFERENCES photos (number),
      -- The folder's name in trash/, and the name in addresses.
      id TEXT NOT NULL UNIQUE,
      -- Where the photo lay, as the index has it.
      path BLOB NOT NULL,
      -- Its sidecars' names, a line each.
      sidecars BLOB NOT NULL,
      removed INTEGER NOT NULL,
      person INTEGER REFERENCES people (number) ON DELETE SET NULL
    ) STRICT;
    CREATE TABLE reports (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL REFERENCES photos (number) ON DELETE CASCADE,
      reason TEXT NOT NULL CHECK (reason IN ('person', 'door', 'other')),
      words TEXT NOT NULL,
      made INTEGER NOT NULL,
      person INTEGER REFERENCES people (number) ON DELETE SET NULL
    ) STRICT, WITHOUT ROWID;
    """
}
