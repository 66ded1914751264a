import GitHub
import HTTP
import System

/// What a delivery's header says, checked as far as it can be without the body.
///
/// A class, because it goes through many hands.
final class WebhookHead: Sendable {
  /// `X-GitHub-Event`.
  let event: String
  /// `X-GitHub-Delivery` in lower case.
  let delivery: String
  /// `X-GitHub-Hook-ID`; empty if it did not come.
  let hook: String
  /// How the body holds its JSON.
  let encoding: PayloadEncoding
  /// What the body is signed with, as claimed.
  let claim: SignatureClaim
  /// The other end of the connection.
  let peer: String

  /// Checks, in the order the contract names: content type, length, headers, and that there is a signature to check.
  init(_ head: RequestHead, bodyLimit: UInt64) throws(WebhookRefusal) {
    guard let type = try Self.single("content-type", of: head), let encoding = PayloadEncoding(contentType: type) else {
      throw WebhookRefusal(.unsupportedType)
    }
    for coding in head.values(of: "content-encoding") where !coding.isEmpty && coding.lowercased() != "identity" {
      throw WebhookRefusal(.unsupportedEncoding)
    }
    if let length = head.contentLength, length > bodyLimit { throw WebhookRefusal(.tooLarge) }

    let event = try Self.single("x-github-event", of: head)
    let delivery = try Self.single("x-github-delivery", of: head)
    let hook = try Self.single("x-github-hook-id", of: head)
    let sha256 = try Self.single("x-hub-signature-256", of: head)
    let sha1 = try Self.single("x-hub-signature", of: head)
    for name in ["x-github-hook-installation-target-id", "x-github-hook-installation-target-type"] {
      _ = try Self.single(name, of: head)
    }
    guard let event, !event.isEmpty, let delivery, !delivery.isEmpty else { throw WebhookRefusal(.headerMissing) }
    guard let guid = Self.lowercasedUUID(delivery) else { throw WebhookRefusal(.deliveryMalformed) }
    guard Self.isPlain(hook ?? "") else { throw WebhookRefusal(.headerMalformed, delivery: guid) }

    claim = SignatureClaim(sha256: sha256.map { [$0] } ?? [], sha1: sha1.map { [$0] } ?? [])
    switch claim {
    case .sha256: break
    case .missing: throw WebhookRefusal(.signatureMissing, delivery: guid)
    case .sha1Only: throw WebhookRefusal(.signatureOutdated, delivery: guid)
    case .malformed: throw WebhookRefusal(.signatureMalformed, delivery: guid)
    }
    self.event = event
    self.delivery = guid
    self.hook = hook ?? ""
    self.encoding = encoding
    peer = head.peer
  }

  /// The value of a header that comes at most once. Where two components of a system read different ones of two values,
  /// what one has checked is not what the other acts on.
  private static func single(_ name: String, of head: RequestHead) throws(WebhookRefusal) -> String? {
    let values = head.values(of: name)
    guard values.count <= 1 else { throw WebhookRefusal(.headerRepeated) }
    return values.first
  }

  /// The text in lower case if it is a UUID with its four hyphens.
  private static func lowercasedUUID(_ text: String) -> String? {
    guard text.utf8.count == 36 else { return nil }
    var lowercased: [UInt8] = []
    lowercased.reserveCapacity(36)
    for (index, byte) in text.utf8.enumerated() {
      let isHyphen = index == 8 || index == 13 || index == 18 || index == 23
      guard isHyphen ? byte == UInt8(ascii: "-") : byte.hexadecimalDigit != nil else { return nil }
      lowercased.append(byte | 0x20)
    }
    return String(decoding: lowercased, as: UTF8.self)
  }

  /// A hook's number, or whatever else a stand-in for GitHub calls its hooks.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= 64 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}
