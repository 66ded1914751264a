package import CommandLine
import GitHub
import HTTP
import MissionCore
import MissionStore
import Redis

extension Configuration {
  /// The longest town name: it stands in every key.
  static let longestTownName = 128

  /// Reads everything, or says everything that is wrong.
  ///
  /// - Parameter secrets: whether the service's secrets are read and checked too.
  package static func read(
    flags: [String: String], surroundings: Surroundings, secrets: Bool
  ) throws(ConfigurationFaults) -> Configuration {
    var reader = SettingReader(flags: flags, surroundings: surroundings)
    var configuration = Configuration(shared: &reader, surroundings: surroundings)
    if secrets { configuration.readSecrets(&reader) }
    configuration.ignoredSettings = reader.ignored
    configuration.unknownVariables = Setting.unknownVariables(in: surroundings.environment)
    configuration.checkData(&reader, surroundings)
    guard reader.faults.isEmpty else { throw ConfigurationFaults(faults: reader.faults) }
    return configuration
  }

  private init(shared reader: inout SettingReader, surroundings: Surroundings) {
    town = reader.value(.town, default: "default", "choose a name without colons", Self.town)
    data = Self.data(&reader, surroundings)
    let socket = "\(data)/redis.sock"
    store = reader.value(
      .redis, default: .embedded(socket: socket), "write embedded, redis://host:port/db or unix:///path"
    ) { Self.store($0, socket: socket) }
    redisDurability = reader.word(.redisDurability, default: .required)
    listen = reader.address(.listen, default: "0.0.0.0:8080")
    trustedProxies = reader.value(
      .trustedProxy, default: [], "write 10.0.0.0/8 or one address, or several with commas", Self.proxies)
    adminListen = reader.address(.adminListen, default: "127.0.0.1:8081")
    adminHosts = reader.value(.adminHost, default: [], "write box.example.com, or several with commas") { text in
      .success(text.split(separator: ",").map { $0.trimmingBlanks.lowercased() })
    }
    adminToken = nil
    webhookSecrets = []
    let allowsPlainHTTP = reader.value(.plainHTTP, default: false, "write yes or no", Self.answer)
    githubAPI = reader.value(
      .githubAPI, default: "https://api.github.com", "write https://host or https://host/api/v3"
    ) { Self.webAddress($0, allowsPlainHTTP: allowsPlainHTTP) }
    githubIdentity = .anonymous
    address = reader.value(.address, default: nil, "write https://host or https://host/path") { text in
      do throws(HookAddress.Fault) {
        return .success(try HookAddress(base: text))
      } catch {
        return .failure("\(text.quotedForPeople) is not an address that GitHub could deliver to")
      }
    }
    repository = reader.value(.repository, default: nil, "write owner/name") { text in
      RepositoryName(text).map { .success($0) } ?? .failure("\(text.quotedForPeople) is not an owner/name")
    }
    tickSeconds = reader.value(.tick, default: 30, "give seconds from 1 to 3600") { text in
      guard let seconds = Int(text), (1...3600).contains(seconds) else {
        return .failure("\(text.quotedForPeople) is not a number from 1 to 3600")
      }
      return .success(seconds)
    }
    notify = reader.list(.notify, "write [\"https://…\", \"exec:PROGRAM\"]", NotifyTarget.read)
    startFrom = Set(
      reader.list(.startFrom, "write [\"comment\", \"label\"]") { text in
        StartSource(rawValue: text.lowercased()).map { .success($0) }
          ?? .failure("\(text.quotedForPeople) is neither comment nor label")
      })
    logLevel = reader.word(.logLevel, default: .info)
    logFormat = reader.word(.logFormat, default: surroundings.isErrorTerminal ? .text : .json)
    repository = repository ?? GitOrigin.repository(around: surroundings)
  }

  private mutating func readSecrets(_ reader: inout SettingReader) {
    adminToken = reader.secretBytes(.adminToken).flatMap { reader.secret($0.bytes, $0.place) }
    if let found = reader.secretBytes(.webhookSecret) {
      webhookSecretFile = reader.secretFile(of: .webhookSecret)
      webhookSecrets = SecretLines.lines(of: found.bytes).compactMap { try? Secret(bytes: $0) }
    }
    notifySecret = reader.secretBytes(.notifySecret).flatMap { reader.secret($0.bytes, $0.place) }
    readIdentity(&reader)
    if !adminListen.isLoopback, adminToken == nil, !reader.hasFault(of: .adminToken) {
      reader.note(
        "--admin-listen", "\(adminListen) can be reached from other machines and has no token",
        "set --admin-token-file, or listen on 127.0.0.1")
    }
  }

  private mutating func readIdentity(_ reader: inout SettingReader) {
    let token = reader.secretBytes(.githubToken)
    let appID = reader.find(.githubAppID)
    let key = reader.secretBytes(.githubAppKey)
    if appID == nil, key == nil {
      githubIdentity = token.flatMap { reader.secret($0.bytes, $0.place) }.map { .token($0) } ?? .anonymous
      return
    }
    guard let appID, let key else {
      if appID == nil { reader.note("SIGNALBOX_GITHUB_APP_ID", "the App's key is set, its id is not", "set both") }
      if key == nil, !reader.hasFault(of: .githubAppKey) {
        reader.note("SIGNALBOX_GITHUB_APP_KEY_FILE", "the App's id is set, its key is not", "set both")
      }
      return
    }
    // GITHUB_TOKEN lies around in many environments; any other token was set on purpose.
    if let token, !token.place.hasPrefix("GITHUB_TOKEN") {
      reader.note(token.place, "there is a token, and a GitHub App too", "take one of them away")
    }
    guard appID.text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) || appID.text.hasPrefix("Iv") else {
      return reader.note(appID.place, "it is not an App's id or client id", "see the App's settings page")
    }
    guard key.bytes.contains(text: "-----BEGIN "), key.bytes.contains(text: "PRIVATE KEY-----"),
      let secret = try? Secret(bytes: key.bytes)
    else { return reader.note(key.place, "it holds no private key", "give the App's .pem file", isInData: true) }
    githubIdentity = .app(id: appID.text, key: secret)
  }

  private static func town(_ text: String) -> Result<String, ConfigurationProblem> {
    guard !text.isEmpty, text.utf8.count <= longestTownName else {
      return .failure("a town's name has 1 to \(longestTownName) bytes")
    }
    // A colon would let one town's keys be another's.
    guard !text.contains(":"), text.printable(limit: longestTownName) == text else {
      return .failure("\(text.quotedForPeople) holds a colon or a control character")
    }
    return .success(text)
  }

  private static func path(_ text: String) -> Result<String, ConfigurationProblem> {
    guard !text.isEmpty, !text.utf8.contains(0) else { return .failure("it is not a path") }
    return .success(text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text)
  }

  private static func store(_ text: String, socket: String) -> Result<Store, ConfigurationProblem> {
    if text == "embedded" { return .success(.embedded(socket: socket)) }
    do throws(RedisAddressError) {
      return .success(.external(try RedisAddress(parsing: text)))
    } catch {
      // Its own remedy stands in brackets at the end.
      return .failure(ConfigurationProblem(text: error.description))
    }
  }

  /// The data directory as it was given, or the nearest `.signalbox` upwards, as git looks for `.git`; a new one here.
  private static func data(_ reader: inout SettingReader, _ surroundings: Surroundings) -> String {
    let usual = ".signalbox"
    if let found = reader.find(.data), found.isInFile, case .success(let path) = path(found.text) {
      return reader.fromFile(path)
    }
    let nearest = surroundings.ancestors.first { surroundings.ownership("\($0)/\(usual)") != nil }
    let standIn = nearest == nil || nearest == surroundings.workingDirectory ? usual : "\(nearest ?? "")/\(usual)"
    return reader.value(.data, default: standIn, "give a directory", Self.path)
  }

  /// Who may write the data directory decides what is handed out and what is trusted: it must be ours alone.
  private func checkData(_ reader: inout SettingReader, _ surroundings: Surroundings) {
    guard let ownership = surroundings.ownership(surroundings.absolute(data)) else { return }
    let place = "--data (\(data.printable(limit: 200)))"
    if !ownership.isOurs {
      reader.note(place, "it belongs to another user", "run as that user, or name a directory of your own")
    } else if ownership.isWritableByOthers {
      reader.note(place, "others than its owner may write there", "chmod go-w")
    }
  }

  private static func proxies(_ text: String) -> Result<[AddressBlock], ConfigurationProblem> {
    var blocks: [AddressBlock] = []
    for word in text.split(separator: ",").map({ $0.trimmingBlanks }) {
      guard let block = AddressBlock(String(word)) else {
        return .failure("\(String(word).quotedForPeople) is no block of addresses")
      }
      blocks.append(block)
    }
    return .success(blocks)
  }

  private static func answer(_ text: String) -> Result<Bool, ConfigurationProblem> {
    switch text.lowercased() {
    case "yes", "true", "1": .success(true)
    case "no", "false", "0": .success(false)
    default: .failure("\(text.quotedForPeople) is neither yes nor no")
    }
  }

  private static func webAddress(
    _ text: String, allowsPlainHTTP: Bool
  ) -> Result<String, ConfigurationProblem> {
    guard let address = WebAddress(text) else { return .failure("it is not the address of an API") }
    guard address.isPrivate || allowsPlainHTTP else {
      return .failure("plain http shows the token to everybody on the way; --allow-plain-http yes lets it")
    }
    return .success(address.text)
  }
}

extension SettingReader {
  fileprivate mutating func address(_ setting: Setting, default standIn: String) -> ListenAddress {
    guard let fallback = try? ListenAddress(standIn) else {
      preconditionFailure("Invalid state: a default is malformed")
    }
    return value(setting, default: fallback, "write address:port, such as 127.0.0.1:8081 or [::1]:8081") { text in
      (try? ListenAddress(text)).map { .success($0) }
        ?? .failure("\(text.quotedForPeople) is not a numeric address and a port")
    }
  }

  fileprivate mutating func word<Word: RawRepresentable & CaseIterable>(
    _ setting: Setting, default standIn: Word
  ) -> Word where Word.RawValue == String {
    let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
    return value(setting, default: standIn, "write one of \(words)") { text in
      Word(rawValue: text.lowercased()).map { .success($0) }
        ?? .failure("\(text.quotedForPeople) is not one of \(words)")
    }
  }

  /// A secret of one line.
  fileprivate mutating func secret(_ bytes: [UInt8], _ place: String) -> Secret? {
    let lines = SecretLines.lines(of: bytes)
    guard lines.count == 1, let secret = try? Secret(bytes: lines[0]) else {
      note(place, "it holds \(lines.count) lines, a token is one", "keep one line", isInData: true)
      return nil
    }
    return secret
  }

  /// Whether something was found wrong with any of a setting's names.
  fileprivate func hasFault(of setting: Setting) -> Bool {
    let names = ["--\(setting.flag)"] + setting.variables
    return faults.contains { fault in names.contains { fault.place.hasPrefix($0) } || fault.place.contains(setting.key)
    }
  }
}

extension [UInt8] {
  fileprivate func contains(text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
