import FoundationEssentials

/// Where this package lies on disk.
enum PackageFolder {
  /// The folder of `Package.swift`, found from where this file was compiled.
  static let path: String = {
    let file = URL(filePath: #filePath)
    return file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  }()

  /// Whether there is anything at this path.
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
