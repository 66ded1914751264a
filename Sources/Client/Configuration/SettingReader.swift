import CommandLine
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
  /// The directory that paths in the file count from.
  private var fileDirectory: String
  /// The settings that a file would have made which nobody named: they are told, and have no effect.
  private(set) var ignored: [String] = []

  /// Reads the file that `--config` names, or the nearest `signalbox.toml` from the working directory upwards.
  init(flags: [String: String], surroundings: Surroundings) {
    self.flags = flags
    self.surroundings = surroundings
    fileDirectory = surroundings.workingDirectory
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

  /// A setting of several texts, each read by `parse`: an array in the file; in a variable or flag they are parted by
  /// commas or lines, lines where an element holds commas.
  mutating func list<Value>(
    _ setting: Setting, _ remedy: String, _ parse: (String) -> Result<Value, ConfigurationProblem>
  ) -> [Value] {
    var texts: [String] = []
    var place = "\(fileName): \(setting.key)"
    var isInFile = true
    let isSetElsewhere =
      flags[setting.flag] != nil
      || setting.variables.contains { !(surroundings.environment[$0] ?? "").isEmpty }
    if !isSetElsewhere, case .array(let values)? = file[setting.key] {
      for value in values {
        guard case .string(let text) = value else {
          note(place, "it holds something that is no text", remedy, isInData: true)
          return []
        }
        texts.append(text)
      }
    } else if let found = find(setting) {
      (place, isInFile) = (found.place, found.isInFile)
      let separators: (Character) -> Bool = found.text.contains(where: \.isNewline) ? { $0.isNewline } : { $0 == "," }
      texts = found.text.split(whereSeparator: separators).map { String($0.trimmingBlanks) }
    }
    return texts.compactMap { text in
      switch parse(text) {
      case .success(let value): return value
      case .failure(let problem):
        note(place, problem.text, remedy, isInData: isInFile)
        return nil
      }
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
    return findInFile(setting).flatMap { secretFile(fromFile($0.text), $0.place, isInFile: true) }
  }

  /// The file that ``secretBytes(_:)`` reads; nil where the secret stands in a variable itself.
  mutating func secretFile(of setting: Setting) -> String? {
    if let path = flags[setting.flag] { return path }
    for variable in setting.variables {
      if let path = surroundings.environment[variable + "_FILE"] { return path }
      if surroundings.environment[variable] != nil { return nil }
    }
    return findInFile(setting).map { fromFile($0.text) }
  }

  /// A path as the file means it: it counts from the file, wherever a command runs.
  func fromFile(_ path: String) -> String {
    path.isEmpty || path.hasPrefix("/") ? path : "\(fileDirectory)/\(path)"
  }

  private mutating func secretFile(
    _ path: String, _ place: String, isInFile: Bool
  ) -> (bytes: [UInt8], place: String)? {
    guard !path.isEmpty else {
      note(place, "it names no file", "give a path", isInData: isInFile)
      return nil
    }
    let absolute = surroundings.absolute(path)
    switch surroundings.read(absolute) {
    case .success(let bytes):
      let name = "\(place) (\(path.printable(limit: 200)))"
      if let ownership = surroundings.ownership(absolute), ownership.isWritableByOthers {
        note(name, "others than its owner may write it", "chmod go-w", isInData: true)
        return nil
      }
      return checked(bytes, name, isInData: true)
    case .failure(let fault):
      note(
        "\(place) (\(path.printable(limit: 200)))", fault.description, "give a file that can be read", isInData: true)
      return nil
    }
  }

  private mutating func checked(
    _ bytes: [UInt8], _ place: String, isInData: Bool
  ) -> (bytes: [UInt8], place: String)? {
    if let problem = SecretLines.problem(of: bytes) {
      note(place, problem.text, "put the secret there, or take the setting away", isInData: isInData)
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
    guard let named = flags["config"] else { return findFile() }
    fileName = named.printable(limit: 200)
    let path = surroundings.absolute(named)
    fileDirectory = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
    switch surroundings.read(path) {
    case .failure(let fault): note(fileName, fault.description, "give a file that can be read")
    case .success(let bytes):
      switch Self.parse(bytes) {
      case .failure(let problem): note(fileName, problem.text, Self.syntaxRemedy, isInData: true)
      case .success(let table):
        file = table
        nameUnknownKeys()
      }
    }
  }

  /// Takes the harmless keys of the nearest file. It may be an agent's checkout that holds it: somebody else's words
  /// must not say where tasks come from or where a token goes.
  private mutating func findFile() {
    for directory in surroundings.ancestors {
      let path = "\(directory)/\(fileName)"
      guard surroundings.ownership(path)?.isFile ?? true else { return ignoreFile("it is no file") }
      switch surroundings.read(path) {
      case .failure(.missing): continue
      case .failure(let fault): return ignoreFile(fault.description)
      case .success(let bytes):
        fileDirectory = directory
        return takeHarmless(bytes)
      }
    }
  }

  private mutating func takeHarmless(_ bytes: [UInt8]) {
    switch Self.parse(bytes) {
    case .failure(let problem): ignoreFile(problem.text)
    case .success(let table):
      let harmless = Set(Setting.harmless.map(\.key))
      file = table.filter { harmless.contains($0.key) }
      ignored = table.keys.filter { !harmless.contains($0) }.sorted().map { $0.printable(limit: 100) }
    }
  }

  private mutating func ignoreFile(_ reason: String) { ignored = ["everything: \(reason)"] }

  private static let syntaxRemedy = "see https://toml.io for the syntax"

  private static func parse(_ bytes: [UInt8]) -> Result<[String: TOMLValue], ConfigurationProblem> {
    guard let text = String(validating: bytes, as: UTF8.self) else { return .failure("it is not UTF-8") }
    do throws(TOMLError) {
      return .success(try TOMLDocument.parse(text))
    } catch {
      return .failure(ConfigurationProblem(text: "line \(error.line): \(error.message.printable())"))
    }
  }

  private mutating func nameUnknownKeys() {
    let known = Setting.all.map(\.key)
    for key in file.keys.sorted() where !known.contains(key) {
      let nearest = Spelling.nearest(to: key, in: known)
      note(
        fileName, "unknown key \(key.quotedForPeople)",
        nearest.map { "did you mean \($0)?" } ?? "known are \(known.joined(separator: ", "))", isInData: true)
    }
  }
}
