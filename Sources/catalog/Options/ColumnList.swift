import CatalogKit

/// Columns of a table or of CSV, in their order: `--columns path,taken`.
struct ColumnList: OptionReadable, Equatable {
  let fields: [PhotoField]

  init(option: ArgumentText) throws {
    fields = try CSVExporter.columns(option.plain)
  }
}
