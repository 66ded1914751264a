/// The words by which claims are read, in lower case: one table for each place.
extension BotClaim {
  /// Words in the headings of lists that describe.
  static let descriptions: Set<String> = [
    "summary", "overview", "changes", "change", "strengths", "positives", "highlights", "checked", "what",
    "walkthrough",
    "good", "well",
  ]

  /// What a score is called.
  static let scores: Set<String> = ["confidence", "score", "rating", "grade", "quality"]

  /// Degrees that are not the best one.
  static let lowDegrees: Set<String> = ["low", "medium", "moderate", "limited", "lowered", "partial"]

  /// Degrees of a risk that say more than that there is hardly any.
  static let highDegrees: Set<String> = ["moderate", "medium", "elevated", "high", "critical", "severe", "major"]

  /// Degrees of a risk that say that there is hardly any.
  static let lowRisks: Set<String> = ["no", "none", "low", "minimal"]

  /// What may stand in the sentence of a claim without a meaning of its own.
  static let fillers: Set<String> = [
    "i", "i've", "we", "we've", "have", "has", "it", "that", "they", "this", "these", "the", "your", "my", "all", "a",
    "an", "and", "so", "is", "are", "looks", "look", "good", "great", "nice", "well", "done", "work", "to", "me", "us",
    "now", "very", "really", "overall", "everything", "everywhere", "verdict", "status", "result", "results",
    "conclusion", "recommendation", "assessment", "final", "summary", "approve", "approved", "review", "reviewed",
    "reviewing", "change", "changes", "code", "pr", "pull", "request", "diff", "files", "tests", "pass", "passes",
    "passing", "ci", "green", "correct", "clean", "found", "new", "hey", "hi", "hello", "thanks", "thank", "you",
    "ship",
    "shipit", "merge", "ready", "safe", "issue", "issues", "findings", "finding", "bugs", "problems", "no", "detected",
    "identified", "fully", "both", "whole", "complete", "completed", "finished", "codex", "claude", "macroscope", "bot",
  ]

  /// What is said of a change that is good.
  static let praises: Set<String> = [
    "tested", "covered", "by", "small", "focused", "minimal", "solid", "sound", "straightforward", "clear", "simple",
    "tidy", "idiomatic", "documented", "consistent", "also", "both", "with", "implementation",
  ]

  /// Words behind which a claim says of what it is one.
  static let places: Set<String> = ["in", "across", "of", "for", "on", "with"]

  /// What may stand before the noun there.
  static let wholes: Set<String> = [
    "this", "these", "the", "your", "all", "changed", "reviewed", "checked", "whole", "new",
  ]

  /// What a claim is of: all of the change.
  static let nouns: Set<String> = [
    "pr", "pull", "change", "changes", "changeset", "diff", "code", "file", "files", "commit", "commits",
  ]

  /// How sentences begin that close a review.
  static let closings = [
    "checked", "reviewed", "i reviewed", "i've reviewed", "i checked", "i've checked", "i verified", "skipped", "great",
    "nice", "good ", "thank", "well done", "excellent", "approved", "approving", "all tests pass", "tests pass",
    "generated ", "powered by", "view job", "last reviewed", "workflow id", "looked at", "commit", "reply ",
    "feel free",
    "learn more", "for more", "click ", "job ", "keep ", "chef's kiss", "🤖",
  ]

  /// What bots say out of courtesy, whatever words it holds.
  static let flourishes = [
    "claude finished", "can't wait", "another round", "more of your", "what shall we", "already looking",
    "auto-approved", "reply ",
    "help me be more useful", "please click", "sourcery is free", "you can customize", "feel free", "you have used",
    "you've used",
    "no files require", "this review doesn't count toward", "get a fresh assessment", "was this report helpful",
  ]

  /// Signs that mark trouble.
  static let alarms: Set<Character> = ["🚨", "⚠", "⚠️", "❌", "🔴", "🟠", "🟡", "❗", "❗️", "🛑", "⛔", "⛔️", "🐛", "❓"]

  /// Words of doubt, of advice and of what is left undone.
  static let doubts = [
    " could ", " should ", " might ", " may ", " would ", " must ", " consider", " recommend", " suggest", " advis",
    " please ", " double check", " verify ", "n't ", " not ", " never ", " cannot ", " unable ", " unclear ",
    " unsure ",
    " uncertain", " if ", " whether ", " assum", " unless ", " however ", " but ", " though ", " although ", " except ",
    " until ", " only ", " partial", " truncat", " incomplete", " worth ", " careful", " attention ", " follow up",
    " nit ", " nits ", " nitpick", " minor ", " caveat", " concern", " beware ", " caution", " optional", " needs ",
    " need to ", " todo", " potential", " possib", " perhaps ", " maybe ", " human ", " manual", " revisit",
    " remains ",
    " remaining ", " still ", " so far ", " one thing ", " not yet ", " previous ", " last time ", " on that point ",
  ]

  /// Words that tell of trouble, by their beginnings.
  static let troubles = [
    " leak", " crash", " fail", " break", " broke", " missing", " wrong", " incorrect", " unbounded", " unsafe",
    " deadlock", " race ", " races ", " racy ", " overflow", " vulnerab", " inject", " hardcod", " hard coded",
    " expos",
    " unhandled", " typo", " regress", " insecure", " risk", " danger", " traps ", " unresolved", " fixme", " warning",
    " problem", " error", " bug ", " a bug", " drops ", " ignores ", " swallow", " corrupt", " lost ", " loses ",
  ]

  /// Verbs by which a sentence says what the change does: the trouble it tells of is what it ends.
  static let describes: Set<String> = [
    "adds", "fixes", "updates", "refactors", "removes", "introduces", "bumps", "replaces", "moves", "renames",
    "improves", "implements", "handles", "corrects", "resolves", "prevents", "checked", "checks", "avoids",
    "extracts", "simplifies", "migrates", "converts", "switches", "splits", "documents", "cleans",
  ]
}
