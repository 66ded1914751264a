/// The words by which headings and tables are read, in lower case: one table for each place.
extension BotSections {
  /// Nouns that name findings, at the end of a heading or in the head of a table.
  static let nouns: Set<String> = [
    "issue", "issues", "bug", "bugs", "finding", "findings", "problem", "problems", "concern", "concerns",
    "vulnerability", "vulnerabilities", "defect", "defects", "nit", "nits", "nitpick", "nitpicks", "suggestion",
    "suggestions", "recommendation", "recommendations", "risk", "risks", "warning", "warnings", "regression",
    "regressions", "blocker", "blockers", "alert", "alerts", "violation", "violations",
    "weakness", "weaknesses", "shortcoming", "shortcomings", "drawback", "drawbacks", "gap", "gaps",
  ]
  /// What may follow such a noun.
  static let endings: Set<String> = [
    "found", "detected", "identified", "remaining", "remain", "left", "to", "fix", "address", "below", "here", "in",
    "this", "the", "these", "your", "changes", "pr", "pull", "request", "for", "review", "discuss", "resolve",
    "consider", "before", "merging", "merge", "must", "should", "be", "raised", "evaluated", "were", "was",
  ]
  /// Words for how bad findings are: a heading of nothing else is one over findings of that sort.
  static let severities: Set<String> = [
    "critical", "blocking", "major", "moderate", "minor", "high", "medium", "low", "nit",
  ]
  static let besideSeverities: Set<String> = ["severity", "priority", "impact", "non", "very"]
  /// What takes a heading's meaning away when it stands in it: what is done, or is somebody else's.
  static let exceptions: Set<String> = [
    "no", "zero", "without", "resolved", "fixed", "addressed", "linked", "related", "closed", "closes", "solved",
    "prompt", "reporting",
  ]
  /// How headings begin that ask whoever reads them: "Found a bug?".
  static let invitations = ["found ", "have ", "having ", "got ", "need ", "any ", "spotted ", "noticed "]
  /// Phrases that make any heading one over findings.
  static let phrases = [
    "outside diff", "outside of the diff", "outside the diff", "duplicate comments", "nitpick comments", "suppressed",
    "low confidence", "previously missed", "must fix", "should fix", "action required",
    "changes requested", "requested changes", "required changes", "needs attention", "focus areas", "to be fixed",
    "failed to post", "be posted", "suggested improvements",
    "possible improvements", "potential improvements", "areas for improvement", "room for improvement",
    "suggested changes", "to consider",
  ]

  /// Phrases of headings over what agents are told to do about all that was found.
  static let prompts = ["fix all issues", "prompt for all review comments", "prompt to fix all"]
}
