package import CommandLine
package import MissionStore

/// Records that cannot be read, as lines for people.
package enum UnreadableLines {
  /// Nothing where there are none.
  package static func lines(_ records: [UnreadableRecord], paint: Paint) -> [String] {
    records.map { record in
      paint.bad("⚠️  \(record.key.printable(limit: 200)) cannot be read: \(record.reason.printable(limit: 200))")
    }
  }
}
