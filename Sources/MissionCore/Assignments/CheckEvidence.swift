/// What a failed check run left behind for whoever mends it: where it failed, the end of its log, its annotations.
///
/// All texts are written by whatever ran in the job: untrusted, to be quoted only.
package struct CheckEvidence: Hashable, Sendable, Codable {
  /// A remark that a check run made on a place in the code.
  package struct Annotation: Hashable, Sendable, Codable {
    /// The file.
    package var path: String
    /// The line, 1 or more.
    package var line: Int
    /// GitHub's word for how bad it is: notice, warning, failure.
    package var level: String
    /// What it says.
    package var message: String

    /// One with its parts.
    package init(path: String, line: Int, level: String, message: String) {
      self.path = path
      self.line = line
      self.level = level
      self.message = message
    }
  }

  /// What is asked for.
  package struct Question: Hashable, Sendable {
    /// The repository that the check run is in.
    package var repository: RepositoryName
    /// GitHub's number of the check run; for GitHub Actions it is also the job's.
    package var run: Int
    /// The check's name.
    package var name: String
    /// Whether it is a job of GitHub Actions, which alone has steps and a log.
    package var isJob: Bool
    /// The branch that it goes to, on which the same check may be red as well; nil when unknown.
    package var base: String?

    /// One with its parts.
    package init(repository: RepositoryName, run: Int, name: String, isJob: Bool, base: String?) {
      self.repository = repository
      self.run = run
      self.name = name
      self.isJob = isJob
      self.base = base
    }
  }

  /// The most lines of a log that are kept.
  package static let logLines = 200
  /// The most annotations that are kept.
  package static let annotationLimit = 20

  /// GitHub's number of the check run.
  package var run: Int
  /// The name of the step that failed; nil where there are no steps or none failed.
  package var failedStep: String?
  /// The last lines of the failed step's log, `logLines` at most; nil where there is none.
  package var log: String?
  /// The first annotations, `annotationLimit` at most.
  package var annotations: [Annotation]
  /// Whether the same check fails on the base branch as well; nil where that is not known.
  package var failsOnBase: Bool?
  /// Why the log could not be read; nil where it could, or where there is none.
  package var problem: String?

  /// One with its parts.
  package init(
    run: Int, failedStep: String? = nil, log: String? = nil, annotations: [Annotation] = [], failsOnBase: Bool? = nil,
    problem: String? = nil
  ) {
    self.run = run
    self.failedStep = failedStep
    self.log = log
    self.annotations = annotations
    self.failsOnBase = failsOnBase
    self.problem = problem
  }
}

extension CheckEvidence {
  /// What GitHub says of a run of which no step failed: a job that never began, or that lost its runner, says why in an
  /// annotation alone, on no file. What stands on a file, or beside a step that failed, is the job's own word.
  var refusal: String? {
    guard failedStep == nil else { return nil }
    let words = annotations.filter { $0.level == "failure" && $0.path == ".github" }.map(\.message)
    return words.isEmpty ? nil : words.joined(separator: "\n")
  }
}
