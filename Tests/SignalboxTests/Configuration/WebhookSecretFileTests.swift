import FoundationEssentials
import GitHub
import Glibc
import Testing

@testable import Client
@testable import CommandLine

@Suite struct WebhookSecretFileTests {
  private let directory = "/tmp/sb-cli-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"

  private func configuration() throws -> Configuration {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    return try Configuration.read(flags: ["data": directory], surroundings: .fake(), secrets: false)
  }

  @Test("The first start makes a secret for its owner alone, and later starts use it")
  func generated() throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let configuration = try configuration()
    let first = try WebhookSecretFile.prepare(configuration, surroundings: .ofProcess)
    #expect(first.isNew)
    #expect(first.secrets.first?.byteCount == 64)
    var status = stat()
    #expect(stat(configuration.generatedSecretPath, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let second = try WebhookSecretFile.prepare(configuration, surroundings: .ofProcess)
    #expect(!second.isNew)
    #expect(second.secrets == first.secrets)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["webhook-secret"])
  }

  @Test("An empty secret file is not filled: somebody made it")
  func empty() throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let configuration = try configuration()
    try Data().write(to: URL(filePath: configuration.generatedSecretPath))
    #expect(throws: WebhookSecretFile.Fault.empty(path: configuration.generatedSecretPath)) {
      try WebhookSecretFile.prepare(configuration, surroundings: .ofProcess)
    }
  }

  @Test("Without its directory there is no secret, but a reason")
  func missingDirectory() throws {
    let configuration = try Configuration.read(
      flags: ["data": "/tmp/sb-cli-none-\(getpid())"], surroundings: .fake(), secrets: false)
    #expect(throws: WebhookSecretFile.Fault.self) {
      try WebhookSecretFile.prepare(configuration, surroundings: .ofProcess)
    }
  }
}
