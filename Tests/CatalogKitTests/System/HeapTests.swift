import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Heap")
struct HeapTests {
  @Test("elements come off in order, equal ones too", arguments: [0, 1, 2, 3, 10, 500])
  func sorted(_ count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let values = (0..<count).map { _ in Int.random(in: 0..<max(1, count / 2), using: &random) }
    var heap = Heap<Int>(by: <)
    for value in values { heap.push(value) }
    #expect(heap.count == count)
    #expect(heap.top == values.min())
    var taken: [Int] = []
    while let value = heap.pop() { taken.append(value) }
    #expect(taken == values.sorted())
    #expect(heap.top == nil)
  }

  @Test("with its top replaced again and again it keeps the smallest elements")
  func replaced() {
    var random = SeededGenerator(seed: 9)
    let values = (0..<1000).map { _ in Int.random(in: 0..<400, using: &random) }
    var heap = Heap<Int>(by: >)
    for value in values {
      if heap.count < 20 {
        heap.push(value)
      } else if let top = heap.top, value < top {
        heap.replaceTop(with: value)
      }
    }
    #expect(heap.takeAll().sorted() == Array(values.sorted().prefix(20)))
    #expect(heap.count == 0 && heap.top == nil)
  }
}
