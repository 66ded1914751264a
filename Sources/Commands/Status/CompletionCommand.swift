import Client
import CommandLine

/// `completion`: a script that completes command lines, for a shell to read.
struct CompletionCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "completion", "Print a script that completes command lines.",
    operands: [Operand("SHELL", "bash, zsh or fish")],
    examples: ["signalbox completion bash", "signalbox completion fish"])

  private enum Shell: String, CaseIterable { case bash, zsh, fish }

  private let shell: Shell

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    guard let shell = Shell(rawValue: arguments.operand(0)) else {
      throw CommandFailure(
        .usage, "there is no completion for \(arguments.operand(0).quotedForPeople)", hint: "bash, zsh or fish")
    }
    self.shell = shell
  }

  func run(in session: Session) async throws -> ExitCode {
    let lines =
      switch shell {
      case .bash: Self.bash
      case .zsh: ["autoload -Uz bashcompinit && bashcompinit"] + Self.bash
      case .fish: Self.fish
      }
    try session.console.answer(["script": lines.joined(separator: "\n")], orSay: lines)
    return .success
  }

  /// What may follow each beginning of a command.
  private static var following: [(words: String, next: [String])] {
    let commands = CommandCatalog.manual.commands
    var beginnings: [[String]] = [[]]
    for path in commands.map(\.path) {
      for count in 1...path.count where !beginnings.contains(Array(path.prefix(count))) {
        beginnings.append(Array(path.prefix(count)))
      }
    }
    return beginnings.map { beginning in
      let below = commands.filter { $0.path.count > beginning.count && $0.path.starts(with: beginning) }
      let flags = commands.first { $0.path == beginning }?.allFlags.map { "--\($0.name)" } ?? []
      let words = Set(below.map { $0.path[beginning.count] }).sorted()
      return (beginning.joined(separator: " "), words + flags)
    }
  }

  private static var bash: [String] {
    [
      "_signalbox() {", "  local cur=\"${COMP_WORDS[COMP_CWORD]}\" path=\"\" word words=\"\"",
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do", "    case \"$word\" in -*) ;; *)",
      "      case \"$path $word\" in",
    ]
      + following.filter { !$0.words.isEmpty }.map { "        \" \($0.words)\") path=\" \($0.words)\" ;;" }
      + ["      esac ;;", "    esac", "  done", "  case \"$path\" in"]
      + following.map {
        "    \"\($0.words.isEmpty ? "" : " ")\($0.words)\") words=\"\($0.next.joined(separator: " "))\" ;;"
      }
      + ["  esac", "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))", "}", "complete -F _signalbox signalbox"]
  }

  private static var fish: [String] {
    ["complete -c signalbox -f"]
      + following.flatMap { beginning in
        let test =
          beginning.words.isEmpty
          ? "__fish_use_subcommand"
          : "__fish_seen_subcommand_from \(beginning.words.split(separator: " ").last ?? "")"
        return beginning.next.map { word in
          word.hasPrefix("--")
            ? "complete -c signalbox -n '\(test)' -l \(word.dropFirst(2))"
            : "complete -c signalbox -n '\(test)' -a \(word)"
        }
      }
  }
}
