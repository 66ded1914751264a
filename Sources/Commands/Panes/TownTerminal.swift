import Client
import CommandLine
import Glibc
import MissionCore
import MissionStore
import Redis
import Workers
import YAML

/// Where a town's terminal session is opened, shown and ended.
struct TownTerminal: Sendable {
  /// The file that describes it where nothing else is said.
  static let file = "ide.yml"
  /// What a window has that no terminal shows yet.
  private static let ordinarySize = (columns: 200, lines: 50)

  let session: Session
  /// The program behind it.
  let tmux: Tmux
  /// What of our environment tmux and what runs in it may see: no setting of ours, and so no secret of ours.
  let environment: [String: String]

  init(_ session: Session) {
    self.session = session
    environment = session.surroundings.environment.filter { !$0.key.hasPrefix("SIGNALBOX_") }
    tmux = Tmux(environment: environment, directory: session.surroundings.workingDirectory)
  }

  /// The path of tmux; refuses to go on where there is none.
  @discardableResult
  func program() throws(CommandFailure) -> String {
    if let path = ProgramPath.find(["tmux"], in: environment["PATH"]) { return path }
    throw CommandFailure(.notFound, "the program tmux is not on the PATH", hint: "install it: apt-get install tmux")
  }

  /// The session of this town, whatever it is called; nil where none is open.
  func running() async -> PaneSession? { await PaneSession.all(tmux).first { $0.owner == owner } }

  /// What the file describes.
  func picture(_ path: String) throws(CommandFailure) -> PanePicture {
    let shown = path.printable(limit: 200)
    let absolute = session.surroundings.absolute(path)
    switch session.surroundings.read(absolute) {
    case .failure(let fault):
      throw CommandFailure(
        fault == .missing ? .notFound : .badData, "\(shown): \(fault.description)",
        hint: fault == .missing ? "'signalbox init --template missions' makes one" : "check the file")
    case .success(let bytes):
      let directory = absolute.lastIndex(of: "/").map { String(absolute[..<$0]) } ?? "/"
      do throws(YAMLError) {
        return try PanePictureReader.read(bytes, directory: directory)
      } catch {
        throw CommandFailure(
          .badData, "\(shown), line \(error.line): \(error.message.printable(limit: 300))", hint: "mend the file")
      }
    }
  }

  /// Opens the panes.
  func open(_ picture: PanePicture) async throws(CommandFailure) -> String {
    let name = picture.plan.name ?? "signalbox-\(session.configuration.town)".filter { !":.#=".contains($0) }
    guard await !PaneSession.all(tmux).contains(where: { $0.name == name }) else {
      throw CommandFailure(
        .badData, "a tmux session \(name.quotedForPeople) is open that is not this town's",
        hint: "write another name into ide.yml")
    }
    do throws(TmuxFault) {
      try await PaneSession.open(
        picture.plan, named: name, of: owner, settings: settings, size: size ?? Self.ordinarySize, tmux)
    } catch {
      throw CommandFailure(.failure, error.description.printable(limit: 400))
    }
    return name
  }

  /// Lays the panes out for this terminal and hands it over; returns only where that fails.
  func show(_ running: PaneSession, _ plan: PanePlan?, by program: String) async -> CommandFailure {
    let isInside = environment["TMUX"].map { !$0.isEmpty } ?? false
    if let plan, let size, !isInside {
      await running.fit(plan, columns: size.columns, lines: size.lines, tmux)
    }
    let reason = TerminalProgram.become(program, running.showing(insideTmux: isInside), environment: environment)
    return CommandFailure(.failure, "tmux cannot be started: \(reason)")
  }

  /// How a town is told from another: its flags.
  private var owner: String { String(session.configuration.townFlags.dropFirst()).printable(limit: 2_000) }

  /// By what every pane's commands find the town. A password of Redis is not among it: arguments are seen by everybody
  /// on the machine.
  private var settings: [String: String] {
    let configuration = session.configuration
    var settings = [
      "SIGNALBOX_TOWN": configuration.town,
      "SIGNALBOX_DATA": session.dataDirectory,
    ]
    if case .external(let address) = configuration.store, address.credentials == nil {
      settings["SIGNALBOX_REDIS_URL"] = address.description
    }
    if let repository = configuration.repository { settings["SIGNALBOX_REPO"] = repository.description }
    if let mission = session.surroundings.environment["SIGNALBOX_MISSION"], !mission.isEmpty {
      settings["SIGNALBOX_MISSION"] = mission
    }
    return settings
  }

  /// The room this terminal has for panes; nil where there is none. tmux has its last line.
  private var size: (columns: Int, lines: Int)? {
    guard session.surroundings.isOutputTerminal, let size = TerminalSize(of: STDOUT_FILENO), size.rows > 1 else {
      return nil
    }
    return (size.columns, size.rows - 1)
  }
}
