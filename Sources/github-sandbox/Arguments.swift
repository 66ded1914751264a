import CommandLine
import GitHub
import GitHubSandbox
import HTTP
import MissionCore

/// What the command line asks for, as a sandbox's configuration.
enum Arguments {
  static let manual = Manual(
    of: "github-sandbox",
    CommandDeclaration(
      "", "a small stand-in for GitHub, for trying and testing without GitHub",
      flags: [
        Flag("listen", nil, .value("ADDRESS"), "where to listen (127.0.0.1:9090; port 0 takes a free one)"),
        Flag("repo", nil, .values("OWNER/NAME"), "create a repository"),
        Flag("webhook-url", nil, .value("URL"), "give each of them a webhook there (acme/shop if none is named)"),
        Flag("webhook-secret-file", nil, .value("FILE"), "sign deliveries with the secret in FILE"),
        Flag("token-file", nil, .value("FILE"), "let in only the token in FILE (everybody)"),
        Flag("seed", nil, .value("N"), "what lost, doubled and shuffled deliveries depend on (0)"),
        Flag("drop", nil, .value("P"), "lose deliveries with this probability, 0 to 1"),
        Flag("duplicate", nil, .value("P"), "send deliveries twice with this probability"),
        Flag("shuffle", nil, .optionalValue("P"), "hold deliveries back behind later ones (P: 0.5)"),
      ],
      examples: ["github-sandbox --repo acme/shop"]),
    topics: [HelpTopic("interface", interface)])

  /// Reads what was given.
  static func configuration(_ arguments: ParsedArguments) throws(CommandFailure) -> SandboxConfiguration {
    var configuration = SandboxConfiguration()
    configuration.address = .loopback(port: 9090)
    if let text = arguments["listen"] { configuration.address = try address(text) }
    if let path = arguments["token-file"] { configuration.token = try SecretFile.read(path) }
    for text in arguments.all("repo") { configuration.repositories.append(try repository(text)) }
    if let text = arguments["seed"] { configuration.seed = try seed(text) }
    if let text = arguments["drop"] { configuration.drop = try probability(text, of: "drop") }
    if let text = arguments["duplicate"] { configuration.duplicate = try probability(text, of: "duplicate") }
    if arguments.has("shuffle") {
      configuration.shuffle = try probability(arguments["shuffle"] ?? "0.5", of: "shuffle")
    }
    var secret: Secret?
    if let path = arguments["webhook-secret-file"] { secret = try SecretFile.read(path) }
    guard let url = arguments["webhook-url"] else {
      guard secret == nil else { throw fault("--webhook-secret-file needs --webhook-url") }
      return configuration
    }
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw fault("--webhook-url must begin with http:// or https://")
    }
    configuration.webhook = .init(url: url, secret: secret)
    if configuration.repositories.isEmpty { configuration.repositories = [example] }
    return configuration
  }

  private static let example = RepositoryName(owner: "acme", name: "shop")!

  private static func fault(_ what: String) -> CommandFailure { CommandFailure(.usage, what, hint: "see --help") }

  private static func address(_ text: String) throws(CommandFailure) -> ListenAddress {
    guard let address = try? ListenAddress(text) else {
      throw fault("--listen \(text) is not an address with a port, such as 127.0.0.1:9090")
    }
    return address
  }

  private static func repository(_ text: String) throws(CommandFailure) -> RepositoryName {
    guard let name = RepositoryName(text) else { throw fault("--repo \(text) is not an owner/name") }
    return name
  }

  private static func seed(_ text: String) throws(CommandFailure) -> UInt64 {
    guard let seed = UInt64(text) else { throw fault("--seed \(text) is not a whole number from 0 up") }
    return seed
  }

  private static func probability(_ text: String, of flag: String) throws(CommandFailure) -> Double {
    guard let number = Double(text), (0...1).contains(number) else {
      throw fault("--\(flag) \(text) does not lie between 0 and 1")
    }
    return number
  }
}
