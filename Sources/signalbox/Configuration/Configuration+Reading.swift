import GitHub
import HTTP
import MissionCore
import MissionStore

extension Configuration {
  /// The longest town name: it stands in every key.
  static let longestTownName = 128

  /// Reads everything, or says everything that is wrong.
  ///
  /// - Parameter secrets: whether the service's secrets are read and checked too.
  static func read(
    flags: [String: String], surroundings: Surroundings, secrets: Bool
  ) throws(ConfigurationFaults) -> Configuration {
    var reader = SettingReader(flags: flags, surroundings: surroundings)
    var configuration = Configuration(shared: &reader, surroundings: surroundings)
    if secrets { configuration.readSecrets(&reader) }
    guard reader.faults.isEmpty else { throw ConfigurationFaults(faults: reader.faults) }
    return configuration
  }

  private init(shared reader: inout SettingReader, surroundings: Surroundings) {
    town = reader.value(.town, default: "default", "choose a name without colons", Self.town)
    data = reader.value(.data, default: ".signalbox", "give a directory", Self.path)
    let socket = "\(data)/redis.sock"
    store = reader.value(
      .redis, default: .embedded(socket: socket), "write embedded, redis://host:port/db or unix:///path"
    ) { Self.store($0, socket: socket) }
    listen = reader.address(.listen, default: "0.0.0.0:8080")
    adminListen = reader.address(.adminListen, default: "127.0.0.1:8081")
    adminToken = nil
    webhookSecrets = []
    githubAPI = reader.value(
      .githubAPI, default: "https://api.github.com", "write https://host or https://host/api/v3", Self.webAddress)
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
    logLevel = reader.word(.logLevel, default: .info)
    logFormat = reader.word(.logFormat, default: surroundings.isErrorTerminal ? .text : .json)
    repository = repository ?? GitOrigin.repository(around: surroundings)
  }

  private mutating func readSecrets(_ reader: inout SettingReader) {
    adminToken = reader.secretBytes(.adminToken).flatMap { reader.secret($0.bytes, $0.place) }
    if let found = reader.secretBytes(.webhookSecret) {
      webhookSecretFile = reader.secretFile(of: .webhookSecret)
      webhookSecrets = found.bytes.lines.compactMap { try? Secret(bytes: $0) }
    }
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

  private static func webAddress(_ text: String) -> Result<String, ConfigurationProblem> {
    guard let address = WebAddress(text) else { return .failure("it is not the address of an API") }
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
    let lines = bytes.lines
    guard lines.count == 1, let secret = try? Secret(bytes: lines[0].trimmed) else {
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
  /// The lines that are not blank, without their ends.
  fileprivate var lines: [[UInt8]] {
    split { $0 == 0x0A || $0 == 0x0D }.map(Array.init).filter { $0.contains { !$0.isBlank } }
  }

  /// Without blanks around.
  fileprivate var trimmed: [UInt8] {
    guard let first = firstIndex(where: { !$0.isBlank }), let last = lastIndex(where: { !$0.isBlank }) else {
      return []
    }
    return Array(self[first...last])
  }

  fileprivate func contains(text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
