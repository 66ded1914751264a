import CommandLine
import Workers
import YAML

/// Reads an `ide.yml`: rows of panes with titles, commands and roles.
struct PanePictureReader {
  /// More would be too small to read.
  private static let mostPanes = 24
  /// Keys that other tools of this file know.
  private static let foreign = (
    root: [
      "before", "theme", "team", "orchestrator", "command_center", "auth", "tunnel", "hq", "webhooks", "sidebar",
      "description",
    ], pane: ["skill", "task", "type", "target"]
  )

  /// What is relative is relative to it.
  private let directory: String
  private var picture = PanePicture(plan: PanePlan(name: nil, rows: []))
  /// The lines of the agents so far.
  private var agentLines: [String: Int] = [:]

  /// Reads a file's bytes, or says what is wrong first.
  ///
  /// - Parameter directory: the absolute directory the file stands in.
  static func read(_ bytes: [UInt8], directory: String) throws(YAMLError) -> PanePicture {
    var reader = PanePictureReader(directory: directory)
    try reader.read(try YAMLDocument.parse(bytes))
    return reader.picture
  }

  private init(directory: String) { self.directory = directory }

  private mutating func read(_ node: YAMLNode) throws(YAMLError) {
    var root = try PaneTable(node, "the file")
    let name = try root.text("name", limit: 64)
    if let name, name.text.contains(where: { ":.#=".contains($0) }) {
      throw YAMLError(line: name.line, message: "a session's name has no ':', '.', '=' and '#' in it")
    }
    picture.plan.name = name?.text
    guard let rows = try root.list("rows"), !rows.isEmpty else {
      throw YAMLError(line: node.line, message: "there are no rows")
    }
    picture.unused += root.skip(Self.foreign.root)
    try root.finish()
    for row in rows { try read(row: row) }
    try Self.check(picture.plan.rows.map(\.share), of: "rows", line: node.line)
  }

  private mutating func read(row node: YAMLNode) throws(YAMLError) {
    var table = try PaneTable(node, "a row")
    let share = try table.share("size")
    guard let nodes = try table.list("panes"), !nodes.isEmpty else {
      throw YAMLError(line: node.line, message: "the row has no panes")
    }
    try table.finish()
    var panes: [PanePlan.Pane] = []
    for pane in nodes {
      let place = picture.plan.panes.count + panes.count
      guard place < Self.mostPanes else {
        throw YAMLError(line: pane.line, message: "there are more than \(Self.mostPanes) panes")
      }
      panes.append(try read(pane: pane, place: place))
    }
    try Self.check(panes.map(\.share), of: "panes", line: node.line)
    picture.plan.rows.append(PanePlan.Row(share: share, panes: panes))
  }

  private mutating func read(pane node: YAMLNode, place: Int) throws(YAMLError) -> PanePlan.Pane {
    var table = try PaneTable(node, "a pane")
    let title = try table.text("title", limit: 64)?.text
    let command = try table.text("command", limit: 1_000)?.text
    let share = try table.share("size")
    let role = try table.text("role", limit: 64)?.text
    let specialties = try table.words("specialty")
    let short = try table.text("dir", limit: 1_000)?.text
    let folder = try table.text("directory", limit: 1_000)?.text ?? short
    var pane = PanePlan.Pane(
      title: title ?? role ?? command?.split(separator: " ").first.map(String.init) ?? "Shell", share: share,
      command: command, directory: folder.map { $0.hasPrefix("/") ? $0 : "\(directory)/\($0)" } ?? directory,
      environment: try table.environment("env"), hasFocus: try table.flag("focus"))
    for key in table.skip(Self.foreign.pane) where !picture.unused.contains(key) { picture.unused.append(key) }
    try table.finish()
    guard role != nil || !specialties.isEmpty else { return pane }
    let agent = try agent(of: pane, role: role ?? "teammate", specialties: specialties, line: node.line)
    pane.agent = agent.name
    pane.environment["SIGNALBOX_AGENT"] = agent.name
    picture.agents.append(.init(place: place, agent: agent))
    return pane
  }

  private mutating func agent(
    of pane: PanePlan.Pane, role: String, specialties: [String], line: Int
  ) throws(YAMLError) -> NewAgent {
    let name = Self.name(of: pane.title)
    if let other = agentLines[name] {
      throw YAMLError(line: line, message: "the agent '\(name)' stands here a second time (first on line \(other))")
    }
    agentLines[name] = line
    do throws(CommandFailure) {
      return try NewAgent(name: name, role: role, specialties: specialties)
    } catch {
      throw YAMLError(line: line, message: error.what)
    }
  }

  /// `Backend 2` is the agent `backend-2`.
  private static func name(of title: String) -> String {
    let words = title.lowercased().split { !($0.isLetter || $0.isNumber || "_.".contains($0)) }
    return words.joined(separator: "-")
  }

  /// Together at most the whole, and something left for each that says nothing.
  private static func check(_ shares: [Int?], of what: String, line: Int) throws(YAMLError) {
    let sum = shares.reduce(0) { $0 + ($1 ?? 0) }
    guard sum <= 100 else { throw YAMLError(line: line, message: "the sizes of the \(what) are \(sum)% together") }
    guard sum < 100 || !shares.contains(nil) else {
      throw YAMLError(line: line, message: "the sizes of the \(what) leave nothing for those without a size")
    }
  }
}
