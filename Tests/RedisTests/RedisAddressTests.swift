import Testing

@testable import Redis

@Suite("A Redis URL")
struct RedisAddressTests {
  struct Good: Sendable {
    let url: String
    let place: RedisAddress.Place
    var user: String?
    var password: String?
    var database = 0
  }

  @Test(
    "is read into place, credentials and database",
    arguments: [
      Good(url: "redis://localhost", place: .tcp(host: "localhost", port: 6379)),
      Good(url: "redis://localhost/", place: .tcp(host: "localhost", port: 6379)),
      Good(url: "redis://127.0.0.1:7000/3", place: .tcp(host: "127.0.0.1", port: 7000), database: 3),
      Good(url: "REDIS://h:1", place: .tcp(host: "h", port: 1)),
      Good(url: "redis://[::1]:7000/1", place: .tcp(host: "::1", port: 7000), database: 1),
      Good(url: "redis://[::1]", place: .tcp(host: "::1", port: 6379)),
      Good(url: "redis://:pw@h:6379", place: .tcp(host: "h", port: 6379), password: "pw"),
      Good(url: "redis://pw@h", place: .tcp(host: "h", port: 6379), password: "pw"),
      Good(
        url: "redis://me:p%40s%2Fs%3a%25@h:6379/0", place: .tcp(host: "h", port: 6379), user: "me",
        password: "p@s/s:%"),
      Good(url: "redis://m%C3%BC:a:b@c@h", place: .tcp(host: "h", port: 6379), user: "mü", password: "a:b@c"),
      Good(url: "unix:///run/redis.sock", place: .unix(path: "/run/redis.sock")),
      Good(url: "unix:///run/a%20b.sock?db=2", place: .unix(path: "/run/a b.sock"), database: 2),
    ])
  func reads(good: Good) throws {
    let credentials = good.password.map {
      RedisAddress.Credentials(user: good.user, password: RedisPassword($0))
    }
    #expect(
      try RedisAddress(parsing: good.url)
        == RedisAddress(place: good.place, credentials: credentials, database: good.database))
  }

  @Test(
    "that is wrong is refused with its cause",
    arguments: [
      ("", .schemeMissing), ("localhost:6379", .schemeMissing), ("redis:localhost", .schemeMissing),
      ("http://localhost", .schemeUnknown("http")), ("rediss://localhost", .tlsNotSupported),
      ("redis://", .hostMissing), ("redis:///0", .hostMissing), ("redis://:pw@:6379", .hostMissing),
      ("redis://a b", .hostInvalid), ("redis://a\u{0}b", .hostInvalid), ("redis://[::1", .hostInvalid),
      ("redis://[::1]x", .hostInvalid), ("redis://::1", .hostInvalid), ("redis://h:0", .portInvalid),
      ("redis://h:65536", .portInvalid), ("redis://h:", .portInvalid), ("redis://h:+1", .portInvalid),
      ("redis://h/x", .databaseInvalid), ("redis://h/-1", .databaseInvalid), ("redis://h/1/2", .databaseInvalid),
      ("redis://h/99999999999999999999", .databaseInvalid), ("redis://u:%zz@h", .percentEncodingInvalid),
      ("redis://u:%4@h", .percentEncodingInvalid), ("redis://u:%ff@h", .percentEncodingInvalid),
      ("redis://h?x=1", .queryNotSupported), ("unix://", .pathNotAbsolute), ("unix:///", .pathNotAbsolute),
      ("unix://host/path", .pathNotAbsolute), ("unix:///a%00b", .pathNotAbsolute),
      ("unix:///a?x=1", .queryNotSupported), ("unix:///a#b", .queryNotSupported), ("unix:///a?db=", .databaseInvalid),
    ] as [(String, RedisAddressError)])
  func refuses(url: String, cause: RedisAddressError) {
    #expect(throws: cause) { try RedisAddress(parsing: url) }
  }

  @Test("with a socket path longer than the kernel takes is refused with both lengths")
  func longPath() {
    let path = "/" + String(repeating: "a", count: 106)
    #expect(throws: Never.self) { try RedisAddress(parsing: "unix://" + path) }
    #expect(throws: RedisAddressError.pathTooLong(bytes: 108, limit: 107)) {
      try RedisAddress(parsing: "unix://" + path + "a")
    }
  }

  @Test(
    "never prints its password, neither as a value nor in an error",
    arguments: ["redis://me:geheim@h:6379/2", "redis://geheim@h", "redis://me:x/geheim@h", "redis://me:%geheim@h"])
  func hidesPassword(url: String) {
    do {
      let address = try RedisAddress(parsing: url)
      var dumped = ""
      dump(address, to: &dumped)
      #expect(!"\(address) \(String(reflecting: address)) \(dumped)".contains("geheim"))
      #expect("\(address)".contains("•••"))
    } catch {
      #expect(!"\(error) \(String(reflecting: error))".contains("geheim"))
    }
  }

  @Test(
    "reads back from its own description",
    arguments: ["redis://h:6379/0", "redis://[::1]:7000/1", "unix:///run/r.sock", "unix:///run/r.sock?db=4"])
  func describes(url: String) throws {
    #expect("\(try RedisAddress(parsing: url))" == url)
  }
}
