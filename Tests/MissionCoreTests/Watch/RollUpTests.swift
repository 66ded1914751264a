import Testing

@testable import MissionCore

/// Checks are never greener than GitHub's own roll-up of them.
@Suite struct RollUpTests {
  private func submitted(_ change: (inout Pull) -> Void) -> Play {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42, change))
    return play
  }

  @Test("Of two jobs of one name in one run the failed one counts, whichever is later", arguments: [1, 2])
  func sameName(failed: Int) {
    for rollUp in ["failure", nil] {
      let play = submitted {
        $0.rollUp = rollUp
        $0.checks = [1, 2].map { run in
          check(
            "test", run == failed ? .failure("failure") : .success, run: run,
            startedAt: Timestamp(milliseconds: Int64(run)), endedAt: Timestamp(milliseconds: 10), workflow: 7,
            workflowRun: 70, event: "push", suite: 700)
        }
      }
      #expect(play.fixes(1).map(\.kind) == [.fix(.checks)])
    }
  }

  @Test("A failed job that was run again, and a run that a newer one replaced, do not count")
  func replaced() {
    let again = submitted {
      $0.rollUp = "success"
      $0.checks = [1, 2].map { run in
        check(
          "test", run == 1 ? .failure("failure") : .success, run: run, startedAt: Timestamp(milliseconds: Int64(run)),
          workflow: 7, workflowRun: 70, event: "push", suite: 700)
      }
    }
    #expect(again.item(1).isDone)
    let newer = submitted {
      $0.rollUp = "failure"
      $0.checks = [1, 2].map { run in
        check(
          "test", run == 1 ? .failure("failure") : .success, run: run, startedAt: Timestamp(milliseconds: Int64(run)),
          workflow: 7, workflowRun: 70 + run, event: "push", suite: 700 + run)
      }
    }
    #expect(newer.item(1).isDone)
  }

  @Test("A red roll-up that no check explains is never green, and a person is asked after half an hour")
  func unexplained() {
    for word in ["failure", "error"] {
      var play = submitted { $0.rollUp = word }
      #expect(play.watch(1, .checks)?.status == .active)
      #expect(play.mission.header.help.isEmpty)
      play.waits(seconds: 1801)
      play.fetches(Pull(42) { $0.rollUp = word })
      #expect(play.mission.header.help.contains { $0.reason.contains("roll-up") })
    }
  }

  @Test(
    "A roll-up that goes on, or says what is not known, over checks that have passed is never green, and asked about",
    arguments: ["pending", "expected", "splendid"])
  func contradicts(word: String) {
    var play = submitted { $0.rollUp = word }
    #expect(play.watch(1, .checks)?.status == .active)
    play.waits(seconds: 1801)
    play.fetches(Pull(42) { $0.rollUp = word })
    #expect(play.questions.contains { $0.contains("roll-up of the checks is '\(word)'") })
    play.fetches(Pull(42) { $0.rollUp = "success" })
    #expect(play.item(1).isDone)
    #expect(play.questions.isEmpty)
  }

  @Test("A job that waits for a deployment's protection rule asks a person at once, until it goes on")
  func waiting() {
    let job = CheckState(status: "WAITING", conclusion: nil)
    var play = submitted { $0.checks.append(check("deploy", job, run: 5)) }
    #expect(play.questions.count == 1)
    #expect(play.why(1).contains("check deploy waits for a deployment's protection rule"))
    play.fetches(Pull(42) { $0.checks.append(check("deploy", run: 5)) })
    #expect(play.item(1).isDone)
    #expect(play.questions.isEmpty)
  }

  @Test(
    "A job that GitHub did not run says so in an annotation alone: its fix is withdrawn, and a person is asked",
    arguments: [
      "The job was not started because recent account payments have failed or your spending limit needs to be increased. "
        + "Please check the 'Billing & plans' section in your settings",
      "The self-hosted runner lost communication with the server.",
      "The job was not acquired by Runner of type hosted even after multiple attempts",
      "The self-hosted runner: gpu-3 lost communication with the server. Verify the machine is running.",
      "The runner has received a shutdown signal. This can happen when the runner service is stopped.",
      "GitHub Actions has encountered an internal error when running your job.",
      "The job was not started because your account is locked due to a billing issue.",
      "Failed to CreateArtifact: Artifact storage quota has been hit. Unable to upload any new artifacts.",
      "foo/bar@v1 is not allowed to be used in acme/shop. Actions in this workflow must be within a repository owned by acme.",
      "Code Security must be enabled for this repository to use code scanning.",
      "CodeQL analyses from advanced configurations cannot be processed when the default setup is enabled",
      "Dependency review is not supported on this repository. Please ensure that Dependency graph is enabled.",
      "The deployment was rejected or didn't satisfy other protection rules.",
    ])
  func refused(words: String) {
    func play(_ evidence: CheckEvidence) -> Play {
      var play = submitted { $0.checks = [check("build", .failure("failure"), run: 5)] }
      #expect(play.fixes(1).count == 1)
      play.observes(.checkEvidence([evidence], of: play.fixes(1)[0].id))
      return play
    }
    func annotation(_ path: String, _ message: String) -> CheckEvidence.Annotation {
      .init(path: path, line: 1, level: "failure", message: message)
    }
    var asked = play(CheckEvidence(run: 5, annotations: [annotation(".github", words)]))
    #expect(asked.fixes(1).isEmpty)
    #expect(asked.questions.contains { $0.contains("no code can mend") })
    asked.fetches(Pull(42) { $0.checks = [check("build", run: 6)] })
    #expect(asked.item(1).isDone)
    for evidence in [
      CheckEvidence(run: 5, failedStep: "Test", annotations: [annotation(".github", words)]),
      CheckEvidence(run: 5, annotations: [annotation("a.swift", words)]),
      CheckEvidence(run: 5, annotations: [annotation(".github", "Process completed with exit code 1.")]),
    ] {
      #expect(play(evidence).fixes(1).count == 1)
    }
  }

  @Test("What the branch requires and nobody can read is asked about after half an hour, where GitHub says blocked")
  func unreadableRules() {
    let pull = Pull(42) { ($0.requiredAreComplete, $0.mergeState) = (false, "blocked") }
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", pull)
    #expect(play.questions.isEmpty)
    play.waits(seconds: 1801)
    play.fetches(pull)
    #expect(play.questions.count == 1 && play.questions[0].contains("merge state 'blocked'"))
    play.fetches(Pull(42) { $0.requiredAreComplete = false })
    #expect(play.item(1).isDone)
  }

  @Test("A suite that failed or waits for a person without any run counts like a check")
  func suites() {
    let broken = submitted {
      $0.checks.append(check("CI", .failure("startup_failure"), source: .suite, workflow: 7, workflowRun: 70, suite: 1))
    }
    #expect(broken.fixes(1).map(\.kind) == [.fix(.checks)])
    let waiting = submitted { $0.checks.append(check("CI", .actionRequired, source: .suite, workflow: 7, suite: 1)) }
    #expect(waiting.fixes(1).isEmpty)
    #expect(waiting.mission.header.help.contains { $0.reason.contains("approval") })
  }

  @Test(
    "What no code can mend asks a person at once instead of the author",
    arguments: [
      ("Vercel", "Authorization required to deploy."),
      ("license/cla", "Contributor License Agreement is not signed yet."),
      ("DCO", "There is one commit incorrectly signed off."),
      ("build", "The job was not started because recent account payments have failed."),
      ("deploy", "Rejected by a deployment protection rule."), ("cla/google", ""), ("EasyCLA", "Missing authorization"),
      ("Vercel", "Git author ada must have access to the team on Vercel to create deployments."),
      ("Vercel", "Resource is limited - try again in 24 hours."), ("build", "Block unregistered user"),
      ("build", "GitHub Actions is currently disabled for this repository."),
      ("Required approvals", "needs 2 approvals"),
      ("security/snyk", "Your test limit has been reached"), ("build", "This project is out of credits"),
      ("codecov/project", "Please activate this user to display a detailed status check"),
      ("Azure Pipelines", "No hosted parallelism has been purchased or granted."), ("dco-check", ""),
      ("Vercel – shop", "Deployment was blocked because the commit author doesn't have access to the project"),
      ("Vercel", "No GitHub account was found matching the commit author email address"),
      ("netlify/shop/deploy-preview", "Deploy preview canceled: build minutes exceeded"),
      ("netlify/shop/deploy-preview", "Build skipped: account suspended"), ("CLAassistant", ""),
      ("build", "GitHub Actions has encountered an internal error: You have exceeded your spending limit"),
      ("build", "This request was automatically failed because there were no enabled runners online to process it."),
      ("build", "The job was not acquired by Runner of type hosted even after multiple attempts"),
      ("deploy", "The deployment was rejected or didn't satisfy other protection rules."),
      ("deploy", "Branch \"feat\" is not allowed to deploy to production due to environment protection rules."),
      ("code/snyk", "Code test limit reached"), ("codecov/patch", "This repository is deactivated"),
      ("ci/circleci: build", "Blocked due to unregistered user"),
      ("continuous-integration/travis-ci/pr", "Owner does not have enough credits"),
      ("Mergify Merge Protections", "Waiting for 1 approving review"), ("WIP", "Work in progress"),
      ("do-not-merge", ""), ("Merge Freeze", "main is frozen"),
      ("SonarCloud", "It has exceeded its lines of code limit"),
      ("chromatic", "You've reached your monthly snapshot limit"),
      ("UI Tests", "5 changes must be accepted as baselines"),
      ("percy/shop", "3 visual changes need review"), ("FOSSA", "Quota exceeded for this organization"),
      ("buildkite/shop", "Build blocked: waiting for approval"), ("Railway", "Your trial has expired"),
      ("DCO / check", ""), ("verification/cla-signed", ""), ("policy-bot: main", ""),
      ("Do Not Merge / check-labels", ""),
      ("Azure Pipelines", "shop failed in 1s\n\nNo hosted parallelism has been purchased or granted."),
      ("Vercel", "Git author ada must have access to the team acme on Vercel to create deployments."),
      ("Vercel", "The Hobby Plan does not support collaboration for private repositories."),
      ("netlify/shop/deploy-preview", "Unrecognized Git contributor"),
      ("acme.shop", "This pipeline needs permission to access a resource before this run can continue"),
      ("Travis CI - Pull Request", "Could not authorize build request for acme/shop."),
      ("Workers Builds: shop", "The build token selected for this build has been deleted or rolled."),
      ("codecov/patch", "Rate limit reached. Please upload with the repository upload token to resolve issue."),
      ("ci/circleci: build", "Blocked due to plan-no-credits-available"),
      ("Cirrus CI", "Monthly free compute limit exceeded!"),
      ("Mergify Merge Protections", "Waiting for: #approved-reviews-by >= 1"),
      ("Analyze (swift)", "Code scanning is not enabled for this repository."),
      ("copilot-pull-request-reviewer", ""),
    ])
  func unmendable(_ name: String, _ summary: String) {
    let play = submitted { $0.checks.append(check(name, .failure("failure"), summary: summary)) }
    #expect(play.fixes(1).isEmpty)
    #expect(play.mission.header.help.contains { $0.reason.contains("no code can mend") })
  }

  @Test(
    "A name that merely looks like such a reporter's is an ordinary check",
    arguments: ["clang", "dcos", "class test", "wipe", "class-validator", "decode", "merge"])
  func lookalike(_ name: String) {
    let play = submitted { $0.checks.append(check(name, .failure("failure"), summary: "exit 1")) }
    #expect(play.fixes(1).map(\.kind) == [.fix(.checks)])
    #expect(play.mission.header.help.isEmpty)
  }

  @Test(
    "A failure whose words are merely about such things is an ordinary one",
    arguments: [
      ("e2e", "Timed out waiting for approval dialog"), ("e2e", "locator.click: waiting for approval"),
      ("e2e", "1 of 12 tests failed\n\n- waiting for approval"),
      ("e2e", "3 passed, 1 failed\nYour trial has expired"), ("unit", "expected \"out of credits\" but got nil"),
      ("unit", "✗ says that the account is suspended"), ("unit", "```\nquota exceeded for this account\n```"),
      ("e2e (cla)", "exit 1"), ("test wip-flow", "exit 1"), ("build", "src/cla.c does not compile"),
      ("ui", "shows the banner 'trial has expired'"), ("unit", "Assertion: license expired"),
      ("lint", "changes need review comments to be resolved by the linter"),
      ("e2e", "The page about approval required from two people has a broken link"),
    ])
  func words(_ name: String, _ summary: String) {
    let play = submitted { $0.checks.append(check(name, .failure("failure"), summary: summary)) }
    #expect(play.fixes(1).map(\.kind) == [.fix(.checks)])
    #expect(play.mission.header.help.isEmpty)
  }

  @Test("A check that is pending for hours is asked about once; one that nobody requires holds a day at most")
  func pending() {
    let pull = Pull(42) {
      $0.checks = [check("ci", isRequired: true), check("tide", .pending, source: .status)]
      $0.required = [.init(name: "ci", appID: nil)]
    }
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", pull)
    #expect(play.mission.header.help.isEmpty)
    play.waits(seconds: 6 * 3600)
    play.fetches(pull)
    #expect(play.mission.header.help.contains { $0.reason.contains("tide has been pending") })
    #expect(!play.item(1).isDone)
    play.waits(seconds: 18 * 3600)
    play.fetches(pull)
    #expect(play.item(1).isDone)
    var required = Play([design(1)], agents: ["designer"])
    let wanted = pull.with { $0.required.append(.init(name: "tide", appID: nil)) }
    required.handsIn("designer", wanted)
    required.waits(seconds: 48 * 3600)
    required.fetches(wanted)
    #expect(!required.item(1).isDone)
  }

  @Test("A mission is due when time alone changes what is said of a check, not at its next look at everything")
  func dueAtTheBound() throws {
    let pull = Pull(42) { $0.checks = [check("ci"), check("tide", .pending, source: .status)] }
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", pull)
    let bound = try #require(play.mission.pullRequests[pull.reference]).waitsSince.adding(seconds: 6 * 3600)
    play.waits(seconds: bound.seconds(since: play.now) - 600)
    #expect(play.mission.nextTick == bound)
    play.waits(seconds: 600)
    #expect(play.mission.header.help.contains { $0.reason.contains("tide has been pending") })
  }

  @Test("A deployment that nobody requires and nobody approves is asked about at once, and holds a day at most")
  func deployment() {
    let pull = Pull(42) { $0.checks = [check("ci"), check("preview", .waiting)] }
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", pull)
    #expect(play.mission.header.help.contains { $0.reason.contains("preview waits for a deployment") })
    play.waits(seconds: 24 * 3600)
    play.fetches(pull)
    #expect(play.item(1).isDone)
  }
}
