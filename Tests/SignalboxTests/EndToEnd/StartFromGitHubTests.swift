import GitHub
import GitHubSandbox
import MissionCore
import Redis
import TestSupport
import Testing

/// Missions that are started by a comment or a label on GitHub.
@Suite(.serialized, .timeLimit(.minutes(10))) struct StartFromGitHubTests {
  private func started(_ world: World, _ change: (World) async throws -> Void) async throws {
    try await world.serve(settings: ["SIGNALBOX_START_FROM": "comment,label"])
    try await world.openIssue("Build a shop", "- [ ] #2\n- [x] #3\n- [ ] #4")
    try await world.github(.put, "/repos/acme/shop/collaborators/ada", ["permission": "push"])
    for title in ["Design auth API", "An old part", "Write auth tests"] { try await world.openIssue(title) }
    try await change(world)
  }

  private func missions(_ world: World, _ words: String...) async throws -> [GitHubSandbox.JSONValue] {
    let outcome = try await world.run(["mission", "list", "--json"] + words)
    return outcome.json["missions"].elements
  }

  @Test(
    "a comment of somebody who may write makes a mission of the issue and of its parts, once, and is answered there")
  func comment() async throws {
    try await World.run { options in
      options.serves = false
    } _: { world in
      try await started(world) { world in
        let path = "/repos/acme/shop/issues/1/comments"
        try await world.github(.post, path, ["body": "/signalbox start"], as: "mallory")
        try await eventually("the refusal of a stranger in the log") {
          world.folder.read(world.service.log).contains("mallory may not write there")
        }
        #expect(try await missions(world, "--all").isEmpty)
        try await world.github(
          .post, path, ["body": "Let us begin:\n/signalbox start max-parallel 5 no-reviewer"], as: "ada")
        try await eventually("a mission") { try await missions(world).count == 1 }
        let mission = try await missions(world)[0]
        #expect(mission["policy"]["max_parallel_items"] == 5)
        #expect(mission["policy"]["reviewer_required"] == false)
        let id = try #require(mission["id"].stringValue)
        try await eventually("its plan") {
          try await world.mission(id)["work_items"].elements.count == 3
        }
        let whole = try await world.tell("mission", "why", id, "#1")
        #expect(whole["items"][0]["why"].stringValue?.contains("waits for") == true, "the whole comes after its parts")
        try await eventually("the answer on the issue") {
          try await world.github(.get, path).elements.contains {
            $0["body"].stringValue?.contains(id) == true || $0["body"].stringValue?.contains("Signalbox") == true
          }
        }
        // The same wish again is none.
        try await world.github(.post, path, ["body": "/signalbox start"], as: "ada")
        try await world.settle()
        #expect(try await missions(world, "--all").count == 1)
      }
    }
  }

  @Test(
    "a comment whose webhook is lost makes its mission once the repository's comments are listed, and makes one only")
  func listed() async throws {
    try await World.run { options in
      options.serves = false
      options.drop = 1
    } _: { world in
      // Nor does the audit see what was not delivered.
      try await world.setFaults(["fail": [["status": 404, "count": 1000, "path": "/repos/acme/shop/hooks"]]])
      try await world.serve(settings: ["SIGNALBOX_START_FROM": "comment"])
      for title in ["Design auth API", "Write auth tests"] { try await world.openIssue(title) }
      try await world.github(.put, "/repos/acme/shop/collaborators/ada", ["permission": "push"])
      // Comments are listed where a mission has its issues.
      try await world.tell("mission", "start", "--issue", "1", "--watch-interval", "5")
      let path = "/repos/acme/shop/issues/2/comments"
      try await world.github(.post, path, ["body": "/signalbox start"], as: "mallory")
      try await world.github(.post, path, ["body": "/signalbox start max-parallel 5"], as: "ada")
      try await eventually("the mission of #2") {
        try await missions(world).contains { $0["policy"]["max_parallel_items"] == 5 }
      }
      // The list is read again, with all orders in it.
      try await world.github(.post, path, ["body": "/signalbox start"], as: "eve")
      try await eventually("the refusal of a later order") {
        world.folder.read(world.service.log).contains("eve may not write there")
      }
      #expect(try await missions(world, "--all").count == 2)
      let refusals = world.folder.read(world.service.log).split(separator: "\n").filter {
        $0.contains("is not started") && $0.contains("mallory may not write there")
      }
      #expect(refusals.count == 1, "a refused order is looked at once")
    }
  }

  @Test("a comment whose webhook is lost makes a mission also where there is none yet: the audit looks there")
  func audited() async throws {
    try await World.run { options in
      options.serves = false
      options.drop = 1
    } _: { world in
      // The hook is there before the first look at it.
      let port = try await world.serve(settings: ["SIGNALBOX_START_FROM": "comment"]).webhooks
      await world.service.program.kill()
      try await world.openIssue("Design auth API")
      try await world.github(.put, "/repos/acme/shop/collaborators/ada", ["permission": "push"])
      try await world.github(.post, "/repos/acme/shop/issues/1/comments", ["body": "/signalbox start"], as: "ada")
      try await world.serve(port: port, settings: ["SIGNALBOX_START_FROM": "comment"])
      try await world.endLeaseOfTheDead()
      try await eventually("a mission") { try await missions(world).count == 1 }
    }
  }

  @Test("the label makes a mission of its issue alone; taken off it stops, put on again it goes on")
  func label() async throws {
    try await World.run { options in
      options.serves = false
    } _: { world in
      try await started(world) { world in
        let path = "/repos/acme/shop/issues/1/labels"
        try await world.github(.post, path, ["labels": ["signalbox"]], as: "ada")
        try await eventually("a mission") { try await missions(world).count == 1 }
        let id = try #require(try await missions(world)[0]["id"].stringValue)
        try await eventually("its plan") { try await world.mission(id)["work_items"].elements.count == 1 }
        try await world.github(.delete, "\(path)/signalbox", as: "ada")
        try await eventually("it to be stopped") {
          try await world.tell("mission", "why", id)["why"].stringValue?.contains("took the label off") == true
        }
        try await world.github(.post, path, ["labels": ["signalbox"]], as: "ada")
        try await eventually("it to go on") {
          (try await world.tell("mission", "why", id))["why"].stringValue?.contains("took the label off") == false
        }
        #expect(try await missions(world, "--all").count == 1)
      }
    }
  }

  @Test("what is asked for while GitHub cannot be asked is granted once it can, also by the next process")
  func kept() async throws {
    try await World.run { options in
      options.serves = false
    } _: { world in
      try await started(world) { world in
        let fault: GitHubSandbox.JSONValue = [
          "kind": "status", "status": 503, "count": 100_000, "path": "/repos/acme/shop/collaborators",
        ]
        try await world.github(.post, "/_sandbox/faults", ["fail": [fault]])
        try await world.github(.post, "/repos/acme/shop/issues/1/labels", ["labels": ["signalbox"]], as: "ada")
        try await eventually("the failure in the log") {
          world.folder.read(world.service.log).contains("is looked at again soon")
        }
        await world.service.program.kill()
        try await world.github(.post, "/_sandbox/faults", ["fail": []])
        try await world.serve(settings: ["SIGNALBOX_START_FROM": "comment,label"])
        try await world.endLeaseOfTheDead()
        try await eventually("a mission") { try await missions(world).count == 1 }
        try await eventually("the wish to be forgotten") {
          try await world.command("HLEN", "sb:default:wishes").integer == 0
        }
      }
    }
  }

  @Test("nothing is started where start_from does not say so, nor by a forged comment")
  func refused() async throws {
    try await World.run { world in
      try await world.openIssue("Build a shop")
      try await world.github(.post, "/repos/acme/shop/issues/1/comments", ["body": "/signalbox start"], as: "ada")
      try await world.settle()
      #expect(try await missions(world, "--all").isEmpty)
    }
    try await World.run { options in
      options.serves = false
    } _: { world in
      try await started(world) { world in
        let forged = """
          {"action":"created","issue":{"number":1},"comment":{"id":987654,"body":"/signalbox start",
          "user":{"login":"octocat","type":"User"},"author_association":"OWNER","created_at":"2026-11-28T10:00:00Z",
          "updated_at":"2026-11-28T10:00:00Z"},"repository":{"id":1,"full_name":"acme/shop"},
          "sender":{"login":"octocat","type":"User"}}
          """
        #expect(try await world.deliver(Array(forged.utf8), event: "issue_comment").status == 202)
        try await eventually("the refusal in the log") {
          world.folder.read(world.service.log).contains("there is no such comment")
        }
        #expect(try await missions(world, "--all").isEmpty)
      }
    }
  }
}
