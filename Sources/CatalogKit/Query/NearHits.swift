/// The photos of an answer, nearest first. Of a million only those in memory that are looked at.
public struct NearHits: RandomAccessCollection {
  private let places: [Place]
  private let store: SpillFile?

  /// A photo whose line is somewhere.
  struct Place {
    let geodesic: Geodesic
    let line: Line

    enum Line {
      case memory([UInt8])
      case store(Range<Int>)
    }
  }

  init(_ places: [Place], _ store: SpillFile?) {
    self.places = places
    self.store = store
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { places.count }

  public subscript(position: Int) -> NearQuery.Hit {
    let place = places[position]
    let line: [UInt8] =
      switch place.line {
      case .memory(let line): line
      case .store(let range): store?.withBytes(range) { Array($0) } ?? []
      }
    return NearQuery.Hit(distance: place.geodesic.distance, bearing: place.geodesic.bearing, line: line)
  }
}

extension NearHits {
  /// Where the photos are in another order.
  ///
  /// - Parameter order: An order for people.
  /// - Returns: The indices of the photos in that order.
  /// - Throws: ``JSONError`` where a line is not as it should be.
  public func places(in order: PhotoOrder) throws(JSONError) -> [Int] {
    var keys: [(rank: UInt64, path: FilePathBytes)] = []
    keys.reserveCapacity(count)
    for hit in self {
      let photo = try hit.photo(order.fields.union(.path))
      keys.append((order.rank(of: photo), photo.path))
    }
    return indices.sorted { first, second in
      let (first, second) = (keys[first], keys[second])
      if first.rank != second.rank { return first.rank < second.rank }
      return order.reversesPaths ? second.path < first.path : first.path < second.path
    }
  }
}
