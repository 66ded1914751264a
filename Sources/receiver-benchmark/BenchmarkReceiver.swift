import CommandLine
import Doors
import GitHub
import Glibc
import HTTP
import MissionCore
import MissionStore
import Redis
import System

/// The child: the webhook door with its store, as `signalbox serve` runs them, until its input is closed.
enum BenchmarkReceiver {
  static let childMode = "receive"
  static let secret = "a benchmark's secret"
  static let town = "benchmark"

  /// - Parameter arguments: the Redis socket, a directory for temporary files, and how many threads to use.
  static func run(_ arguments: [String]) async {
    guard arguments.count == 3, let address = try? RedisAddress(socket: arguments[0]), let threads = Int(arguments[2])
    else { return }
    do {
      // Far beyond what a trial sends: the high-water mark is not what is measured.
      let intake = SignalIntake(address: address, keys: Keys(town: town), limits: .init(highWaterMark: 100_000_000))
      let metrics = Metrics()
      let door = WebhookDoor(
        keys: try SignatureKeys([try Secret(secret)]), acceptor: intake, directory: arguments[1], metrics: metrics,
        wallClock: Timestamp.now)
      var configuration = ServerConfiguration.webhooks(on: .loopback())
      configuration.threads = threads
      let server = try Server(configuration, handler: door) { metrics.observed($0) }
      BenchmarkCommand.say(String(server.port))
      await waitForTheEnd()
      await server.drain(within: .seconds(2))
      intake.close()
    } catch {
      return
    }
  }

  private static func waitForTheEnd() async {
    await OwnedThread.run(name: "benchmark") {
      var byte: UInt8 = 0
      while read(STDIN_FILENO, &byte, 1) > 0 {}
    }
  }
}
