import GitHub
import MissionCore
import Testing

@Suite struct TokenPermissionsTests {
  private static let all = [
    "metadata": "read", "issues": "write", "pull_requests": "write", "checks": "read", "statuses": "read",
    "contents": "read", "actions": "read", "merge_queues": "read", "administration": "read",
  ]

  @Test("An installation with everything lacks nothing, and each permission taken away is missed by name")
  func findsEach() {
    let needed = NeededPermission.missions
    #expect(TokenPermissions.granted(Self.all, events: []).missing(needed, isPublic: false).isEmpty)
    for name in Self.all.keys {
      var less = Self.all
      less[name] = nil
      let missing = TokenPermissions.granted(less, events: []).missing(needed, isPublic: true)
      #expect(missing.map(\.name) == [name])
      #expect(missing.first?.remedy.contains(missing.first?.title ?? "?") == true)
    }
  }

  @Test(
    "A level counts as far as it goes",
    arguments: [
      ("read", false), ("write", true), ("admin", true), ("none", false), ("", false),
    ])
  func comparesLevels(level: String, isEnough: Bool) {
    let permissions = TokenPermissions.granted(["contents": level], events: [])
    #expect(permissions.missing([.merging], isPublic: false).isEmpty == isEnough)
  }

  @Test(
    "Classic scopes include what GitHub says they include",
    arguments: [
      (["repo"], false, 0), (["repo"], true, 0), (["public_repo"], true, 1), (["public_repo"], false, 9),
      (["gist", "user"], false, 9), ([], true, 3), ([], false, 9),
    ] as [([String], Bool, Int)])
  func readsScopes(scopes: [String], isPublic: Bool, missing: Int) {
    let permissions = TokenPermissions.scopes(Set(scopes))
    #expect(permissions.missing(NeededPermission.missions, isPublic: isPublic).count == missing)
  }

  @Test(
    "Hooks have scopes of their own",
    arguments: [
      (["admin:repo_hook"], true, true), (["write:repo_hook"], true, true), (["read:repo_hook"], true, false),
      (["repo"], true, true), (["public_repo"], false, false), (["admin:org_hook"], false, false),
    ] as [([String], Bool, Bool)])
  func knowsHookScopes(scopes: [String], mayRead: Bool, mayWrite: Bool) throws {
    let place = HookPlace.repository(try #require(RepositoryName("octo/hello")))
    let permissions = TokenPermissions.scopes(Set(scopes))
    #expect(permissions.missing([.hooks(of: place, .read)], isPublic: true).isEmpty == mayRead)
    #expect(permissions.missing([.hooks(of: place, .write)], isPublic: true).isEmpty == mayWrite)
  }

  @Test("Without a token public things can be read; what GitHub does not tell is not called missing")
  func knowsTheRest() {
    let missing = TokenPermissions.anonymous.missing(NeededPermission.missions, isPublic: true)
    #expect(missing.map(\.name) == ["issues", "pull_requests", "administration"])
    #expect(TokenPermissions.undisclosed.missing(NeededPermission.missions, isPublic: false).isEmpty)
    #expect(TokenPermissions.undisclosed.missingEvents().isEmpty)
  }

  @Test("Events that the App is not told are named with what to do")
  func namesEvents() throws {
    let needed = WebhookDecoder.neededEvents
    #expect(TokenPermissions.granted([:], events: needed).eventsRemedy() == nil)
    let permissions = TokenPermissions.granted([:], events: needed.filter { $0 != "check_run" })
    #expect(permissions.missingEvents() == ["check_run"])
    #expect(try #require(permissions.eventsRemedy()).contains("check_run"))
  }

  @Test(
    "One call tells what doctor wants to know",
    arguments: [
      ("ghp_x", TokenReport.Kind.classic), ("github_pat_x", .fineGrained), ("ghs_x", .installation), ("x", .unknown),
    ])
  func reports(token: String, kind: TokenReport.Kind) async throws {
    let server = ScriptedServer { _ in
      .reply(
        200,
        [
          ("Date", "Fri, 20 Nov 2026 12:10:00 GMT"), ("X-OAuth-Scopes", "repo, admin:repo_hook"),
          ("GitHub-Authentication-Token-Expiration", "2026-12-01 00:00:00 UTC"), ("x-ratelimit-limit", "5000"),
          ("x-ratelimit-remaining", "4999"), ("x-ratelimit-reset", "1795180000"), ("x-ratelimit-resource", "core"),
        ],
        #"""
        {"full_name":"octo/hello-again","private":false,"archived":false,"permissions":{"admin":false,"push":true},
        "allow_merge_commit":false,"allow_squash_merge":true,"allow_rebase_merge":true}
        """#)
    }
    defer { server.stop() }
    let repository = try #require(RepositoryName("octo/hello"))
    let report = try await server.client(token: token).report(on: repository)
    #expect(report.kind == kind)
    #expect(report.permissions == .scopes(["repo", "admin:repo_hook"]))
    #expect(report.expiresAt == Timestamp(milliseconds: 1_796_083_200_000))
    #expect(report.repository == "octo/hello-again")
    #expect(report.isPublic)
    #expect(report.roles == ["push"])
    #expect(report.mergeMethods == ["squash", "rebase"])
    #expect(report.skew == .seconds(600))
    #expect(report.limits[.core]?.remaining == 4_999)
  }

  @Test("What an answer does not tell is unknown, and private is assumed")
  func toleratesMissing() async throws {
    let server = ScriptedServer { _ in
      .reply(200, [("GitHub-Authentication-Token-Expiration", "never")], "{}")
    }
    defer { server.stop() }
    let report = try await server.client().report(on: try #require(RepositoryName("octo/hello")))
    #expect(report.permissions == .undisclosed)
    #expect(report.expiresAt == nil)
    #expect(!report.isPublic)
    #expect(report.skew == nil)
    #expect(report.limits.isEmpty)
    #expect(report.mergeMethods == nil)
    #expect(report.repository == "octo/hello")
  }

  @Test("A refusal for a permission says which one GitHub wanted")
  func saysWanted() async throws {
    let server = ScriptedServer { _ in
      .reply(
        403, [("X-Accepted-GitHub-Permissions", "issues=write; pull_requests=write")],
        #"{"message":"Resource not accessible by integration"}"#)
    }
    defer { server.stop() }
    let text = "Resource not accessible by integration; it takes issues=write; pull_requests=write"
    await #expect(throws: GitHubError.forbidden(text)) {
      try await server.client().report(on: try #require(RepositoryName("octo/hello")))
    }
  }
}
