import GRDB

/// What `people.sqlite` holds, version by version. Names and order stay, and nothing is edited once it has been released.
enum PeopleMigrations {
  static var all: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("photos and sessions") { try $0.execute(sql: photosAndSessions) }
    migrator.registerMigration("people") { try $0.execute(sql: people) }
    migrator.registerMigration("uploads and care") { try $0.execute(sql: CareMigration.sql) }
    migrator.registerMigration("unsaved") { try $0.execute(sql: unsaved) }
    return migrator
  }

  private static let photosAndSessions = """
    CREATE TABLE photos (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      path BLOB NOT NULL UNIQUE,
      size INTEGER NOT NULL,
      modified_seconds INTEGER NOT NULL,
      modified_nanoseconds INTEGER NOT NULL,
      -- A hash of the file's first bytes; null until it is first needed.
      head BLOB,
      -- Since when the photo has not been at its path, in seconds; null where it is there.
      gone INTEGER,
      owner INTEGER,
      hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT;
    CREATE INDEX photos_gone ON photos (size, modified_seconds, modified_nanoseconds) WHERE gone IS NOT NULL;
    CREATE INDEX photos_hidden ON photos (number) WHERE hidden = 1;
    CREATE TABLE sessions (
      token BLOB PRIMARY KEY,
      role TEXT NOT NULL CHECK (role IN ('keeper', 'member', 'guest')),
      made INTEGER NOT NULL,
      used INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  private static let unsaved = """
    -- Photos, by the paths of the index, whose sidecars say more than the index does.
    CREATE TABLE unsaved (path BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
    """

  private static let people = """
    CREATE TABLE people (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      -- As it was chosen.
      name TEXT NOT NULL,
      -- By which names are compared.
      key TEXT NOT NULL UNIQUE,
      role TEXT NOT NULL CHECK (role IN ('keeper', 'member', 'guest')),
      -- Hash, salt and parameters, as text.
      password TEXT NOT NULL,
      -- When the person agreed to what is kept, and a parent did; null where nobody was asked.
      agreed INTEGER,
      parent_agreed INTEGER,
      made INTEGER NOT NULL,
      used INTEGER
    ) STRICT;
    -- Null is the printed key's session, until there is a keeper with a name.
    ALTER TABLE sessions ADD COLUMN person INTEGER REFERENCES people (number) ON DELETE CASCADE;
    -- By which its owner ends it: never the token.
    ALTER TABLE sessions ADD COLUMN id TEXT;
    ALTER TABLE sessions ADD COLUMN device TEXT;
    -- What its owner called a script's token; null for a browser's session.
    ALTER TABLE sessions ADD COLUMN script TEXT;
    UPDATE sessions SET id = lower(hex(randomblob(12)));
    CREATE UNIQUE INDEX sessions_id ON sessions (id);
    CREATE INDEX sessions_person ON sessions (person);
    CREATE INDEX photos_owner ON photos (owner) WHERE owner IS NOT NULL;
    CREATE TABLE invitations (
      token BLOB PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      role TEXT NOT NULL CHECK (role IN ('keeper', 'member', 'guest')),
      made INTEGER NOT NULL,
      ends INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Who asked to come in, until the keeper answers.
    CREATE TABLE requests (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      password TEXT NOT NULL,
      agreed INTEGER NOT NULL,
      parent_agreed INTEGER,
      made INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Links that set a new password: one a person.
    CREATE TABLE resets (
      person INTEGER PRIMARY KEY REFERENCES people (number) ON DELETE CASCADE,
      token BLOB NOT NULL UNIQUE,
      ends INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE changes (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      -- Its name in addresses, by which changes cannot be counted.
      id TEXT NOT NULL UNIQUE,
      time INTEGER NOT NULL,
      -- Null for the printed key, for the command line, and for somebody who has left.
      person INTEGER REFERENCES people (number) ON DELETE SET NULL,
      kind TEXT NOT NULL,
      photo INTEGER,
      -- What was and what is, as JSON.
      before TEXT,
      after TEXT,
      -- When it was undone.
      undone INTEGER
    ) STRICT;
    CREATE INDEX changes_person ON changes (person, number);
    CREATE INDEX changes_photo ON changes (photo, number);
    """
}
