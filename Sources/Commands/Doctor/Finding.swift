import CommandLine

/// One thing that was looked at, how it stands, and what to do about it.
struct Finding: Encodable, Sendable, Equatable {
  /// How it stands.
  enum Level: String, Encodable, Sendable, CaseIterable {
    /// As it should be.
    case ok
    /// Signalbox works, but not as well as it could.
    case warning
    /// Something does not work.
    case fault
  }

  /// What was looked at.
  let subject: String
  /// How it stands.
  let level: Level
  /// What was found.
  let text: String
  /// What to do about it.
  let remedy: String?

  private init(_ subject: String, _ level: Level, _ text: String, remedy: String?) {
    self.subject = subject
    self.level = level
    self.text = text.printable(limit: 1000)
    self.remedy = remedy?.printable(limit: 1000)
  }

  /// All is well.
  static func ok(_ subject: String, _ text: String) -> Finding { Finding(subject, .ok, text, remedy: nil) }

  /// It could be better.
  static func warning(_ subject: String, _ text: String, remedy: String) -> Finding {
    Finding(subject, .warning, text, remedy: remedy)
  }

  /// It does not work.
  static func fault(_ subject: String, _ text: String, remedy: String) -> Finding {
    Finding(subject, .fault, text, remedy: remedy)
  }

  /// The finding in one line.
  func line(_ paint: Paint) -> String {
    let mark =
      switch level {
      case .ok: paint.good("✅ ok     ")
      case .warning: paint.waiting("⚠️  warning")
      case .fault: paint.bad("❌ fault  ")
      }
    return "\(mark) \(subject): \(text)" + (remedy.map { " → \($0)" } ?? "")
  }
}
