/// The flags that many commands have.
enum SharedFlags {
  /// Which town, where it is and what a bare `#23` means: for every command.
  static let town: [Flag] = [
    Flag("town", nil, .value("NAME"), "name of the town (default)"),
    Flag("data", nil, .value("DIR"), "directory of Redis, secret and logs (.signalbox)"),
    Flag("redis", nil, .value("URL"), "embedded, redis://[user:pw@]host:port/db or unix:///path (embedded)"),
    Flag("repo", nil, .value("OWNER/NAME"), "what a bare #23 belongs to (the origin remote)"),
    Flag("config", nil, .value("FILE"), "settings to read (signalbox.toml)"),
    Flag("log-level", nil, .value("LEVEL"), "debug, info, warning or error (info)"),
    Flag("log-format", nil, .value("FORMAT"), "text or json (text on a terminal)"),
  ]

  /// What only the service reads.
  static let service: [Flag] = [
    Flag("redis-durability", nil, .value("WORD"), "any takes one without appendonly (required)"),
    Flag("listen", nil, .value("ADDRESS"), "public listener, webhooks only (0.0.0.0:8080)"),
    Flag("trusted-proxy", nil, .value("CIDR"), "whose X-Forwarded-For counts: 10.0.0.0/8"),
    Flag("admin-listen", nil, .value("ADDRESS"), "health, metrics, API (127.0.0.1:8081)"),
    Flag("admin-host", nil, .value("NAME"), "another name of the admin listener"),
    Flag("admin-token-file", nil, .value("FILE"), "bearer token of the admin listener"),
    Flag("webhook-secret-file", nil, .value("FILE"), "webhook secrets, one per line (generated)"),
    Flag("url", nil, .value("URL"), "where GitHub reaches it: https://YOUR-HOST"),
    Flag("github-api", nil, .value("URL"), "REST base (https://api.github.com)"),
    Flag("allow-plain-http", nil, .value("YES"), "yes: http to another machine's REST base (no)"),
    Flag("github-token-file", nil, .value("FILE"), "token for GitHub"),
    Flag("tick", nil, .value("SECS"), "how often time-driven work is looked at (30)"),
  ]

  /// How it answers.
  static let everywhere: [Flag] = [
    Flag("json", nil, .toggle, "answer with one JSON document"),
    help,
  ]

  /// How a command is asked what it does.
  static let help = Flag("help", "h", .toggle, "show this help")

  /// What a configuration may hold: every setting of contract's table that has a flag.
  static let settings: [Flag] = (town + service).filter { $0.name != "config" }
}
