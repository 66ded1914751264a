import Dispatch
import Glibc

/// Waits for SIGTERM or SIGINT.
struct EndSignals {
  private let sources: [any DispatchSourceSignal]
  private let stream: AsyncStream<Void>

  /// Begins to listen; from here on the signals do not end the process by themselves.
  init() {
    let (stream, arrivals) = AsyncStream.makeStream(of: Void.self)
    sources = [SIGTERM, SIGINT].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { arrivals.yield() }
      source.resume()
      // After the source, which alone would not keep the signal from ending the process.
      signal(number, SIG_IGN)
      return source
    }
    self.stream = stream
  }

  /// Returns at the first signal.
  func next() async {
    for await _ in stream { break }
    // Nobody else holds the sources, and without them no signal is heard.
    withExtendedLifetime(sources) {}
  }
}
