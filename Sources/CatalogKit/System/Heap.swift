/// A binary heap: of all elements the one that goes before the others is at hand.
struct Heap<Element> {
  /// In no order but for the first.
  private var elements: [Element] = []
  private let precedes: (Element, Element) -> Bool

  /// - Parameter precedes: A strict order; the first element of it is on top.
  init(by precedes: @escaping (Element, Element) -> Bool) {
    self.precedes = precedes
  }

  var count: Int { elements.count }

  /// The element that goes before all others.
  var top: Element? { elements.first }

  mutating func push(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0, precedes(elements[child], elements[(child - 1) / 2]) {
      elements.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the top away.
  mutating func pop() -> Element? {
    guard let last = elements.popLast() else { return nil }
    return elements.isEmpty ? last : replaceTop(with: last)
  }

  /// Takes all elements away, in no order.
  mutating func takeAll() -> [Element] {
    defer { elements = [] }
    return elements
  }

  /// Puts another element in the place of the top, wherever it belongs; there must be a top.
  @discardableResult
  mutating func replaceTop(with element: Element) -> Element {
    let top = elements[0]
    elements[0] = element
    var parent = 0
    while true {
      var first = parent
      for child in (2 * parent + 1)...(2 * parent + 2) where child < elements.count {
        if precedes(elements[child], elements[first]) { first = child }
      }
      if first == parent { return top }
      elements.swapAt(parent, first)
      parent = first
    }
  }
}
