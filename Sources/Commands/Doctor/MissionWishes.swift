import GitHub
import MissionCore

/// What active missions want done in a repository beyond being watched, by their policies.
struct MissionWishes: Hashable {
  /// The methods by which they merge.
  private(set) var mergeMethods: Set<Policy.MergeMethod> = []
  /// The longest that one of those that merge waits where no check has reported, in seconds; nil where none merges.
  private(set) var graceSeconds: Int?
  /// Whether one runs failed jobs again.
  private(set) var reruns = false
  /// Whether one reports by check runs.
  private(set) var reportsByChecks = false

  /// The wishes of missions with these policies.
  init(_ policies: some Sequence<Policy> = []) {
    for policy in policies {
      if policy.autoMerge {
        mergeMethods.insert(policy.mergeMethod)
        graceSeconds = max(graceSeconds ?? 0, policy.noChecksGraceSeconds)
      }
      reruns = reruns || policy.ciReruns > 0
      reportsByChecks = reportsByChecks || policy.report == .check
    }
  }

  /// The permissions that they take besides those that all missions need.
  var permissions: [NeededPermission] {
    (mergeMethods.isEmpty ? [] : [.merging]) + (reruns ? [.rerunning] : []) + (reportsByChecks ? [.reporting] : [])
  }

  /// What is said where nothing checks what is pushed to a repository, and a mission merges there.
  func finding(in repository: RepositoryName, hasChecks: Bool?) -> Finding? {
    guard let graceSeconds, hasChecks == false else { return nil }
    return .warning(
      "\(repository)",
      "nothing checks what is pushed to it, and a mission merges there \(graceSeconds) s after the push",
      remedy: "add a workflow, or start missions without --auto-merge")
  }

  /// What does not depend on permissions: how the repository lets merge, and who may make check runs.
  func findings(in repository: RepositoryName, mergeMethods allowed: Set<String>?, isApp: Bool) -> [Finding] {
    var findings: [Finding] = []
    if let allowed {
      for method in Policy.MergeMethod.allCases
      where mergeMethods.contains(method) && !allowed.contains(method.rawValue) {
        findings.append(
          .warning(
            "\(repository)", "does not let merge by \(method.rawValue), which a mission's merge_method is",
            remedy:
              "allow it on the repository's settings page, or choose another merge_method; a merge queue has its own"
          ))
      }
    }
    if reportsByChecks, !isApp {
      findings.append(
        .warning(
          "\(repository)", "only a GitHub App can report by check runs: comments take their place",
          remedy: "make Signalbox a GitHub App, or let missions report by comment"))
    }
    return findings
  }
}
