import Doors
import GitHub
import Glibc
import MissionStore
import Redis

/// The other child: reads what the receiver stored as the clerk does, and says what that did to its memory.
enum BenchmarkReader {
  static let childMode = "read"

  /// - Parameter arguments: the Redis socket.
  static func run(_ arguments: [String]) async {
    guard let socket = arguments.first, let address = try? RedisAddress(socket: socket) else { return }
    let connection = RedisConnection(to: address)
    let reader = SignalReader(address: address, keys: Keys(town: BenchmarkReceiver.town))
    do {
      try await reader.ensureGroup()
      var before = 0
      // The usual traffic came first: what reading it takes is not the large bodies' doing.
      while true {
        let entries = try await reader.read(block: .zero)
        guard !entries.isEmpty else { break }
        for entry in entries {
          if before == 0, case .detached = entry.body { before = ProcessFigures(of: getpid()).peakMemory }
          guard var pieces = BodyPieces(of: entry, over: connection, limit: MemoryTrial.bodySize) else { continue }
          let json = try await pieces.prunedJSON(entry.text("encoding") == "form" ? .form : .json)
          _ = try? WebhookDecoder.decode(event: entry.text("event") ?? "", body: json)
        }
        let ids = entries.map { RedisArgument.text($0.id) }
        _ = try await connection.send(
          ["XACK", .text(Keys(town: BenchmarkReceiver.town).signals), .text(Keys.clerk)] + ids)
      }
      BenchmarkCommand.say(String(ProcessFigures(of: getpid()).peakMemory - before))
    } catch {
      return
    }
  }
}
