import GitHub
import GitHubSandbox
import HTTP
import MissionCore

/// What the command line asks for.
enum Arguments {
  case help
  case run(SandboxConfiguration)

  /// Why a command line makes no sense; the text is for the reader.
  struct Fault: Error, Equatable {
    var message: String
  }

  /// Reads the arguments, without the program's name.
  static func read(_ arguments: [String]) throws(Fault) -> Arguments {
    var words = arguments[...]
    var configuration = SandboxConfiguration()
    configuration.address = .loopback(port: 9090)
    var webhookURL: String?
    var secret: Secret?
    while let word = words.popFirst() {
      let (flag, attached) = split(word)
      func value() throws(Fault) -> String {
        if let attached { return attached }
        guard let next = words.popFirst() else { throw Fault(message: "\(flag) needs a value") }
        return next
      }
      switch flag {
      case "--help", "-h": return .help
      case "--listen": configuration.address = try address(value())
      case "--webhook-url": webhookURL = try value()
      case "--webhook-secret-file": secret = try SecretFile.read(value())
      case "--token-file": configuration.token = try SecretFile.read(value())
      case "--repo": configuration.repositories.append(try repository(value()))
      case "--seed": configuration.seed = try seed(value())
      case "--drop": configuration.drop = try probability(value(), of: flag)
      case "--duplicate": configuration.duplicate = try probability(value(), of: flag)
      case "--shuffle":
        // Alone it means every other delivery; a number may be attached.
        configuration.shuffle = try attached.map { text throws(Fault) in try probability(text, of: flag) } ?? 0.5
      default: throw Fault(message: "unknown argument \(word)")
      }
    }
    if let webhookURL {
      guard webhookURL.hasPrefix("http://") || webhookURL.hasPrefix("https://") else {
        throw Fault(message: "--webhook-url must begin with http:// or https://")
      }
      configuration.webhook = .init(url: webhookURL, secret: secret)
      if configuration.repositories.isEmpty { configuration.repositories = [Self.example] }
    } else if secret != nil {
      throw Fault(message: "--webhook-secret-file needs --webhook-url")
    }
    return .run(configuration)
  }

  private static let example = RepositoryName(owner: "acme", name: "shop")!

  private static func split(_ word: String) -> (flag: String, value: String?) {
    guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }

  private static func address(_ text: String) throws(Fault) -> ListenAddress {
    guard let address = try? ListenAddress(text) else {
      throw Fault(message: "--listen \(text) is not an address with a port, such as 127.0.0.1:9090")
    }
    return address
  }

  private static func repository(_ text: String) throws(Fault) -> RepositoryName {
    guard let name = RepositoryName(text) else { throw Fault(message: "--repo \(text) is not an owner/name") }
    return name
  }

  private static func seed(_ text: String) throws(Fault) -> UInt64 {
    guard let seed = UInt64(text) else { throw Fault(message: "--seed \(text) is not a whole number from 0 up") }
    return seed
  }

  private static func probability(_ text: String, of flag: String) throws(Fault) -> Double {
    guard let number = Double(text), (0...1).contains(number) else {
      throw Fault(message: "\(flag) \(text) does not lie between 0 and 1")
    }
    return number
  }
}
