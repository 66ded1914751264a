import GitHub
import GitHubSandbox
import TestSupport
import Testing

/// Signalbox as a GitHub App.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AppTests {
  @Test("as a GitHub App the tutorial's mission is completed, with installation tokens and the App's hook alone")
  func tutorial() async throws {
    try await World.run { options in
      options.isApp = true
    } _: { world in
      let tutorial = try await Tutorial.begin(in: world, watchInterval: 3600)
      try await tutorial.play()
      try await tutorial.expectCompleted()
      // One token serves its hour.
      #expect(world.calls("POST /app/installations/{id}/access_tokens") == 1)
    }
  }

  @Test("a token that GitHub revokes is replaced, and nobody has to do anything")
  func revokedToken() async throws {
    try await World.run { options in
      options.isApp = true
      options.drop = 1
    } _: { world in
      try await world.openTutorialIssues()
      let mission = try await world.startMission(["-i", "1", "--watch-interval", "5"])
      world.sandbox.withCore { $0.app?.revokeTokens() }
      let before = world.calls("POST /app/installations/{id}/access_tokens")
      try await world.github(.patch, "/repos/acme/shop/issues/1", ["state": "closed"])
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      try await eventually("another token") {
        world.calls("POST /app/installations/{id}/access_tokens") > before
      }
    }
  }

  @Test("an App that is suspended asks for help once, with the remedy, and withdraws it when it is back")
  func suspended() async throws {
    try await World.run { options in
      options.isApp = true
    } _: { world in
      try await world.openTutorialIssues()
      let mission = try await world.startMission(["-i", "1", "--watch-interval", "5"])
      func tell(_ action: String) async throws {
        let body = #"{"action":"\#(action)","installation":{"id":1,"account":{"login":"Acme"}}}"#
        #expect(try await world.deliver(Array(body.utf8), event: "installation").status == 202)
      }
      func requests() async throws -> Int {
        try await world.tell("help-requests").json.split(separator: "the GitHub App was suspended").count - 1
      }
      world.sandbox.withCore { core in
        core.app?.suspended = ["acme"]
        core.app?.revokeTokens()
      }
      try await tell("suspend")
      try await eventually("a word about the suspension") { try await requests() > 0 }

      world.sandbox.withCore { $0.app?.suspended = [] }
      try await tell("unsuspend")
      try await eventually("the request to be withdrawn") { try await requests() == 0 }
      try await world.github(.patch, "/repos/acme/shop/issues/1", ["state": "closed"])
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      let page = try await world.ask("/metrics").text
      #expect(world.sample(#"signalbox_app_reach_changes_total{change="suspended"}"#, in: page) == 1)
    }
  }

  @Test("a hook that was deleted is named by readyz and doctor until there is one again, and counted")
  func deletedHook() async throws {
    try await World.run { _ in
    } _: { world in
      try await world.openIssue("Design")
      _ = try await world.startMission(["-i", "1", "--watch-interval", "3600"])
      let hook = try #require(try await world.github(.get, "/repos/acme/shop/hooks")[0]["id"].integerValue)
      try await world.github(.delete, "/repos/acme/shop/hooks/\(hook)")
      let body = #"{"action":"deleted","hook_id":\#(hook),"repository":{"id":1,"full_name":"acme/shop"}}"#
      #expect(try await world.deliver(Array(body.utf8), event: "meta", hook: "\(hook)").status == 202)
      func note() async throws -> String {
        let checks = try await world.ask("/readyz").json["checks"].elements
        return checks.first { $0["name"] == "webhooks" }?["detail"].stringValue ?? ""
      }
      try await eventually("readyz to say so") { try await note().contains("hook install") }
      #expect(try await world.ask("/readyz").status == 200)
      let findings = try await world.command(["doctor"]).json["findings"].elements
      #expect(findings.contains { $0["subject"] == "audit of acme/shop" && $0["level"] == "warning" })
      let page = try await world.ask("/metrics").text
      #expect(world.sample("signalbox_hooks_deleted_total", in: page) == 1)
    }
  }

  @Test("a key that is none stops the start, with its reason")
  func brokenKey() async throws {
    try await World.run { options in
      options.isApp = true
      options.serves = false
    } _: { world in
      let key = try world.folder.write("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", to: "bad.pem")
      let outcome = try await world.run(
        "serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0",
        settings: ["SIGNALBOX_GITHUB_APP_KEY_FILE": key])
      #expect(outcome.code == 65)
      #expect(outcome.errors.contains("no readable private key"))
    }
  }
}
