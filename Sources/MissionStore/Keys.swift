/// The names of everything a town has in Redis.
///
/// `tt:` names are the published layout that other tools read and write; everything of our own is under `sb:`, because
/// a foreign key under `tt:` breaks their listings. All keys of a town share its name, so that a town called `{acme}`
/// lies in one cluster slot.
package struct Keys: Sendable, Equatable {
  /// Whose keys they are: every key of ours holds it.
  package let town: String

  /// The keys of a town.
  package init(town: String) { self.town = town }

  /// A name in the published layout.
  package func shared(_ rest: String) -> String { "tt:\(town):\(rest)" }

  /// A name of our own.
  package func own(_ rest: String) -> String { "sb:\(town):\(rest)" }
}

extension Keys {
  /// String: a mission's record.
  package func mission(_ id: String) -> String { shared("mission:\(id)") }
  /// Hash: work item id → record.
  package func work(mission id: String) -> String { shared("mission:\(id):work") }
  /// Hash: watch item id → record.
  package func watches(mission id: String) -> String { shared("mission:\(id):watch") }
  /// Hash: control note id → record.
  package func control(mission id: String) -> String { shared("mission:\(id):control") }
  /// List: a mission's activity, newest first.
  package func activity(mission id: String) -> String { shared("mission:\(id):events") }
  /// Set: ids of the missions that are neither completed nor failed.
  package var activeMissions: String { shared("mission:active") }
  /// Hash: an agent's fields.
  package func agent(_ id: String) -> String { shared("agent:\(id)") }
  /// Hash: a task's fields.
  package func task(_ id: String) -> String { shared("task:\(id)") }
  /// List: an agent's messages.
  package func inbox(agent id: String) -> String { shared("inbox:\(id)") }
  /// List: an agent's urgent messages, which go before all others.
  package func urgent(agent id: String) -> String { shared("urgent:\(id)") }
  /// Stream: what happens in the town.
  package var events: String { shared("events") }
  /// Stream: what happens in one mission.
  package func events(mission id: String) -> String { shared("events:mission:\(id)") }
}

extension Keys {
  /// The consumer group, and the one consumer in it, that reads the signals.
  package static let clerk = "clerk"

  /// Stream: every signal, in the order it was accepted.
  package var signals: String { own("signals") }
  /// String with a time to live: what is known of a delivery, by its GUID or idempotency key.
  package func seen(_ id: String) -> String { own("seen:\(id)") }
  /// String: a body too large for the stream, by its delivery's GUID or idempotency key.
  package func body(_ id: String) -> String { own("body:\(id)") }
}
