import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import MissionCore
import TestSupport
import Testing

/// The `hook` commands against the sandbox, with a running service.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HookTests {
  @Test("hook install makes a hook that works, finds nothing to do the second time, and repairs what was broken")
  func install() async throws {
    try await World.run { _ in
    } _: { world in
      let former = try #require(try await world.github(.get, "/repos/acme/shop/hooks")[0]["id"].integerValue)
      try await world.github(.delete, "/repos/acme/shop/hooks/\(former)")
      let address = "http://127.0.0.1:\(world.service.webhooks)"
      #expect(try await world.hook("status").code == 66)

      let made = try await world.hook("install", "--url", address)
      #expect(made.code == 0, "\(made.errors)\(made.output)")
      #expect(made.json["ping"]["status_code"] == 200)
      let hook = try await world.github(.get, "/repos/acme/shop/hooks")[0]
      let id = try #require(hook["id"].integerValue)
      #expect(hook["config"]["url"].stringValue == address + "/webhooks/github")
      #expect(hook["config"]["content_type"] == "json")
      #expect(!hook["events"].elements.contains("*"))

      let again = try await world.hook("install", "--url", address)
      #expect(again.json["changes"].elements.isEmpty)
      #expect(try await world.hook("status").code == 0)

      try await world.github(
        .patch, "/repos/acme/shop/hooks/\(id)",
        ["events": ["push"], "active": false, "config": ["content_type": "form", "secret": "another one"]])
      let broken = try await world.hook("status")
      #expect(broken.code == 1)
      #expect(broken.json["hook"]["problems"].elements.count == 3)
      let repaired = try await world.hook("install", "--replace-secret")
      #expect(repaired.code == 0, "\(repaired.errors)\(repaired.output)")
      #expect(try await world.hook("ping").code == 0)
      #expect(try await world.github(.get, "/repos/acme/shop/hooks").elements.count == 1)
    }
  }

  @Test("a hook never gets a secret that the running service does not take, and asking makes no secret")
  func foreignSecret() async throws {
    try await World.run { _ in
    } _: { world in
      let former = try #require(try await world.github(.get, "/repos/acme/shop/hooks")[0]["id"].integerValue)
      try await world.github(.delete, "/repos/acme/shop/hooks/\(former)")
      let install = ["hook", "install", World.shop.description, "--url", "http://127.0.0.1:\(world.service.webhooks)"]
      let api = ["--json", "--github-api", world.sandbox.url]
      // The service was given its secret; these commands were not.
      let without = try await world.run(install + api)
      #expect(without.code == 65 && without.errors.contains("--webhook-secret-file"), "\(without.errors)")
      let other = try world.folder.write(String(repeating: "x", count: 40), to: "other-secret")
      chmod(other, 0o600)
      let foreign = try await world.run(install + api + ["--webhook-secret-file", other])
      #expect(foreign.code == 65 && foreign.errors.contains("other webhook secrets"), "\(foreign.errors)")
      let doctor = try await world.run(["doctor"] + api)
      let secrets = doctor.json["findings"].elements.first { $0["subject"] == "secrets" }
      #expect(secrets?["level"] == "warning", "\(doctor.output)")
      #expect(try await world.github(.get, "/repos/acme/shop/hooks").elements.isEmpty)
      #expect(access(world.folder.file("data/webhook-secret"), F_OK) != 0)
    }
  }

  @Test("hook remove takes away the hook that delivers here and no other, and says which it was")
  func remove() async throws {
    try await World.run { _ in
    } _: { world in
      let ours = try #require(try await world.github(.get, "/repos/acme/shop/hooks")[0]["id"].integerValue)
      try await world.github(
        .post, "/repos/acme/shop/hooks",
        ["config": ["url": "http://127.0.0.1:9/another", "content_type": "json"], "events": ["push"]])
      let asked = try await world.hook("remove", "--dry-run")
      #expect(asked.json["hook"]["id"].integerValue == ours)
      #expect(asked.json["done"] == false)
      #expect(try await world.github(.get, "/repos/acme/shop/hooks").elements.count == 2)
      let removed = try await world.hook("remove")
      #expect(removed.code == 0, "\(removed.errors)")
      #expect(removed.json["done"] == true)
      let left = try await world.github(.get, "/repos/acme/shop/hooks")
      #expect(left.elements.map { $0["config"]["url"].stringValue } == ["http://127.0.0.1:9/another"])
      #expect(try await world.hook("remove").code == 66)
    }
  }

  @Test("a new hook to an address that nothing answers at is removed again, and that is said")
  func unreachable() async throws {
    try await World.run { _ in
    } _: { world in
      let former = try #require(try await world.github(.get, "/repos/acme/shop/hooks")[0]["id"].integerValue)
      try await world.github(.delete, "/repos/acme/shop/hooks/\(former)")
      let outcome = try await world.hook("install", "--url", "http://127.0.0.1:9")
      #expect(outcome.code == 1)
      #expect(outcome.error["message"].stringValue?.contains("cannot reach") == true, "\(outcome.errors)")
      #expect(try await world.github(.get, "/repos/acme/shop/hooks").elements.isEmpty)
    }
  }

  @Test("doctor warns when git tracks what is secret in the data directory")
  func tracked() async throws {
    try await World.run { options in
      options.serves = false
    } _: { world in
      try FileManager.default.createDirectory(atPath: world.data, withIntermediateDirectories: true)
      try world.folder.write("it is secret", to: "data/webhook-secret")
      for words in [["init", "-q"], ["add", "-f", "data/webhook-secret"]] {
        let git = try TestProcess(
          "/usr/bin/git", words, environment: ["HOME": world.folder.path], directory: world.folder.path,
          output: world.folder.file("git.out"), errors: world.folder.file("git.err"))
        #expect(try await git.wait() == .exited(0))
      }
      let doctor = try await world.run(["doctor", "--json"])
      let finding = try #require(doctor.json["findings"].elements.first { $0["subject"] == "data directory" })
      #expect(finding["level"] == "fault")
      #expect(finding["text"].stringValue?.contains("webhook-secret") == true)
      #expect(finding["remedy"].stringValue?.contains("rotate") == true)
    }
  }

  @Test("a repair that GitHub does not take leaves the hook as it was, and says so")
  func halfDone() async throws {
    try await World.run { _ in
    } _: { world in
      let before = try await world.github(.get, "/repos/acme/shop/hooks")[0]
      let id = try #require(before["id"].integerValue)
      try await world.github(
        .patch, "/repos/acme/shop/hooks/\(id)", ["events": ["push"], "config": ["content_type": "form"]])
      let broken = try await world.github(.get, "/repos/acme/shop/hooks")[0]
      // The configuration has an address of its own; that one is refused.
      try await world.setFaults(["fail": [["status": 500, "count": 1, "path": "/repos/acme/shop/hooks/\(id)/config"]]])
      let outcome = try await world.hook("install", "--replace-secret")
      #expect(outcome.code == 69)
      #expect(outcome.error["message"].stringValue?.contains("the hook is as it was") == true)
      let after = try await world.github(.get, "/repos/acme/shop/hooks")[0]
      #expect(after["events"] == broken["events"])
      #expect(after["config"] == broken["config"])
    }
  }

  @Test("hook redeliver asks for what never arrived, and only for that")
  func redeliver() async throws {
    try await World.run { options in
      options.drop = 1
    } _: { world in
      try await world.openIssue("One")
      try await world.setFaults(["drop": 0])
      try await world.openIssue("Two")
      _ = try await world.settledDeliveries { _ in true }
      let outcome = try await world.hook("redeliver")
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.json["deliveries"].elements.map { $0["event"] } == ["issues"])
      try await eventually("the delivery to arrive") {
        try await world.settledDeliveries { $0.isRedelivery && $0.statusCode == 202 }.count == 1
      }
      #expect(try await world.hook("redeliver").json["deliveries"].elements.isEmpty)
    }
  }

  @Test("a secret is rotated under load without one refused delivery, and the old one is dropped only when unused")
  func rotate() async throws {
    try await World.run { _ in
    } _: { world in
      try await world.openIssue("Busy")
      try await world.setFaults(["rate_limit": ["core": ["limit": 1_000_000, "remaining": 1_000_000]]])
      let load = Task {
        var count = 0
        while !Task.isCancelled {
          try await world.github(.patch, "/repos/acme/shop/issues/1", ["title": "Busy \(count)"])
          count += 1
          // As fast as deliveries arrive, and not as fast as they can be made: the hour's calls are limited.
          try await eventually("the backlog to shrink") {
            world.sandbox.withCore { core in core.deliveries.records.suffix(50).count { $0.outcome == .pending } < 5 }
          }
        }
        return count
      }
      let begun = try await world.hook("rotate")
      #expect(begun.code == 0, "\(begun.errors)\(begun.output)")
      let early = try await world.hookWithoutPlace("rotate", "--finish", "--unused-hours", "1")
      #expect(early.code == 65)
      // Whatever was signed with the old secret has arrived before it goes.
      load.cancel()
      _ = try? await load.value
      _ = try await world.settledDeliveries { _ in true }
      let ended = try await world.hookWithoutPlace("rotate", "--finish", "--unused-hours", "0")
      #expect(ended.code == 0, "\(ended.errors)")
      #expect(ended.json["dropped"].elements.count == 1)
      try await world.openIssue("After")
      let records = try await world.settledDeliveries { _ in true }
      #expect(records.count > 5)
      #expect(records.allSatisfy { (200...299).contains($0.statusCode) })
      let page = try await world.ask("/metrics").text
      #expect(world.sample(#"signalbox_webhook_answers_total{outcome="signature_wrong",status="401"}"#, in: page) == 0)
      // Only the new one is good from now on.
      #expect(try await world.deliver(Array("{}".utf8), event: "push").status == 401)
    }
  }

  @Test("doctor finds a well set up App in order, and names what is missing with its remedy")
  func doctor() async throws {
    try await World.run { options in
      options.isApp = true
    } _: { world in
      let address = "http://127.0.0.1:\(world.service.webhooks)"
      let listen = ["--listen", "127.0.0.1:\(world.service.webhooks)", "--url", address]
      world.sandbox.withCore { $0.app?.hook?.url = address + "/webhooks/github" }
      let fine = try await world.command(["doctor"] + listen)
      #expect(fine.code == 0, "\(fine.errors)\(fine.output)")
      #expect(fine.json["faults"] == 0)
      let subjects = Set(fine.json["findings"].elements.compactMap { $0["subject"].stringValue })
      #expect(subjects.isSuperset(of: ["redis durability", "listener", "address", "clock", "service", "dead letters"]))

      world.sandbox.withCore { core in
        core.app?.permissions["checks"] = nil
        core.app?.hook?.contentType = .form
        core.app?.hook?.events = ["push"]
      }
      let broken = try await world.command(["doctor"] + listen)
      #expect(broken.code == 1)
      let faults = broken.json["findings"].elements.filter { $0["level"] == "fault" }
      #expect(faults.allSatisfy { $0["remedy"].stringValue?.isEmpty == false })
      let texts = faults.compactMap { $0["text"].stringValue }.joined(separator: "\n")
      #expect(texts.contains("read check runs"))
      #expect(texts.contains("content type"))
      #expect(texts.contains("pull_request_review"))
    }
  }

  @Test("doctor without a service says so instead of failing")
  func doctorAlone() async throws {
    try await World.run { options in
      options.serves = false
    } _: { world in
      let outcome = try await world.command(["doctor"])
      #expect(outcome.code == 1)
      let redis = outcome.json["findings"].elements.first { $0["subject"] == "redis" }
      #expect(redis?["remedy"].stringValue?.contains("signalbox serve") == true)
    }
  }
}

extension World {
  /// Runs a `hook` command about the shop, with `--json`.
  func hook(_ verb: String, _ words: String...) async throws -> CommandOutcome {
    try await command(["hook", verb, Self.shop.description] + words)
  }

  /// Runs a `hook` command about no place.
  func hookWithoutPlace(_ verb: String, _ words: String...) async throws -> CommandOutcome {
    try await command(["hook", verb] + words)
  }

  /// Runs a command that asks GitHub, with `--json`.
  func command(_ words: [String]) async throws -> CommandOutcome {
    try await run(
      words + ["--json", "--github-api", sandbox.url, "--webhook-secret-file", folder.file("secret")])
  }
}
