import GitHub
import TOML

/// Looks settings up in their order of precedence, and gathers everything that is wrong.
struct SettingReader {
  /// A setting's text and where it was found.
  struct Found: Sendable, Equatable {
    var text: String
    var place: String
    var isInFile: Bool
  }

  /// Everything that is wrong so far.
  private(set) var faults: [ConfigurationFault] = []
  private let flags: [String: String]
  private let surroundings: Surroundings
  private var file: [String: TOMLValue] = [:]
  private var fileName = "signalbox.toml"

  /// Reads the file that `--config` names, or `signalbox.toml` where there is one.
  init(flags: [String: String], surroundings: Surroundings) {
    self.flags = flags
    self.surroundings = surroundings
    readFile()
  }

  /// The setting as it was given, if it was. An empty variable counts as not set, as compose files leave them.
  mutating func find(_ setting: Setting) -> Found? {
    if let text = flags[setting.flag] { return Found(text: text, place: "--\(setting.flag)", isInFile: false) }
    for variable in setting.variables {
      if let text = surroundings.environment[variable], !text.isEmpty {
        return Found(text: text, place: variable, isInFile: false)
      }
    }
    return findInFile(setting)
  }

  /// A setting read by `parse`, or its default. A text that `parse` refuses is a fault, and the default stands in.
  mutating func value<Value>(
    _ setting: Setting, default standIn: Value, _ remedy: String,
    _ parse: (String) -> Result<Value, ConfigurationProblem>
  ) -> Value {
    guard let found = find(setting) else { return standIn }
    switch parse(found.text) {
    case .success(let value): return value
    case .failure(let problem):
      note(found.place, problem.text, remedy, isInData: found.isInFile)
      return standIn
    }
  }

  /// Remembers a fault.
  mutating func note(_ place: String, _ problem: String, _ remedy: String, isInData: Bool = false) {
    faults.append(ConfigurationFault(place: place, problem: problem, remedy: remedy, isInData: isInData))
  }

  /// The bytes of a secret and where they come from: flag (a file), then for each variable its value or its `_FILE`,
  /// then the file's key. Set but empty is a fault, not "none": the operator meant one.
  mutating func secretBytes(_ setting: Setting) -> (bytes: [UInt8], place: String)? {
    if let path = flags[setting.flag] { return secretFile(path, "--\(setting.flag)", isInFile: false) }
    for variable in setting.variables {
      let value = surroundings.environment[variable]
      let path = surroundings.environment[variable + "_FILE"]
      if value != nil, path != nil {
        note(variable, "it is set, and so is \(variable)_FILE", "unset one of them")
        return nil
      }
      if let path { return secretFile(path, "\(variable)_FILE", isInFile: false) }
      if let value { return checked(Array(value.utf8), variable, isInData: false) }
    }
    return findInFile(setting).flatMap { secretFile($0.text, $0.place, isInFile: true) }
  }

  /// The file that ``secretBytes(_:)`` reads; nil where the secret stands in a variable itself.
  mutating func secretFile(of setting: Setting) -> String? {
    if let path = flags[setting.flag] { return path }
    for variable in setting.variables {
      if let path = surroundings.environment[variable + "_FILE"] { return path }
      if surroundings.environment[variable] != nil { return nil }
    }
    return findInFile(setting)?.text
  }

  private mutating func secretFile(
    _ path: String, _ place: String, isInFile: Bool
  ) -> (bytes: [UInt8], place: String)? {
    guard !path.isEmpty else {
      note(place, "it names no file", "give a path", isInData: isInFile)
      return nil
    }
    switch surroundings.read(surroundings.absolute(path)) {
    case .success(let bytes): return checked(bytes, "\(place) (\(path.printable(limit: 200)))", isInData: true)
    case .failure(let fault):
      note(
        "\(place) (\(path.printable(limit: 200)))", fault.description, "give a file that can be read", isInData: true)
      return nil
    }
  }

  private mutating func checked(
    _ bytes: [UInt8], _ place: String, isInData: Bool
  ) -> (bytes: [UInt8], place: String)? {
    guard bytes.contains(where: { !$0.isBlank }) else {
      note(place, "the secret is empty", "put a secret there, or take the setting away", isInData: isInData)
      return nil
    }
    return (bytes, place)
  }

  private mutating func findInFile(_ setting: Setting) -> Found? {
    guard let value = file[setting.key] else { return nil }
    let place = "\(fileName): \(setting.key)"
    switch value {
    case .string(let text): return Found(text: text, place: place, isInFile: true)
    case .integer(let number): return Found(text: String(number), place: place, isInFile: true)
    case .float, .boolean, .dateTime, .array, .table:
      note(place, "it is neither text nor a whole number", "write \(setting.key) = \"…\"", isInData: true)
      // Said once; later lookups of the same setting find nothing.
      file[setting.key] = nil
      return nil
    }
  }

  private mutating func readFile() {
    let named = flags["config"]
    fileName = named?.printable(limit: 200) ?? fileName
    switch surroundings.read(surroundings.absolute(named ?? "signalbox.toml")) {
    case .failure(.missing) where named == nil: break
    case .failure(let fault): note(fileName, fault.description, "give a file that can be read", isInData: named == nil)
    case .success(let bytes): parse(bytes)
    }
  }

  private mutating func parse(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return note(fileName, "it is not UTF-8", "save it as UTF-8", isInData: true)
    }
    do throws(TOMLError) {
      file = try TOMLDocument.parse(text)
    } catch {
      return note(
        fileName, "line \(error.line): \(error.message.printable())", "see https://toml.io for the syntax",
        isInData: true)
    }
    let known = Setting.all.map(\.key)
    for key in file.keys.sorted() where !known.contains(key) {
      let nearest = Spelling.nearest(to: key, in: known)
      note(
        fileName, "unknown key \(key.quotedForPeople)",
        nearest.map { "did you mean \($0)?" } ?? "known are \(known.joined(separator: ", "))", isInData: true)
    }
  }
}
