/// The names of everything a town has in Redis.
///
/// `tt:` names are the published layout that other tools read and write; everything of our own is under `sb:`, because
/// a foreign key under `tt:` breaks their listings. All keys of a town share its name, so that a town called `{acme}`
/// lies in one cluster slot.
public struct Keys: Sendable, Equatable {
  /// The town.
  public let town: String

  /// The keys of a town.
  public init(town: String) { self.town = town }

  /// A name in the published layout.
  public func shared(_ rest: String) -> String { "tt:\(town):\(rest)" }

  /// A name of our own.
  public func own(_ rest: String) -> String { "sb:\(town):\(rest)" }
}

extension Keys {
  /// String: a mission's record.
  public func mission(_ id: String) -> String { shared("mission:\(id)") }
  /// Hash: work item id → record.
  public func work(mission id: String) -> String { shared("mission:\(id):work") }
  /// Hash: watch item id → record.
  public func watches(mission id: String) -> String { shared("mission:\(id):watch") }
  /// Hash: control note id → record.
  public func control(mission id: String) -> String { shared("mission:\(id):control") }
  /// List: a mission's activity, newest first.
  public func activity(mission id: String) -> String { shared("mission:\(id):events") }
  /// Set: ids of the missions that are neither completed nor failed.
  public var activeMissions: String { shared("mission:active") }
  /// Hash: an agent's fields.
  public func agent(_ id: String) -> String { shared("agent:\(id)") }
  /// Hash: a task's fields.
  public func task(_ id: String) -> String { shared("task:\(id)") }
  /// List: an agent's messages.
  public func inbox(agent id: String) -> String { shared("inbox:\(id)") }
  /// Stream: what happens in the town.
  public var events: String { shared("events") }
  /// Stream: what happens in one mission.
  public func events(mission id: String) -> String { shared("events:mission:\(id)") }
}

extension Keys {
  /// The consumer group, and the one consumer in it, that reads the signals.
  public static let clerk = "clerk"

  /// Stream: every signal, in the order it was accepted.
  public var signals: String { own("signals") }
  /// String with a time to live: what is known of a delivery, by its GUID or idempotency key.
  public func seen(_ id: String) -> String { own("seen:\(id)") }
  /// String: a body too large for the stream, by its delivery's GUID or idempotency key.
  public func body(_ id: String) -> String { own("body:\(id)") }
}
