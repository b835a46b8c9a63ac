extension CSVExporter {
  /// What is written where no columns are named.
  public static let defaultColumns: [PhotoField] = [
    .path, .latitude, .longitude, .altitude, .accuracy, .taken, .takenSource, .make, .model, .format, .width,
    .height,
    .size, .problem,
  ]

  /// What is written of blurred photos where no columns are named: how far off they may be, and nothing of what blurring takes away.
  public static let blurredColumns: [PhotoField] = [
    .path, .latitude, .longitude, .uncertainty, .taken, .takenSource, .tags, .format, .width, .height,
    .problem,
  ]
}
