import CommandLine
import Views

/// A tool that programs call over the Model Context Protocol: a command of this program, with the same arguments.
struct MCPTool: Sendable {
  /// One argument.
  struct Parameter: Sendable {
    /// What the JSON holds.
    enum Shape: Sendable {
      /// Text; a number is taken as its text.
      case text
      /// A whole number.
      case number
      /// Yes or no.
      case toggle
      /// Texts.
      case list
    }

    let name: String
    let shape: Shape
    /// The flag it becomes; nil for a bare argument.
    let flag: String?
    let isRequired: Bool
    let meaning: String

    /// A bare argument.
    static func operand(_ name: String, _ meaning: String, isRequired: Bool = true) -> Parameter {
      Parameter(name: name, shape: .text, flag: nil, isRequired: isRequired, meaning: meaning)
    }

    /// A flag's value.
    static func flag(
      _ name: String, _ flag: String, _ meaning: String, shape: Shape = .text, isRequired: Bool = false
    ) -> Parameter {
      Parameter(name: name, shape: shape, flag: flag, isRequired: isRequired, meaning: meaning)
    }
  }

  /// Why arguments do not make a command line.
  struct Fault: Error {
    let reason: String
  }

  let name: String
  let meaning: String
  /// The command.
  let words: [String]
  let parameters: [Parameter]

  /// The command line of a call.
  ///
  /// - Throws: ``Fault`` for a parameter that is missing, unknown or of another shape: an agent that misspells one must
  ///   hear of it.
  func commandLine(_ arguments: [String: JSONValue]) throws(Fault) -> [String] {
    if let unknown = arguments.keys.sorted().first(where: { key in !parameters.contains { $0.name == key } }) {
      throw Fault(reason: "\(name) takes no \(unknown.quotedForPeople)")
    }
    var flags: [String] = []
    var operands: [String] = []
    for parameter in parameters {
      guard let value = arguments[parameter.name], value != .null else {
        if parameter.isRequired { throw Fault(reason: "\(name) needs \(parameter.name)") }
        continue
      }
      let texts = try parameter.texts(of: value)
      if let flag = parameter.flag {
        flags += parameter.shape.isToggle ? texts.map { _ in "--\(flag)" } : texts.map { "--\(flag)=\($0)" }
      } else {
        operands += texts
      }
    }
    return words + ["--json"] + flags + (operands.isEmpty ? [] : ["--"] + operands)
  }

  /// How the protocol describes it.
  var document: JSONValue {
    let properties = parameters.map { ($0.name, $0.schema) }
    return .object([
      "name": .text(name), "description": .text(meaning),
      "inputSchema": .object([
        "type": .text("object"), "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
        "required": .array(parameters.filter(\.isRequired).map { .text($0.name) }),
        "additionalProperties": .flag(false),
      ]),
    ])
  }
}

extension MCPTool.Parameter {
  /// The texts that a value becomes on a command line; none for a switch that is off.
  fileprivate func texts(of value: JSONValue) throws(MCPTool.Fault) -> [String] {
    switch (shape, value) {
    case (.text, .text(let text)): return [text]
    case (.text, .integer(let number)), (.number, .integer(let number)): return [String(number)]
    case (.number, .text(let text)) where Int64(text) != nil: return [text]
    case (.toggle, .flag(let isOn)): return isOn ? [name] : []
    case (.list, .array(let elements)):
      var texts: [String] = []
      for element in elements {
        switch element {
        case .text(let text): texts.append(text)
        case .integer(let number): texts.append(String(number))
        case .null, .flag, .fraction, .array, .object: throw MCPTool.Fault(reason: "\(name) is a list of texts")
        }
      }
      return texts
    case (.list, .text(let text)): return [text]
    case (.list, .integer(let number)): return [String(number)]
    case (.text, _): throw MCPTool.Fault(reason: "\(name) is a text")
    case (.number, _): throw MCPTool.Fault(reason: "\(name) is a whole number")
    case (.toggle, _): throw MCPTool.Fault(reason: "\(name) is true or false")
    case (.list, _): throw MCPTool.Fault(reason: "\(name) is a list of texts")
    }
  }

  fileprivate var schema: JSONValue {
    switch shape {
    case .text: .object(["type": .text("string"), "description": .text(meaning)])
    case .number: .object(["type": .text("integer"), "description": .text(meaning)])
    case .toggle: .object(["type": .text("boolean"), "description": .text(meaning)])
    case .list:
      .object([
        "type": .text("array"), "items": .object(["type": .text("string")]), "description": .text(meaning),
      ])
    }
  }
}

extension MCPTool.Parameter.Shape {
  /// Whether it is a flag without a value.
  fileprivate var isToggle: Bool {
    switch self {
    case .toggle: true
    case .text, .number, .list: false
    }
  }
}
