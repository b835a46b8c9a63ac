import Testing

@testable import CatalogKit

@Suite("Whose members go to which photo")
struct CarriedMembersTests {
  /// Records 0 to 9 have members.
  private func carried(
    _ moves: [(record: Int, photo: Int)],
    _ photo: Int,
    own: Int? = nil,
    isChanged: Bool = false
  ) -> CarriedMembers {
    var carried = CarriedMembers(moves)
    carried.add(photo, own: own, isChanged: isChanged) { $0 < 10 }
    return carried
  }

  private func isEqual(_ carried: CarriedMembers, _ edits: [[Int?]], _ orphans: [Int] = []) -> Bool {
    carried.edits.map { [$0.photo, $0.record] } == edits && carried.orphans == orphans
  }

  @Test("a photo under another name gets those of its record")
  func moved() {
    #expect(isEqual(carried([(3, 100)], 100), [[100, 3]]))
    #expect(isEqual(carried([(13, 100)], 100), []))
    #expect(isEqual(carried([(3, 100)], 101), []))
  }

  @Test("two that swap get each other's")
  func swapped() {
    let moves = [(record: 3, photo: 101), (record: 4, photo: 100)]
    #expect(isEqual(carried(moves, 100, own: 3, isChanged: true), [[100, 4]]))
    #expect(isEqual(carried(moves, 101, own: 4, isChanged: true), [[101, 3]]))
  }

  @Test("a new photo in the place of one that moved has none")
  func renumbered() {
    #expect(isEqual(carried([(3, 100)], 105, own: 3, isChanged: true), [[105, nil]]))
    #expect(isEqual(carried([(13, 100)], 105, own: 13, isChanged: true), []))
  }

  @Test("one that was edited where it is, or read anew, keeps its own")
  func edited() {
    #expect(isEqual(carried([(3, 100)], 105, own: 4, isChanged: true), []))
    #expect(isEqual(carried([(3, 100)], 105, own: 3, isChanged: false), []))
    #expect(isEqual(carried([(3, 100)], 100, own: 3, isChanged: true), []))
  }

  @Test("those of a photo that another one was moved onto are nobody's")
  func overwritten() {
    #expect(isEqual(carried([(3, 100)], 100, own: 4, isChanged: true), [[100, 3]], [4]))
    // The one that came has none: it does not inherit those of the other.
    #expect(isEqual(carried([(13, 100)], 100, own: 4, isChanged: true), [[100, nil]], [4]))
    #expect(isEqual(carried([(3, 100)], 100, own: 14, isChanged: true), [[100, 3]]))
  }
}
