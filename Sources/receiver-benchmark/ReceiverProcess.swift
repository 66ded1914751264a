import Glibc

/// The receiver, seen from the process that measures it.
struct ReceiverProcess {
  let port: UInt16
  let process: SpawnedProcess

  init(redis socket: String, directory: String, threads: Int) throws {
    process = try SpawnedProcess("/proc/self/exe", [BenchmarkReceiver.childMode, socket, directory, String(threads)])
    guard let port = UInt16(try process.line(within: 10)) else {
      throw BenchmarkFailure(what: "the receiver did not start")
    }
    self.port = port
  }
}
