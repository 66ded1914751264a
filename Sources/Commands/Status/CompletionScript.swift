import CommandLine

/// What may stand next on a command line, as a script for a shell: the words walk along the commands, what follows a
/// flag with a value is a file, and what belongs to no command is the shell's own business.
struct CompletionScript {
  /// The shells that can be told.
  enum Shell: String, CaseIterable {
    case bash, zsh, fish
  }

  /// What may follow each beginning of a command, in the order of the commands.
  private let following: [(at: String, next: [String])]
  /// The flags whose value stands in the next word.
  private let valued: [String]

  init(_ manual: Manual) {
    let commands = manual.commands
    var beginnings: [[String]] = [[]]
    for path in commands.map(\.path) {
      for count in 1...path.count where !beginnings.contains(Array(path.prefix(count))) {
        beginnings.append(Array(path.prefix(count)))
      }
    }
    let groups = Set(commands.map { $0.path[0] }).sorted()
    let choices = [
      "help": groups + manual.topics.map(\.name), "completion": Shell.allCases.map(\.rawValue), "man": groups,
    ]
    following = (beginnings + [["help"]]).map { beginning in
      let below = commands.filter { $0.path.count > beginning.count && $0.path.starts(with: beginning) }
      let flags = commands.first { $0.path == beginning }?.allFlags.map { "--\($0.name)" } ?? []
      let words = Set(below.map { $0.path[beginning.count] }).union(beginning.isEmpty ? ["help"] : []).sorted()
      let at = beginning.joined(separator: " ")
      return (at, words + (choices[at] ?? []) + flags)
    }
    let flags = commands.flatMap(\.allFlags).filter { $0.takesWord }
    valued = Set(flags.flatMap { ["--\($0.name)"] + ($0.short.map { ["-\($0)"] } ?? []) }).sorted()
  }

  /// The script's lines.
  func lines(for shell: Shell) -> [String] {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  // MARK: Shells

  private var bash: [String] {
    ["_signalbox() {", "  local at=\"\" before=\"\" next=\"\" word"]
      + walk(over: "\"${COMP_WORDS[@]:1:COMP_CWORD-1}\"")
      + ["  case \"$before\" in", "    \(valued.joined(separator: "|"))) return ;;", "  esac"]
      + choice
      + [
        "  COMPREPLY=($(compgen -W \"$next\" -- \"${COMP_WORDS[COMP_CWORD]}\"))", "}",
        "complete -o default -F _signalbox signalbox",
      ]
  }

  /// It may be sourced, or stand as `_signalbox` in a directory of `fpath`.
  private var zsh: [String] {
    ["#compdef signalbox", "_signalbox() {", "  local at=\"\" before=\"\" next=\"\" word"]
      + walk(over: "\"${(@)words[2,CURRENT-1]}\"")
      + ["  case \"$before\" in", "    \(valued.joined(separator: "|"))) _files; return ;;", "  esac"]
      + choice
      + [
        "  if [[ -n \"$next\" ]]; then compadd -- ${=next}; else _files; fi", "}",
        "if [[ \"$funcstack[1]\" == _signalbox ]]; then _signalbox; else compdef _signalbox signalbox; fi",
      ]
  }

  private var fish: [String] {
    [
      "function __signalbox_next", "  set -l at ''", "  set -l before ''", "  set -l words (commandline -opc)",
      "  set -e words[1]", "  for word in $words", "    if contains -- \"$before\" \(valued.joined(separator: " "))",
      "      set before ''", "      continue", "    end", "    set before \"$word\"",
      "    switch \"$at $word\"",
    ]
      + steps.map { "      case '\($0)'; set at '\($0)'" }
      + [
        "    end", "  end", "  if contains -- \"$before\" \(valued.joined(separator: " "))",
        "    __fish_complete_path (commandline -ct)", "    return", "  end", "  switch \"$at\"",
      ]
      + following.map { "    case '\(Self.mark($0.at))'; string split -- ' ' '\($0.next.joined(separator: " "))'" }
      + ["  end", "end", "complete -c signalbox -f -a '(__signalbox_next)'"]
  }

  // MARK: Parts of them

  private func walk(over words: String) -> [String] {
    [
      "  for word in \(words); do", "    case \"$before\" in",
      "      \(valued.joined(separator: "|"))) before=\"\"; continue ;;", "    esac", "    before=\"$word\"",
      "    case \"$at $word\" in",
    ] + steps.map { "      \"\($0)\") at=\"\($0)\" ;;" } + ["    esac", "  done"]
  }

  private var choice: [String] {
    ["  case \"$at\" in"]
      + following.map { "    \"\(Self.mark($0.at))\") next=\"\($0.next.joined(separator: " "))\" ;;" } + ["  esac"]
  }

  private var steps: [String] { following.map(\.at).filter { !$0.isEmpty }.map(Self.mark) }

  /// A beginning as the walk spells it: a blank before each word.
  private static func mark(_ at: String) -> String { at.isEmpty ? "" : " \(at)" }
}

extension Flag {
  /// Whether its value is a word of its own.
  fileprivate var takesWord: Bool {
    switch shape {
    case .value, .values: true
    case .toggle, .optionalValue: false
    }
  }
}
