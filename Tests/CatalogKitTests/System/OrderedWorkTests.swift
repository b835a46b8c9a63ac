import Foundation
import Synchronization
import Testing

@testable import CatalogKit

@Suite("Work in order by a crew that changes", .timeLimit(.minutes(5)))
struct OrderedWorkTests {
  /// How many are wanted, and who has to hear of it.
  private final class Wish: Sendable {
    private let state = Mutex((wanted: 2, body: (@Sendable (Int) -> Void)?.none))

    var crew: WorkCrew {
      WorkCrew(limit: 64, isWanted: { [self] in $0 < state.withLock { $0.wanted } }) { [self] body in
        state.withLock { $0.body = body }
      }
    }

    func set(_ wanted: Int) {
      state.withLock { state -> (@Sendable (Int) -> Void)? in
        state.wanted = wanted
        return state.body
      }?(wanted)
    }
  }

  /// Does pieces of work of a millisecond each; some of them wish for other numbers of threads.
  private func run(_ count: Int, wishes: [Int: Int], stopAt: Int? = nil) throws -> (order: [Int], most: Int) {
    let wish = Wish()
    let busy = Mutex((now: 0, most: 0))
    var order: [Int] = []
    try OrderedWork.run(count: count, threads: 2, crew: wish.crew) {
      { number in
        busy.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        if let wanted = wishes[number] { wish.set(wanted) }
        Thread.sleep(forTimeInterval: 0.001)
        busy.withLock { $0.now -= 1 }
        return number
      }
    } take: { number in
      order.append(number)
      return number != stopAt
    }
    return (order, busy.withLock { $0.most })
  }

  @Test("threads that are wanted come in the middle of the work, and results stay in order")
  func grows() throws {
    let (order, most) = try run(400, wishes: [5: 40])
    #expect(order == Array(0..<400))
    #expect((10...40).contains(most))
  }

  @Test("threads that are not wanted leave, and come again; nothing is lost")
  func comesAndGoes() throws {
    for round in 0..<20 {
      let (order, _) = try run(
        200,
        wishes: [3: 16, 20 + round: 1, 40: 9, 60: 1, 61: 30, 100 + round: 2, 150: 64]
      )
      #expect(order == Array(0..<200))
    }
  }

  @Test("without a wish there are as many as at first, and the end comes when it is asked for")
  func stays() throws {
    let (order, most) = try run(100, wishes: [:], stopAt: 30)
    #expect(order == Array(0...30))
    #expect(most <= 2)
  }
}
