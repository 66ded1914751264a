import GitHub
import HTTP
import MissionCore
import MissionStore
import Testing

@testable import Client
@testable import CommandLine

@Suite struct ConfigurationTests {
  private func read(
    _ flags: [String: String] = [:], _ environment: [String: String] = [:], files: [String: String] = [:],
    secrets: Bool = true, isTerminal: Bool = false
  ) throws(ConfigurationFaults) -> Configuration {
    try Configuration.read(
      flags: flags, surroundings: .fake(environment, files: files, isTerminal: isTerminal), secrets: secrets)
  }

  private func faults(
    _ flags: [String: String] = [:], _ environment: [String: String] = [:], files: [String: String] = [:],
    named: [String: String]? = nil, secrets: Bool = true
  ) throws -> [ConfigurationFault] {
    var flags = flags
    if named != nil { flags["config"] = "signalbox.toml" }
    let files = named ?? files
    let error = #expect(throws: ConfigurationFaults.self) {
      try read(flags, environment, files: files, secrets: secrets)
    }
    return try #require(error).faults
  }

  @Test("Nothing set gives the defaults of the contract")
  func defaults() throws {
    let configuration = try read()
    #expect(configuration.town == "default")
    #expect(configuration.data == ".signalbox")
    #expect(configuration.store == .embedded(socket: ".signalbox/redis.sock"))
    #expect(configuration.listen.description == "0.0.0.0:8080")
    #expect(configuration.adminListen.description == "127.0.0.1:8081")
    #expect(configuration.adminToken == nil)
    #expect(configuration.webhookSecrets.isEmpty)
    #expect(configuration.githubAPI == "https://api.github.com")
    #expect(configuration.githubIdentity == .anonymous)
    #expect(configuration.repository == nil)
    #expect(configuration.tickSeconds == 30)
    #expect(configuration.logLevel == .info)
    #expect(configuration.logFormat == .json)
    #expect(configuration.generatedSecretPath == ".signalbox/webhook-secret")
  }

  @Test("Who is told and by what missions start are lists, in a file that is named and in the environment")
  func lists() throws {
    let text = """
      notify = ["https://ops.example.com/hook?key=1,2", "exec:/usr/bin/logger -t signalbox"]
      start_from = ["comment", "label"]
      """
    let named = try read(["config": "signalbox.toml"], files: ["/project/signalbox.toml": text])
    #expect(
      named.notify.map(\.way) == [
        .address("https://ops.example.com/hook?key=1,2"), .program(["/usr/bin/logger", "-t", "signalbox"]),
      ])
    #expect(named.startFrom == [.comment, .label])
    let found = try read(files: ["/project/signalbox.toml": text])
    #expect(found.notify.isEmpty, "an agent's checkout must not run a program")
    #expect(found.startFrom.isEmpty)
    let set = try read([:], ["SIGNALBOX_NOTIFY": "http://127.0.0.1:9/a,b\nexec:told", "SIGNALBOX_START_FROM": "label"])
    #expect(set.notify.map(\.way) == [.address("http://127.0.0.1:9/a,b"), .program(["told"])])
    #expect(set.startFrom == [.label])
    for wrong in ["http://ops.example.com/hook", "exec:", "ops.example.com", "https://a b"] {
      let fault = try #require(try faults([:], ["SIGNALBOX_NOTIFY": wrong]).first)
      #expect(fault.place == "SIGNALBOX_NOTIFY")
    }
    #expect(
      try faults([:], ["SIGNALBOX_START_FROM": "wish"]).first?.problem.contains("neither comment nor label") == true)
  }

  @Test("Trusted proxies are blocks of addresses; what is none is named")
  func trustedProxies() throws {
    #expect(try read().trustedProxies.isEmpty)
    #expect(
      try read(["trusted-proxy": "10.0.0.0/8, ::1"]).trustedProxies.map { $0.contains("10.1.2.3") } == [true, false])
    let faults = try faults(["trusted-proxy": "10.0.0.1/8"])
    #expect(faults.map(\.place) == ["--trusted-proxy"])
  }

  @Test("A flag beats the environment, that beats the file, that beats the default")
  func precedence() throws {
    let files = ["/project/signalbox.toml": "town = 'file'\ntick = 7\ndata = '/file'\n"]
    let environment = ["SIGNALBOX_TOWN": "environment", "SIGNALBOX_DATA": "/environment"]
    let configuration = try read(["town": "flag", "config": "signalbox.toml"], environment, files: files)
    #expect(configuration.town == "flag")
    #expect(configuration.data == "/environment")
    #expect(configuration.tickSeconds == 7)
  }

  @Test("--config names another file, and that file must be there")
  func namedFile() throws {
    let files = ["/etc/sb.toml": "town = 'named'", "/project/signalbox.toml": "town = 'usual'"]
    #expect(try read(["config": "/etc/sb.toml"], files: files).town == "named")
    #expect(try faults(["config": "/etc/other.toml"], files: files).map(\.place) == ["/etc/other.toml"])
  }

  @Test(
    "A file that nobody named says neither where tasks come from nor where a token goes, and what it would is named")
  func foundFile() throws {
    let text = """
      github_api = "http://evil.example"
      redis = "redis://evil.example:6379/0"
      town = "theirs"
      colour = "red"
      repo = "acme/shop"
      tick = 7
      """
    let configuration = try read(files: ["/signalbox.toml": text])
    #expect(configuration.githubAPI == "https://api.github.com")
    #expect(configuration.store == .embedded(socket: ".signalbox/redis.sock"))
    #expect(configuration.town == "default")
    #expect(configuration.repository == RepositoryName("acme/shop"))
    #expect(configuration.tickSeconds == 7)
    #expect(configuration.ignoredSettings == ["colour", "github_api", "redis", "town"])
    let broken = try read(files: ["/project/signalbox.toml": "= 3"])
    #expect(broken.ignoredSettings.first?.hasPrefix("everything: line 1") == true)
  }

  @Test("What is merely found under that name and is no file is not read, for a pipe may never end; that is said")
  func foundPipe() throws {
    var surroundings = Surroundings.fake()
    surroundings.ownership = { path in
      path == "/project/signalbox.toml" ? .init(isOurs: true, isWritableByOthers: false, isFile: false) : nil
    }
    surroundings.read = { path in
      #expect(path != "/project/signalbox.toml")
      return .failure(.missing)
    }
    let configuration = try Configuration.read(flags: [:], surroundings: surroundings, secrets: false)
    #expect(configuration.ignoredSettings == ["everything: it is no file"])
    surroundings.ownership = { _ in nil }
    surroundings.read = { $0 == "/project/signalbox.toml" ? .failure(.tooLarge) : .failure(.missing) }
    let large = try Configuration.read(flags: [:], surroundings: surroundings, secrets: false)
    #expect(large.ignoredSettings == ["everything: it is larger than 1 MiB"])
  }

  @Test("Paths in a file count from that file")
  func filePaths() throws {
    let files = [
      "/etc/box/sb.toml": "data = 'state'\nwebhook_secret_file = 'hook'\n", "/etc/box/hook": "a secret\n",
    ]
    let configuration = try read(["config": "/etc/box/sb.toml"], files: files)
    #expect(configuration.data == "/etc/box/state")
    #expect(configuration.webhookSecretFile == "/etc/box/hook")
    #expect(configuration.webhookSecrets == [try Secret("a secret")])
  }

  @Test("The nearest data directory upwards is the town's, and one that others may write is refused")
  func dataDirectory() throws {
    var surroundings = Surroundings.fake()
    surroundings.workingDirectory = "/project/.signalbox/worktrees/3"
    surroundings.ownership = { path in
      path == "/project/.signalbox" ? .init(isOurs: true, isWritableByOthers: false) : nil
    }
    #expect(
      try Configuration.read(flags: [:], surroundings: surroundings, secrets: false).data == "/project/.signalbox")
    for ownership in [
      Surroundings.Ownership(isOurs: false, isWritableByOthers: false), .init(isOurs: true, isWritableByOthers: true),
    ] {
      surroundings.ownership = { path in path == "/project/.signalbox" ? ownership : nil }
      let error = #expect(throws: ConfigurationFaults.self) {
        try Configuration.read(flags: [:], surroundings: surroundings, secrets: false)
      }
      #expect(error?.faults.map(\.place) == ["--data (/project/.signalbox)"])
    }
  }

  @Test("A token goes by plain http to this machine only, unless that is asked for")
  func plainHTTP() throws {
    for address in ["http://ghe.corp/api/v3", "http://127.evil.example", "http://localhost.evil.example"] {
      #expect(try faults(["github-api": address]).map(\.place) == ["--github-api"])
      #expect(try read(["github-api": address, "allow-plain-http": "yes"]).githubAPI == address)
    }
    for address in ["http://127.0.0.1:9000", "http://localhost:9000", "http://[::1]:9000", "https://ghe.corp"] {
      #expect(try read(["github-api": address]).githubAPI == address)
    }
  }

  @Test(
    "What editors and shells leave in a secret is refused with the reason",
    arguments: [
      ("# the hook's secret\nabcdef", "begins with #"), ("x", "fewer than"), ("ab\0cdef", "NUL"),
      ("\u{FEFF}abcdef", "byte order mark"), (" abcdef", "blank"), ("abcdef \n", "blank"),
      ("abc\tdef", "control character"), ("abc\u{7}def", "control character"),
    ])
  func slips(text: String, reason: String) throws {
    for variable in ["SIGNALBOX_WEBHOOK_SECRET_FILE", "SIGNALBOX_GITHUB_TOKEN_FILE", "SIGNALBOX_ADMIN_TOKEN_FILE"] {
      let found = try faults([:], [variable: "/secret"], files: ["/secret": text])
      #expect(found.first?.problem.contains(reason) == true)
      #expect(found.first?.problem.contains("abcdef") == false)
    }
    #expect(SecretLines.problem(of: [0xFF, 0xFE, 0x61, 0]) == "it is UTF-16; save it as UTF-8")
  }

  @Test("A secret that others may write is refused")
  func writableSecret() throws {
    var surroundings = Surroundings.fake(["SIGNALBOX_WEBHOOK_SECRET_FILE": "/secret"], files: ["/secret": "abcdef"])
    surroundings.ownership = { $0 == "/secret" ? .init(isOurs: true, isWritableByOthers: true) : nil }
    let error = #expect(throws: ConfigurationFaults.self) {
      try Configuration.read(flags: [:], surroundings: surroundings, secrets: true)
    }
    #expect(error?.faults.map(\.place) == ["SIGNALBOX_WEBHOOK_SECRET_FILE (/secret)"])
  }

  @Test("The log is text on a terminal and JSON anywhere else, unless it is told")
  func logFormat() throws {
    #expect(try read(isTerminal: true).logFormat == .text)
    #expect(try read(isTerminal: false).logFormat == .json)
    #expect(try read(["log-format": "json"], isTerminal: true).logFormat == .json)
  }

  @Test("Every fault is reported, not only the first")
  func allFaults() throws {
    let found = try faults(
      ["listen": "everywhere", "tick": "0"],
      ["SIGNALBOX_REDIS_URL": "rediss://h:1/0", "SIGNALBOX_WEBHOOK_SECRET": "", "SIGNALBOX_GITHUB_API": "ftp://x"],
      named: ["/project/signalbox.toml": "colour = 'red'\n"])
    #expect(
      Set(found.map(\.place)) == [
        "--listen", "--tick", "SIGNALBOX_REDIS_URL", "SIGNALBOX_WEBHOOK_SECRET", "SIGNALBOX_GITHUB_API",
        "signalbox.toml",
      ])
    #expect(ConfigurationFaults(faults: found).failure.code == .usage)
  }

  @Test(
    "A value that means nothing is a fault",
    arguments: [
      ("town", "a:b"), ("town", "a\nb"), ("town", ""), ("redis", "rediss://host:6379/0"), ("redis", "localhost"),
      ("redis", "redis://host:99999/0"), ("listen", "localhost"), ("listen", "0.0.0.0:70000"),
      ("admin-listen", ":8081"), ("github-api", "api.github.com"), ("github-api", "https://"),
      ("github-api", "https://api.github.com?x=1"), ("github-api", "https://user@host"), ("repo", "acme"),
      ("repo", "acme/shop/x"), ("tick", "-1"), ("tick", "soon"), ("tick", "3601"), ("log-level", "loud"),
      ("log-format", "xml"), ("data", ""),
    ])
  func badValues(flag: String, text: String) throws {
    let found = try faults([flag: text], secrets: false)
    #expect(found.map(\.place) == ["--\(flag)"])
    #expect(ConfigurationFaults(faults: found).failure.code == .usage)
  }

  @Test("An unknown key in the file is a fault that names the nearest one, and bad data")
  func unknownKey() throws {
    let found = try faults(named: ["/project/signalbox.toml": "admin_listn = '127.0.0.1:1'"], secrets: false)
    #expect(found.count == 1)
    #expect(found.first?.problem == "unknown key 'admin_listn'")
    #expect(found.first?.remedy == "did you mean admin_listen?")
    #expect(ConfigurationFaults(faults: found).failure.code == .badData)
  }

  @Test("A file that is no TOML is a fault with its line")
  func brokenFile() throws {
    let found = try faults(named: ["/project/signalbox.toml": "town = 'a'\n= 3\n"], secrets: false)
    #expect(found.first?.problem.hasPrefix("line 2: ") == true)
  }

  @Test("A key of the wrong type is a fault, not a crash")
  func wrongType() throws {
    let found = try faults(named: ["/project/signalbox.toml": "town = ['a']\nlisten = true\n"], secrets: false)
    #expect(found.map(\.place) == ["signalbox.toml: town", "signalbox.toml: listen"])
  }

  @Test("Several webhook secrets stand one per line, exactly as written")
  func webhookSecrets() throws {
    let files = ["/run/secrets/hook": "newest\r\n\nolder\n"]
    let configuration = try read([:], ["SIGNALBOX_WEBHOOK_SECRET_FILE": "/run/secrets/hook"], files: files)
    #expect(configuration.webhookSecrets == [try Secret("newest"), try Secret("older")])
    #expect(
      try read([:], ["SIGNALBOX_WEBHOOK_SECRET": "first\nsecond"]).webhookSecrets == [
        try Secret("first"), try Secret("second"),
      ])
  }

  @Test(
    "An empty secret or an unreadable file is a fault",
    arguments: [
      (["SIGNALBOX_WEBHOOK_SECRET": ""], "SIGNALBOX_WEBHOOK_SECRET"),
      (["SIGNALBOX_WEBHOOK_SECRET": " \n"], "SIGNALBOX_WEBHOOK_SECRET"),
      (["SIGNALBOX_WEBHOOK_SECRET_FILE": "/empty"], "SIGNALBOX_WEBHOOK_SECRET_FILE (/empty)"),
      (["SIGNALBOX_WEBHOOK_SECRET_FILE": "/none"], "SIGNALBOX_WEBHOOK_SECRET_FILE (/none)"),
      (["SIGNALBOX_GITHUB_TOKEN": ""], "SIGNALBOX_GITHUB_TOKEN"),
      (["GITHUB_TOKEN": ""], "GITHUB_TOKEN"),
      (["GITHUB_TOKEN": "ambient", "GITHUB_TOKEN_FILE": "/empty"], "GITHUB_TOKEN"),
      (["SIGNALBOX_GITHUB_TOKEN": "two\nlines"], "SIGNALBOX_GITHUB_TOKEN"),
      (["SIGNALBOX_ADMIN_TOKEN_FILE": "/none"], "SIGNALBOX_ADMIN_TOKEN_FILE (/none)"),
      (["SIGNALBOX_GITHUB_APP_ID": "12"], "SIGNALBOX_GITHUB_APP_KEY_FILE"),
      (["SIGNALBOX_GITHUB_APP_KEY_FILE": "/pem"], "SIGNALBOX_GITHUB_APP_ID"),
      (
        ["SIGNALBOX_GITHUB_APP_ID": "12", "SIGNALBOX_GITHUB_APP_KEY_FILE": "/text"],
        "SIGNALBOX_GITHUB_APP_KEY_FILE (/text)"
      ),
      (
        ["SIGNALBOX_GITHUB_APP_ID": "12", "SIGNALBOX_GITHUB_APP_KEY_FILE": "/pem", "SIGNALBOX_GITHUB_TOKEN": "token"],
        "SIGNALBOX_GITHUB_TOKEN"
      ),
    ])
  func badSecrets(environment: [String: String], place: String) throws {
    let found = try faults([:], environment, files: ["/empty": "\n", "/text": "hello", "/pem": Self.key])
    #expect(found.map(\.place) == [place])
    #expect(try read([:], environment, secrets: false).webhookSecrets.isEmpty, "a client does not read secrets")
  }

  @Test("A secret's text stands in no fault")
  func noLeak() throws {
    let found = try faults([:], ["SIGNALBOX_GITHUB_TOKEN": "ghp_hidden\nghp_hidden2", "SIGNALBOX_TICK_SECS": "x"])
    #expect(found.count == 2)
    #expect(!ConfigurationFaults(faults: found).failure.what.contains("hidden"))
  }

  @Test("A password in a malformed Redis URL stands in no fault")
  func noPassword() throws {
    let found = try faults(["redis": "redis://me:hidden@host:port/0"], secrets: false)
    #expect(!ConfigurationFaults(faults: found).failure.what.contains("hidden"))
  }

  @Test("The dedicated token comes before the ambient one, and an App before the ambient one too")
  func identity() throws {
    let both = ["SIGNALBOX_GITHUB_TOKEN": "mine\n", "GITHUB_TOKEN": "ambient"]
    #expect(try read([:], both).githubIdentity == .token(try Secret("mine")))
    #expect(try read([:], ["GITHUB_TOKEN": "ambient"]).githubIdentity == .token(try Secret("ambient")))
    let app = [
      "SIGNALBOX_GITHUB_APP_ID": "12", "SIGNALBOX_GITHUB_APP_KEY_FILE": "/pem", "GITHUB_TOKEN": "ambient",
    ]
    #expect(
      try read([:], app, files: ["/pem": Self.key]).githubIdentity == .app(id: "12", key: try Secret(Self.key)))
  }

  @Test("An admin listener that others can reach needs a token")
  func adminListener() throws {
    let found = try faults(["admin-listen": "0.0.0.0:8081"])
    #expect(found.map(\.place) == ["--admin-listen"])
    let configuration = try read(["admin-listen": "0.0.0.0:8081"], ["SIGNALBOX_ADMIN_TOKEN": "token"])
    #expect(configuration.adminToken == (try Secret("token")))
    #expect(try read(["admin-listen": "[::1]:0"]).adminToken == nil)
  }

  @Test("Without --repo the origin remote says which repository is meant, also from a folder below")
  func origin() throws {
    let files = ["/project/.git/config": "[remote \"origin\"]\n\turl = git@github.com:acme/shop.git\n"]
    #expect(try read(files: files).repository == RepositoryName("acme/shop"))
    var below = Surroundings.fake(files: files)
    below.workingDirectory = "/project/Sources/App"
    #expect(GitOrigin.repository(around: below) == RepositoryName("acme/shop"))
    #expect(try read(["repo": "other/thing"], files: files).repository == RepositoryName("other/thing"))
  }

  private static let key = "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"
}
