import CommandLine
import Glibc

/// What the executable does with its arguments.
enum BenchmarkCommand {
  /// Runs what the arguments ask for, and ends the process.
  static func run(_ arguments: [String]) async -> Never {
    if arguments.first == BenchmarkReceiver.childMode {
      await BenchmarkReceiver.run(Array(arguments.dropFirst()))
      exit(0)
    }
    if arguments.first == BenchmarkReader.childMode {
      await BenchmarkReader.run(Array(arguments.dropFirst()))
      exit(0)
    }
    do {
      guard case .run(_, let parsed) = try ArgumentReader.read(arguments, against: BenchmarkOptions.manual) else {
        say(HelpText.lines(for: [], in: BenchmarkOptions.manual).joined(separator: "\n"))
        exit(0)
      }
      let options = try BenchmarkOptions(parsed)
      let isMet =
        if options.measuresMailbox {
          try await MailboxTrial(options).run()
        } else if options.measuresEvents {
          try await EventTrial(options).run()
        } else if options.measuresMemory {
          try await MemoryTrial(options).run()
        } else {
          try await ThroughputTrial(options).run()
        }
      exit(isMet || !options.isStrict ? 0 : 1)
    } catch let failure as CommandFailure {
      complain("receiver-benchmark: \(failure.what) (\(failure.hint))")
      exit(failure.code.rawValue)
    } catch {
      complain("receiver-benchmark: \((error as? BenchmarkFailure)?.what ?? "\(error)")")
      exit(69)
    }
  }

  /// Prints a line at once, also into a pipe.
  static func say(_ text: String) { writeAll(Array((text + "\n").utf8), to: STDOUT_FILENO) }

  private static func complain(_ text: String) { writeAll(Array((text + "\n").utf8), to: STDERR_FILENO) }
}
