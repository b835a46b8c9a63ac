/// One setting: its name in `catalog.toml`, from which its option follows, what it takes, and what it is for.
///
/// Options, the file's reader, `--check`, `--help`, docs/settings.md and the schema all follow from ``all``.
struct Setting: Sendable {
  /// What a setting takes.
  enum Kind: Sendable {
    case text
    /// Texts; as an option it is given once for each.
    case list
    case oneOf([String])
  }

  /// Its name in the file: `coarse_cell`.
  let name: String
  let kind: Kind
  /// What holds where nobody says anything, as the file would say it.
  let standard: String
  /// What stands for the value in help: `DIR`.
  let placeholder: String
  /// One or two sentences.
  let help: String

  /// Its option: `--coarse-cell`. A list's is in the singular.
  var option: String {
    let name = name.replacing("_", with: "-")
    if case .list = kind, name.hasSuffix("s"), name != "public-tags" {
      return "--" + (name.hasSuffix("proxies") ? "trusted-proxy" : String(name.dropLast()))
    }
    return "--" + name
  }

  static let all: [Setting] = [
    Setting(
      name: "index",
      kind: .text,
      standard: "catalog.json",
      placeholder: "FILE",
      help: "The index that `catalog scan` wrote. Its folder is where settings' other paths begin."
    ),
    Setting(
      name: "state",
      kind: .text,
      standard: ".catalog",
      placeholder: "DIR",
      help: "Where the server keeps people, its secret and previews: beside the index, for its owner only."
    ),
    Setting(
      name: "listen",
      kind: .text,
      standard: "127.0.0.1:8080",
      placeholder: "ADDRESS:PORT",
      help:
        "Where the server listens. 0.0.0.0:8080 is all of the machine's addresses; port 0 is any free one."
    ),
    Setting(
      name: "hosts",
      kind: .list,
      standard: "",
      placeholder: "NAME",
      help:
        "Names that lead to the server, such as cats.example.org. Other names are refused; addresses of numbers never are."
    ),
    Setting(
      name: "public",
      kind: .oneOf(["none", "coarse"]),
      standard: "none",
      placeholder: "LEVEL",
      help:
        "What everybody sees: none is a page that says whose catalogue it is; coarse shows photos in cells of a grid and with the day."
    ),
    Setting(
      name: "members",
      kind: .oneOf(["exact", "coarse"]),
      standard: "exact",
      placeholder: "LEVEL",
      help: "What members see."
    ),
    Setting(
      name: "signup",
      kind: .oneOf(["none", "ask"]),
      standard: "none",
      placeholder: "HOW",
      help:
        "Who can come in besides those whom the keeper invites: none is nobody; ask lets visitors ask, and the keeper answers."
    ),
    Setting(
      name: "coarse_cell",
      kind: .text,
      standard: "1km",
      placeholder: "DISTANCE",
      help:
        "The size of the grid's cells. It cannot be changed later: grids of two sizes together say more than either."
    ),
    Setting(
      name: "public_tags",
      kind: .list,
      standard: "cats",
      placeholder: "TAG",
      help: "Tags below these are shown to everybody at the coarse level; other tags name people."
    ),
    Setting(
      name: "title",
      kind: .text,
      standard: "Photos",
      placeholder: "TEXT",
      help: "The page's heading. Everybody sees it."
    ),
    Setting(
      name: "keeper",
      kind: .text,
      standard: "",
      placeholder: "TEXT",
      help: "Who keeps the catalogue, and how to reach them. Everybody sees it."
    ),
    Setting(
      name: "rescan",
      kind: .text,
      standard: "10min",
      placeholder: "TIME",
      help: "How often the folders are scanned anew, such as 30s, 10min or 6h; never turns it off."
    ),
    Setting(
      name: "watch",
      kind: .oneOf(["yes", "no"]),
      standard: "yes",
      placeholder: "yes|no",
      help: "Whether changes in the folders are noticed at once, where the system reports them."
    ),
    Setting(
      name: "max_upload",
      kind: .text,
      standard: "200MB",
      placeholder: "SIZE",
      help: "How large a photo may be that members send."
    ),
    Setting(
      name: "space",
      kind: .text,
      standard: "50GB",
      placeholder: "SIZE",
      help: "How much room all photos that members send may take, those in the trash among them."
    ),
    Setting(
      name: "per_day",
      kind: .text,
      standard: "2GB",
      placeholder: "SIZE",
      help: "How much one person may send in 24 hours."
    ),
    Setting(
      name: "fade",
      kind: .text,
      standard: "180d",
      placeholder: "TIME",
      help: "Photos older than this are paler on the map, such as 90d; never keeps all as they are."
    ),
    Setting(
      name: "map",
      kind: .text,
      standard: "",
      placeholder: "FILE",
      help:
        "A map in one file (PMTiles, as for `catalog export html --map`): the page carries the streets around the photos, so that pins can be put on them."
    ),
    Setting(
      name: "attribution",
      kind: .text,
      standard: "© OpenStreetMap contributors",
      placeholder: "TEXT",
      help: "Whose map that is, as its licence asks; it is shown on the map."
    ),
    Setting(
      name: "preview_space",
      kind: .text,
      standard: "2GB",
      placeholder: "SIZE",
      help: "How much room previews may take; those that nobody has looked at for longest go first."
    ),
    Setting(
      name: "preview_program",
      kind: .text,
      standard: "",
      placeholder: "FILE",
      help: "The program that makes previews; by default catalog-preview beside catalog-serve."
    ),
    Setting(
      name: "tls_certificate",
      kind: .text,
      standard: "",
      placeholder: "FILE",
      help: "The certificate chain for HTTPS, as PEM. It is read anew when it changes."
    ),
    Setting(
      name: "tls_key",
      kind: .text,
      standard: "",
      placeholder: "FILE",
      help: "The certificate's private key, as PEM."
    ),
    Setting(
      name: "trusted_proxies",
      kind: .list,
      standard: "",
      placeholder: "ADDRESS",
      help: "Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."
    ),
    Setting(
      name: "metrics",
      kind: .text,
      standard: "",
      placeholder: "ADDRESS:PORT",
      help: "Where counts for Prometheus are served, such as 127.0.0.1:9090; nowhere by default."
    ),
    Setting(
      name: "log",
      kind: .oneOf(["text", "json"]),
      standard: "text",
      placeholder: "FORMAT",
      help: "How the log is written to standard error."
    ),
    Setting(
      name: "log_level",
      kind: .oneOf(["debug", "info", "warning", "error"]),
      standard: "info",
      placeholder: "LEVEL",
      help: "What is logged: each request at info, only what went wrong at warning."
    ),
  ]
}
