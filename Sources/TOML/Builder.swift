import CTOML

/// Puts a walk through a document together again, without recursion.
struct Builder {
  var root: [String: TOMLValue]?
  var error: TOMLError?
  private var open: [Container] = []

  private struct Container {
    let key: String?
    var content: Content
  }

  private enum Content {
    case table([String: TOMLValue])
    case array([TOMLValue])
  }

  mutating func take(_ step: signalbox_toml_step) {
    let key = step.key.map { Self.text($0, step.key_length) }
    switch step.kind {
    case SIGNALBOX_TOML_TABLE_BEGIN: open.append(Container(key: key, content: .table([:])))
    case SIGNALBOX_TOML_ARRAY_BEGIN: open.append(Container(key: key, content: .array([])))
    case SIGNALBOX_TOML_TABLE_END, SIGNALBOX_TOML_ARRAY_END: close()
    case SIGNALBOX_TOML_STRING: add(.string(Self.text(step.text, step.text_length)), under: key)
    case SIGNALBOX_TOML_INTEGER: add(.integer(step.integer), under: key)
    case SIGNALBOX_TOML_FLOAT: add(.float(step.number), under: key)
    case SIGNALBOX_TOML_BOOLEAN: add(.boolean(step.integer != 0), under: key)
    case SIGNALBOX_TOML_DATE_TIME: add(.dateTime(Self.text(step.text, step.text_length)), under: key)
    default: preconditionFailure("Invalid state: unknown step \(step.kind.rawValue)")
    }
  }

  static func text(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : length), as: UTF8.self)
  }

  private mutating func close() {
    guard let container = open.popLast() else { return }
    switch container.content {
    case .array(let values): add(.array(values), under: container.key)
    case .table(let values):
      if open.isEmpty { root = values } else { add(.table(values), under: container.key) }
    }
  }

  private mutating func add(_ value: TOMLValue, under key: String?) {
    guard var container = open.popLast() else { return }
    switch container.content {
    case .array(var values):
      // Released before it grows, so that growing copies nothing.
      container.content = .array([])
      values.append(value)
      container.content = .array(values)
    case .table(var values):
      container.content = .table([:])
      values[key ?? ""] = value
      container.content = .table(values)
    }
    open.append(container)
  }
}
