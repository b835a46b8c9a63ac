/// Which place a name means.
public struct PlaceNameAnswer: Hashable, Sendable {
  /// The place.
  public let place: GazetteerPlace
  /// In which way the name is its name.
  public let match: Match
  /// Another large place that can be meant; `nil` where there is none.
  public let runnerUp: RunnerUp?
  /// A country that is called so too, and that the place is not in; `nil` where there is none.
  public let country: Country?

  /// How a name was found, the surest first.
  public enum Match: Hashable, Sendable {
    /// Its main name, its Korean one, or that which maps in English have for it.
    case main
    /// One of its other names.
    case alternate
    /// The code of its airport.
    case code
    /// The beginning of its name.
    case prefix
  }

  /// A place of over 100,000 inhabitants that the name can mean too.
  public struct RunnerUp: Hashable, Sendable {
    /// The place.
    public let place: GazetteerPlace
    /// A name that means it and no other: `Birmingham, Alabama`.
    public let name: String
  }
}
