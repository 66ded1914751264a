import GitHub
import GitHubSandbox
import Testing

/// Signalbox as a GitHub App.
@Suite(.serialized, .timeLimit(.minutes(5))) struct AppTests {
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
