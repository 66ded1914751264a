import Synchronization
import System
import TestSupport
import Testing

@Suite("Background work")
struct BackgroundWorkTests {
  @Test("All that is handed in runs side by side, and its owner's end ends it")
  func sideBySide() async {
    let work = BackgroundWork(bound: 3)
    let (arrivals, arrived) = AsyncStream.makeStream(of: Int.self)
    let (departures, departed) = AsyncStream.makeStream(of: Int.self)
    let running = Task { await work.run() }
    for number in 0..<3 {
      #expect(
        work.begin {
          arrived.yield(number)
          // Ends by being cancelled.
          try? await Task.sleep(for: .seconds(600))
          departed.yield(number)
        })
    }
    var seen: Set<Int> = []
    for await number in arrivals {
      seen.insert(number)
      if seen.count == 3 { break }
    }
    running.cancel()
    await running.value
    departed.finish()
    #expect(await departures.reduce(into: Set<Int>()) { $0.insert($1) } == [0, 1, 2])
    #expect(!work.begin {})
  }

  @Test("What comes beyond the bound is refused until something has ended")
  func bounded() async {
    let work = BackgroundWork(bound: 2)
    #expect(work.begin {} && work.begin {})
    #expect(!work.begin {})
    #expect(await work.drain() == 2)
    #expect(work.begin {})
    #expect(await work.drain() == 1)
    #expect(await work.drain() == 0)
  }

  @Test("Before the end all that was taken in is done, and nothing more is taken")
  func finishes() async {
    let work = BackgroundWork(bound: 100)
    let done = Mutex(0)
    let running = Task { await work.run() }
    for _ in 0..<100 { #expect(work.begin { done.withLock { $0 += 1 } }) }
    #expect(await work.finish(within: .seconds(600)) == 0)
    #expect(done.withLock { $0 } == 100)
    #expect(!work.begin {})
    await running.value
  }

  @Test("The end waits no longer than it was told, and says how much is left")
  func finishesInTime() async {
    let work = BackgroundWork(bound: 1)
    let running = Task { await work.run() }
    #expect(work.begin { try? await Task.sleep(for: .seconds(600)) })
    #expect(await work.finish(within: .zero) == 1)
    running.cancel()
    await running.value
  }
}
