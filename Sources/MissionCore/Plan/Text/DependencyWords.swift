/// The words by which dependencies are read: one table for each place in the grammar of ``DependencyReader``.
enum DependencyWords {
  /// What may stand between a marker or a joint and its reference: "issue #3", "both #3", "all of #3", "the merge of
  /// #3".
  static let beforeReference: Set<String> = [
    "issue", "issues", "ticket", "tickets", "task", "tasks", "pr", "prs", "pull", "request", "requests", "mr", "item",
    "items", "story", "bug", "number", "both", "all", "of", "each", "the", "these", "following", "completion", "merge",
    "merging", "landing", "closing", "finishing", "open", "unmerged", "pending", "draft", "upstream", "still", "review",
    "release", "deployment", "rollout", "resolution", "by", "on",
  ]

  /// Numbers in words, which say how many references follow.
  static let numbers: Set<String> = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

  /// Words that join two references.
  static let joints: Set<String> = ["and", "also", "plus", "nor", "as", "well"]

  /// Words that make a range of two references.
  static let ranges: Set<String> = ["to", "through", "until"]

  /// Words that take a marker back, or put it into the past.
  static let negations: Set<String> = [
    "not", "never", "longer", "cannot", "no", "neither", "nor", "without", "nothing", "none", "hardly", "previously",
    "formerly", "originally", "initially", "earlier", "once", "used", "had", "un", "non", "isnt", "doesnt", "avoid",
    "avoids", "avoiding", "rather", "instead", "stop", "stops", "remove", "removes", "eliminates", "prevents",
  ]

  /// Words that make it a supposition, wherever they stand before the marker in the same clause.
  static let suppositions: Set<String> = [
    "if", "whether", "unless", "unsure", "sure", "maybe", "perhaps", "might", "may", "could", "would", "doubt",
    "doubtful", "unlikely", "wonder", "wondering", "possibly", "potentially", "thought", "said", "claimed", "claims",
    "supposedly", "allegedly",
  ]

  /// Words with which a question begins: "does this depend on #3?".
  static let askers: Set<String> = [
    "does", "do", "did", "is", "are", "will", "can", "has", "have", "doesn't", "isn't", "aren't", "don't", "why",
    "what",
    "which", "who", "how",
  ]

  /// Words that begin a condition at the beginning of a sentence: "if #4 lands, depends on #3".
  static let conditions: Set<String> = [
    "if", "unless", "should", "when", "once", "assuming", "provided", "suppose", "supposing",
  ]

  /// Words that make a condition of what stands before them: "depends on #3, unless we drop it".
  static let conditionsBehind: Set<String> = ["if", "unless", "assuming", "provided"]

  /// Words that take back the reference before them: "#3 (optional)", "#3 maybe".
  static let withdrawals: Set<String> = [
    "optional", "optionally", "maybe", "perhaps", "possibly", "obsolete", "soft", "nice", "ideally", "preferably",
    "tbc", "tbd",
  ]

  /// Who or what is not this issue, as the subject of a marker: people, and whatever else is made elsewhere.
  static let others: Set<String> = [
    "customer", "customers", "user", "users", "client", "clients", "people", "folks", "team", "teams", "others", "they",
    "everyone", "everybody", "someone", "somebody", "anyone", "anybody", "partner", "partners",
    "consumer", "consumers", "developers", "contributors", "maintainers", "engineers", "designers", "colleagues",
    "stakeholders", "vendors", "tenants", "companies", "organizations", "organisations", "downstream", "downstreams",
    "marketing", "sales", "legal", "qa", "app", "apps", "application", "applications", "website", "websites", "sdk",
    "sdks", "plugins", "integrations", "projects", "products", "packages", "issues", "tickets", "prs", "features",
    "tasks", "request", "requests", "connection", "connections", "traffic", "port", "ports",
  ]

  /// Words for this issue and its work before a marker: who stands before them is not its subject.
  static let selves: Set<String> = ["this", "it", "we", "i", "i'm", "we're", "here"]

  /// Words that may stand between a subject and its marker, beside the copulas.
  static let adverbs: Set<String> = [
    "already", "all", "often", "heavily", "usually", "mostly", "really", "always", "today", "both", "directly",
    "strongly", "do", "will", "in", "turn",
  ]

  /// Words by which somebody is what a thing is for, not the subject: "login for our customers depends on #3".
  static let prepositions: Set<String> = [
    "for", "of", "to", "by", "with", "from", "as", "in", "about", "on", "at", "per", "using",
  ]

  /// Words before another issue by which a sentence relates this one to it: "part of #5 - blocked by #3".
  static let relations: Set<String> = ["of", "from", "for", "to"]

  /// Words that head the column of a table that names issues.
  static let issueHeads: Set<String> = [
    "issue", "issues", "ticket", "tickets", "task", "tasks", "pr", "prs", "pull", "item", "items", "story", "stories",
    "id", "number", "what", "name", "title", "work", "feature", "features", "step", "bug", "key", "who", "#",
    "milestone", "milestones", "phase", "epic", "stage",
  ]

  /// Verbs by which a negation before them reaches what is thought: "I don't think this depends on #3".
  static let beliefs: Set<String> = ["think", "believe", "expect", "suppose", "assume", "feel", "see", "know"]

  /// Words right before a marker that speak of the past, or of somebody else.
  static let strangers: Set<String> = [
    "was", "were", "which", "that", "who", "that's", "who's", "whoever", "whatever",
  ]

  /// Words behind which a new clause begins: no negation before them reaches the marker.
  static let clauseStarts: Set<String> = [
    "but", "and", "since", "because", "as", "so", "it", "this", "that", "which", "then", "therefore", "hence",
    "though", "although",
  ]

  /// Words before a colon, or before a comma at the beginning, by which what is behind it is a quote, an example or
  /// over.
  static let quoters: Set<String> = [
    "says", "said", "error", "message", "log", "output", "title", "label", "warning",
    "example", "sample", "syntax", "previously", "formerly", "originally", "initially", "earlier", "old",
  ]

  /// Words that may stand between another issue and what is said about it: "#5 still depends on #3".
  static let copulas: Set<String> = [
    "is", "are", "be", "been", "being", "also", "still", "currently", "only", "now", "itself", "has", "have",
    "temporarily",
  ]

  /// What may follow a reference of which a sentence orders work: "After #2 is done".
  static let afterOrder: Set<String> = [
    "is", "are", "has", "have", "gets", "get", "lands", "land", "merges", "merge", "closes", "ships", "completes",
    "and", "but",
    "before", "then", "only", "in", "please",
  ]

  /// What a dependency is when it is over: "is merged".
  static let states: Set<String> = [
    "done", "merged", "closed", "landed", "complete", "completed", "finished", "in", "resolved", "shipped", "ready",
    "released", "deployed", "fixed",
  ]

  /// What tells a story about trouble, not an order of work.
  static let trouble: Set<String> = [
    "was", "were", "had", "did", "broke", "broken", "breaks", "fails", "failed", "failing", "fail", "crash", "crashes",
    "crashed", "crashing", "error", "errors", "regressed", "regression", "flake", "flakes", "flaky", "stopped",
    "started",
    "slow", "slower", "wrong", "caused", "causes", "reverted", "saw", "see", "sees", "seeing", "noticed", "appeared",
    "happens", "happened", "bug", "went", "became", "got", "since", "still",
  ]

  /// What orders work before an *after* in the middle of a sentence: "to be done after #2".
  static let orders: Set<String> = [
    "must", "should", "can", "will", "shall", "only", "start", "starts", "begin", "begins", "do", "done", "implement",
    "merge", "merged", "land", "landed", "schedule", "scheduled", "wait", "ship", "work", "build", "add", "comes",
    "goes",
    "next",
  ]

  /// What makes the reference of a list's item something else than the item: "see #4".
  static let asides: Set<String> = [
    "see", "not", "unlike", "like", "cf", "from", "than", "blocks", "blocking", "related", "relates", "replaces",
    "optional",
    "optionally", "parent", "epic", "closes", "fixes", "fixed", "duplicate", "duplicates", "supersedes", "instead",
    "no",
    "never", "unblocks", "was",
  ]

  /// Verbs that make a joined reference the subject of a clause of its own: "#3; #4 is related".
  static let predicates: Set<String> = [
    "is", "are", "was", "were", "will", "has", "had", "can", "should", "would", "blocks", "may", "depends", "needs",
    "must",
    "requires", "does",
  ]

  /// Words for a dependency that are no markers: where references follow, a person is told.
  static let nearMarkers: Set<String> = [
    "dependency", "dependencies", "dependent", "depending", "prerequisite", "prerequisites", "needs", "waits",
    "waiting",
    "awaits", "awaiting", "depended", "predecessor", "predecessors",
  ]

  /// Whether a word of another language says in its issues what a marker does.
  static func isForeign(_ word: String) -> Bool {
    foreign.contains(word) || word.utf8.contains { $0 >= 0x80 } && foreignStems.contains { word.holds($0) }
  }

  /// Such words in ASCII.
  private static let foreign: Set<String> = [
    "depende", "dependen", "dipende", "bloqueado", "bloqueada", "bloccato", "bloccata", "blockiert", "blockeras",
    "blokkeras", "voraussetzung", "afhankelijk", "geblokkeerd", "zablokowane", "blokowane",
  ]

  /// What others hold, whatever the letter case of the beginning.
  private static let foreignStems = [
    "依赖", "依賴", "取决于", "取決於", "阻塞", "前提", "前置", "先决", "依存", "ブロック", "의존", "선행",
    "ависит", "ависим", "локиров", "épend", "bloqué", "bhängig", "hängt", "ależy", "ależne", "bağlı", "beroende",
  ]

  /// What says, behind a marker, that there is nothing to wait for.
  static let nothing: Set<String> = [
    "none", "nothing", "n", "no", "na", "无", "無", "なし", "없음", "нет", "keine", "nichts", "aucun", "aucune", "ninguna",
    "ninguno", "nada", "brak",
  ]
}
