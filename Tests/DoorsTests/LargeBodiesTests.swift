import Synchronization
import Testing

@testable import Doors

@Suite struct LargeBodiesTests {
  private final class Scene: Sendable {
    let start = ContinuousClock.now
    let passed = Mutex(Duration.zero)
    let gone = Mutex<[String]>([])

    func bodies(limit: Int, share: Int) -> LargeBodies {
      LargeBodies(limit: limit, limitPerAddress: share) { self.start + self.passed.withLock { $0 } }
    }

    func take(_ bodies: LargeBodies, _ peer: String, received: Int) -> LargeBodies.Place? {
      let now = start + passed.withLock { $0 }
      return bodies.take(for: peer, received: received, since: now) { self.gone.withLock { $0.append(peer) } }
    }
  }

  private static let fast = 10 << 20

  @Test("Places are bounded, in all and for each address, and free again with their body's end")
  func bounded() {
    let scene = Scene()
    let bodies = scene.bodies(limit: 3, share: 2)
    var first = scene.take(bodies, "a", received: Self.fast)
    let second = scene.take(bodies, "a", received: Self.fast)
    #expect(scene.take(bodies, "a", received: Self.fast) == nil)
    let third = scene.take(bodies, "b", received: Self.fast)
    #expect(scene.take(bodies, "c", received: Self.fast) == nil)
    #expect(first != nil && second != nil && third != nil)
    first = nil
    #expect(scene.take(bodies, "c", received: Self.fast) != nil)
    #expect(scene.gone.withLock { $0 }.isEmpty)
  }

  @Test("Where none is free the slowest gives way, if it is slower than anybody may be")
  func slowest() {
    let scene = Scene()
    let bodies = scene.bodies(limit: 3, share: 3)
    let slow = scene.take(bodies, "slow", received: 70_000)
    let slower = scene.take(bodies, "slower", received: 65_537)
    let quick = scene.take(bodies, "quick", received: Self.fast)
    #expect(scene.take(bodies, "new", received: Self.fast) == nil)
    scene.passed.withLock { $0 = .seconds(2) }
    let new = scene.take(bodies, "new", received: Self.fast)
    #expect(new != nil)
    #expect(scene.gone.withLock { $0 } == ["slower"])
    // Who has caught up keeps its place.
    slow?.note(Self.fast)
    #expect(scene.take(bodies, "next", received: Self.fast) == nil)
    withExtendedLifetime((slow, slower, quick, new)) {}
  }

  @Test("A body that is whole does not give way")
  func whole() {
    let scene = Scene()
    let bodies = scene.bodies(limit: 1, share: 1)
    let place = scene.take(bodies, "a", received: 70_000)
    place?.complete()
    scene.passed.withLock { $0 = .seconds(60) }
    #expect(scene.take(bodies, "b", received: Self.fast) == nil)
    #expect(scene.gone.withLock { $0 }.isEmpty)
  }
}
