import Testing

@testable import Doors

@Suite("Answers for a crowd")
struct SharedAnswersTests {
  /// Holds up whoever makes an answer until it is opened.
  private actor Barrier {
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var arrived = 0
    private var isOpen = false

    /// How many came before and with this one.
    @discardableResult func pass() async -> Int {
      arrived += 1
      let number = arrived
      if !isOpen { await withCheckedContinuation { waiting.append($0) } }
      return number
    }

    func open() {
      isOpen = true
      for one in waiting { one.resume() }
      waiting = []
    }
  }

  @Test("A crowd with one question is given one answer, and who comes alone a new one")
  func sharesOneAnswer() async {
    let answers = SharedAnswers<Int>()
    let barrier = Barrier()
    let make: @Sendable () async -> Int = { await barrier.pass() }
    await withTaskGroup(of: Int?.self) { group in
      group.addTask { await answers.answer(to: "list", make) }
      while await barrier.arrived == 0 { await Task.yield() }
      for _ in 0..<300 { group.addTask { await answers.answer(to: "list", make) } }
      while await answers.flights["list"]?.count != 300 { await Task.yield() }
      await barrier.open()
      for await answer in group { #expect(answer == 1) }
    }
    #expect(await answers.answer(to: "list", make) == 2)
  }

  @Test("Different questions are answered a few at once, and the rest wait in a bounded queue")
  func boundsTheWork() async {
    let answers = SharedAnswers<Int>(width: 2, capacity: 3)
    let barrier = Barrier()
    await withTaskGroup(of: Int?.self) { group in
      for number in 0..<2 {
        group.addTask {
          await answers.answer(to: "\(number)") {
            await barrier.pass()
            return number
          }
        }
      }
      while await barrier.arrived < 2 { await Task.yield() }
      for number in 2..<12 {
        group.addTask {
          await answers.answer(to: "\(number)") {
            await barrier.pass()
            return number
          }
        }
      }
      var refused = 0
      for await answer in group {
        if answer == nil { refused += 1 }
        if refused == 7 {
          #expect(await barrier.arrived == 2)
          refused += 1
          await barrier.open()
        }
      }
      #expect(refused == 8)
    }
    #expect(await barrier.arrived == 5)
  }
}
