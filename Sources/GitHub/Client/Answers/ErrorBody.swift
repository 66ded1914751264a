import FoundationEssentials

/// The body of an answer that is no success, as far as it can be read: it may as well be a proxy's HTML page.
struct ErrorBody: Decodable {
  private struct Detail: Decodable {
    let message: String?
    let field: String?
    let code: String?

    init(from decoder: any Decoder) throws {
      // Entries are objects or bare texts.
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        (message, field, code) = (text, nil, nil)
        return
      }
      let container = try decoder.container(keyedBy: CodingKeys.self)
      message = try? container.decodeIfPresent(String.self, forKey: .message)
      field = try? container.decodeIfPresent(String.self, forKey: .field)
      code = try? container.decodeIfPresent(String.self, forKey: .code)
    }

    private enum CodingKeys: CodingKey { case message, field, code }

    var text: String { message ?? [field, code].compactMap(\.self).joined(separator: " ") }
  }

  /// GitHub's message with its details, shortened and on one line.
  let text: String

  init(_ body: Data) {
    let isPlausible = body.count <= 1 << 20
    self = (isPlausible ? try? BoundedJSON.decode(ErrorBody.self, from: body) : nil) ?? ErrorBody(text: "")
  }

  private init(text: String) { self.text = text }

  private enum CodingKeys: CodingKey { case message, errors }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let message = (try? container.decodeIfPresent(String.self, forKey: .message)) ?? ""
    let details = (try? container.decodeIfPresent([Detail].self, forKey: .errors)) ?? []
    let parts = [message] + details.prefix(5).map(\.text)
    text = Self.shortened(parts.filter { !$0.isEmpty }.joined(separator: "; "))
  }

  var namesSecondaryLimit: Bool { Self.namesSecondaryLimit(text) }
  var namesPrimaryLimit: Bool { text.lowercased().contains("api rate limit exceeded") }

  /// GitHub tells its secondary limits from missing permissions by these words only.
  static func namesSecondaryLimit(_ text: String) -> Bool {
    let lowered = text.lowercased()
    return lowered.contains("secondary rate limit") || lowered.contains("abuse detection")
  }

  /// At most 300 bytes, without control characters: these texts end up in logs and on terminals.
  static func shortened(_ text: String) -> String {
    let cleaned = text.capped(at: 300).unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }
    return String(String.UnicodeScalarView(cleaned))
  }
}
