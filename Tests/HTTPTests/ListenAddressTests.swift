import HTTP
import Testing

@Suite("Listen addresses")
struct ListenAddressTests {
  @Test(
    "An operator's address is read",
    arguments: [
      ("127.0.0.1:8081", "127.0.0.1", 8081, true), ("0.0.0.0:8080", "0.0.0.0", 8080, false),
      ("localhost:0", "127.0.0.1", 0, true), ("[::1]:65535", "::1", 65535, true), ("[::]:1", "::", 1, false),
    ] as [(String, String, UInt16, Bool)])
  func read(text: String, host: String, port: UInt16, isLoopback: Bool) throws {
    let address = try ListenAddress(text)
    #expect(address.host == host)
    #expect(address.port == port)
    #expect(address.isLoopback == isLoopback)
  }

  @Test(
    "What is no address is refused",
    arguments: [
      "", ":", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:+1", "1.2.3:80",
      "example.org:80", "::1:80", "[::1]", "[::1:80", "[127.0.0.1]:80", "127.0.0.1:80 ",
    ])
  func refused(text: String) {
    #expect(throws: ServerError.malformedAddress(text)) { try ListenAddress(text) }
  }

  @Test("An address is written as it is read", arguments: ["127.0.0.1:8081", "[::1]:0"])
  func written(text: String) throws {
    #expect(try ListenAddress(text).description == text)
  }
}
