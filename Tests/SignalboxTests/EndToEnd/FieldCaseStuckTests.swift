import GitHub
import GitHubSandbox
import TestSupport
import Testing

/// Cases from the field: what stood still without a word.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FieldCaseStuckTests {
  @Test("§6 required approvals on GitHub's side: said in why and asked for; no merge is tried in vain")
  func requiredApprovals() async throws {
    try await FieldCase.run(
      policy: "auto_merge = true\n",
      repository: ["users": ["bob"], "protection": ["required_checks": ["ci"], "required_approvals": 1]]
    ) { field in
      let pull = try await field.handIn()
      try await field.says("without an approving review there")
      try await eventually("one help request") {
        try await field.world.tell("help-requests")["help_requests"].elements.count == 1
      }
      #expect(field.world.calls("PUT /repos/{owner}/{repo}/pulls/{number}/merge") == 0)
      try await field.world.github(
        .post, "/repos/acme/shop/pulls/\(pull.number)/reviews", ["event": "APPROVE"], as: "bob")
      try await field.completes()
    }
  }

  @Test(
    "§6 ejected from the merge queue: says what failed there, by the merge group's own checks, heard of or found",
    arguments: [0.0, 1.0])
  func ejectedFromQueue(drop: Double) async throws {
    try await FieldCase.run(
      policy: "auto_merge = true\n", repository: ["protection": ["required_checks": ["ci"], "merge_queue": true]],
      options: { $0.drop = drop }
    ) { field in
      let pull = try await field.handIn()
      let group = try await eventually("a merge group") {
        field.world.sandbox.withCore { $0.state.repositories.values.first?.pulls[pull.number]?.queueEntry?.sha }
      }
      // Nobody who was not there knows which commit was tried in the queue.
      if drop > 0 { try await field.says("merge queue") }
      try await field.world.check(group, "failure")
      try await field.says("it left the merge queue without being merged; failed there: ci")
    }
  }

  @Test("§6 a draft reported as done waits, and says that it is a draft")
  func draft() async throws {
    try await FieldCase.run { field in
      let task = try await field.world.take("designer")
      try await field.world.push("part")
      let pull = try await field.world.github(
        .post, "/repos/acme/shop/pulls", ["title": "Part", "head": "part", "base": "main", "draft": true])
      let number = try #require(pull["number"].integerValue)
      try await field.world.tell("task", "done", task.id, "--pull-request", "#\(number)", "--result", "designed")
      try await field.world.check(try #require(pull["head"]["sha"].stringValue), "success")
      try await field.says("it is a draft")
    }
  }

  @Test("§6 a squash-only repository: merged by the method that it allows")
  func squashOnly() async throws {
    try await FieldCase.run(
      policy: "auto_merge = true\nmerge_method = \"merge\"\n", repository: ["merge_methods": ["squash"]]
    ) { field in
      _ = try await field.handIn()
      try await field.completes()
    }
  }
}
