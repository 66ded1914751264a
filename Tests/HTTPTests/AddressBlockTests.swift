import TestSupport
import Testing

@testable import HTTP

@Suite struct AddressBlockTests {
  @Test(
    "a block holds the addresses of its prefix",
    arguments: [
      ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.7", "192.0.2.7", true),
      ("192.0.2.7", "192.0.2.8", false), ("0.0.0.0/0", "8.8.8.8", true), ("192.0.2.128/25", "192.0.2.127", false),
      ("192.0.2.128/25", "192.0.2.200", true), ("2001:db8::/33", "2001:db8:7fff::1", true),
      ("2001:db8::/33", "2001:db8:8000::1", false), ("::1", "::1", true), ("0.0.0.0/0", "::1", false),
      ("10.0.0.0/8", "name", false),
    ])
  func contains(block: String, address: String, isIn: Bool) throws {
    #expect(try #require(AddressBlock(block)).contains(address) == isIn)
  }

  @Test(
    "anything else is no block",
    arguments: [
      "", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "proxy", "10.0.0", "::/129",
    ])
  func refused(text: String) { #expect(AddressBlock(text) == nil) }

  @Test(
    "behind a trusted proxy the client is the last address that no trusted proxy has; nobody else's word counts",
    arguments: [
      ("203.0.113.9", ["1.2.3.4"], "203.0.113.9"), ("10.0.0.1", [], "10.0.0.1"), ("10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
      ("10.0.0.1", ["6.6.6.6, 1.2.3.4"], "1.2.3.4"), ("10.0.0.1", ["6.6.6.6", "1.2.3.4 , 10.0.0.2"], "1.2.3.4"),
      ("10.0.0.1", ["1.2.3.4, nonsense"], "10.0.0.1"), ("10.0.0.1", ["1.2.3.4, unknown, 10.0.0.2"], "10.0.0.2"),
      ("10.0.0.1", ["::ffff:1.2.3.4"], "1.2.3.4"), ("10.0.0.1", ["2001:db8::7"], "2001:db8::7"),
    ])
  func forwarded(peer: String, values: [String], client: String) throws {
    let trusted = [try #require(AddressBlock("10.0.0.0/8"))]
    #expect(trusted.client(of: peer, forwardedFor: values) == client)
  }

  @Test("the addresses that one customer has of IPv6 are one client")
  func shares() {
    #expect(AddressBlock.share(of: "2001:db8::1") == AddressBlock.share(of: "2001:db8::ffff:1"))
    #expect(AddressBlock.share(of: "2001:db8::1") != AddressBlock.share(of: "2001:db8:0:1::1"))
    #expect(AddressBlock.share(of: "192.0.2.1") == "192.0.2.1")
  }

  @Test("a trusted proxy has as many connections as it likes, and handlers hear of the client behind it")
  func server() async throws {
    let proxies = [try #require(AddressBlock("127.0.0.0/8"))]
    let server = try Server.local(ClosureHandler { .answer(.text(200, $0.peer)) }) { configuration in
      configuration.maximumConnectionsPerAddress = 1
      configuration.trustedProxies = proxies
    }
    try await offPool {
      let clients = [try Client(server.port), try Client(server.port), try Client(server.port)]
      for (number, client) in clients.enumerated() {
        client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.\(number)\r\n\r\n")
        #expect(try client.answer().text == "192.0.2.\(number)")
      }
      #expect(server.counters.connectionsRefused == 0)
    }
  }
}
