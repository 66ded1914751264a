/// Decides what becomes of each delivery: sent, lost, sent twice, or held back behind later ones.
///
/// The same seed and the same sequence of deliveries give the same decisions. Every delivery uses up the same number of
/// random numbers, so that changing one probability leaves the other decisions as they are.
package struct DeliverySchedule: Sendable {
  /// What is to be done with a delivery.
  package enum Step: Sendable, Equatable {
    case send(Int)
    /// Sent once more with the same GUID.
    case sendAgain(Int)
    case lose(Int)
  }

  var mishaps: DeliveryMishaps
  private var generator: SplitMix
  private var held: [(step: Step, wait: Int)] = []

  /// The longest a delivery is held back, in later deliveries.
  static let longestWait = 6

  init(seed: UInt64 = 0, _ mishaps: DeliveryMishaps = DeliveryMishaps()) {
    generator = SplitMix(seed: seed)
    self.mishaps = mishaps
  }

  /// Takes a delivery in; returns what is to be done now, in order.
  package mutating func plan(_ delivery: Int) -> [Step] {
    let isLost = generator.fraction() < mishaps.drop
    let isDoubled = generator.fraction() < mishaps.duplicate
    let steps: [Step] =
      isLost ? [.lose(delivery)] : isDoubled ? [.send(delivery), .sendAgain(delivery)] : [.send(delivery)]
    let waits = (0..<2).map { _ in
      let isHeld = generator.fraction() < mishaps.shuffle
      let wait = 1 + Int(generator.next() % UInt64(Self.longestWait))
      return isHeld ? wait : 0
    }
    for index in held.indices { held[index].wait -= 1 }
    var now: [Step] = []
    for (step, wait) in zip(steps, waits) {
      if wait == 0 { now.append(step) } else { held.append((step, wait)) }
    }
    now += held.filter { $0.wait <= 0 }.map(\.step)
    held.removeAll { $0.wait <= 0 }
    return now
  }

  /// Lets go of everything that is held back, in an order of its own.
  package mutating func flush() -> [Step] {
    let steps = held.map(\.step).shuffled(using: &generator)
    held = []
    return steps
  }
}
