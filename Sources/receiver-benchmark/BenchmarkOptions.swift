/// What is to be measured.
struct BenchmarkOptions {
  private(set) var connections = 16
  private(set) var requests = 10_000
  private(set) var rounds = 3
  private(set) var seconds = 20
  private(set) var bodies = [12_000, 25_000]
  private(set) var threads = 1
  private(set) var measuresMemory = false
  private(set) var measuresEvents = false
  private(set) var isStrict = false

  /// Reads the arguments; nil when they ask for help.
  init?(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let flag = rest.popFirst() {
      switch flag {
      case "--help", "-h": return nil
      case "--memory": measuresMemory = true
      case "--events": measuresEvents = true
      case "--strict": isStrict = true
      case "--connections": connections = try Self.number(flag, &rest, 1...1024)
      case "--requests": requests = try Self.number(flag, &rest, 1...1_000_000)
      case "--rounds": rounds = try Self.number(flag, &rest, 1...99)
      case "--seconds": seconds = try Self.number(flag, &rest, 1...600)
      case "--threads": threads = try Self.number(flag, &rest, 1...16)
      case "--bodies":
        bodies = try (rest.popFirst() ?? "").split(separator: ",").map {
          try Self.number(flag, String($0), 2_000...100_000)
        }
      default: throw BenchmarkFailure(what: "unknown argument \(flag) (--help lists them)", isUsage: true)
      }
    }
  }

  private static func number(
    _ flag: String, _ rest: inout ArraySlice<String>, _ range: ClosedRange<Int>
  ) throws -> Int {
    try number(flag, rest.popFirst() ?? "", range)
  }

  private static func number(_ flag: String, _ text: String, _ range: ClosedRange<Int>) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw BenchmarkFailure(what: "\(flag) takes numbers of \(range.lowerBound)...\(range.upperBound)", isUsage: true)
    }
    return number
  }
}
