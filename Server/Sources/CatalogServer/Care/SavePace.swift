/// When the index is saved after people changed something.
struct SavePace: Sendable {
  /// An index of fewer photos is saved before a change is answered: that takes a tenth of a second.
  var atOnceBelow = 5000
  /// Changes of a larger one that come together share one save.
  var gathering = Duration.seconds(1)
  /// Saving and taking over take at most one of so many parts of the time.
  var share = 20
}
