/// What is reported about a check run; nil leaves things as they are.
package struct CheckRunDraft: Sendable, Equatable {
  var name: String?
  var status: String?
  var conclusion: String?
  var title: String?
  var summary: String?
  var detailsURL: String?
  var externalID: String?
  /// Remarks on places in the code, which join those there are.
  package var annotations: [JSONValue] = []
  /// What the job wrote. GitHub has no way to report it; a job's runner sends it.
  package var log: String?
  /// Whether it is another job of its name in the same run, not a newer try: a matrix whose axis is not in the name.
  package var isBeside = false
  /// Whether GitHub refused to run the job: it has no steps, and an annotation says why.
  package var isRefused = false

  init(
    name: String? = nil, status: String? = nil, conclusion: String? = nil, title: String? = nil,
    summary: String? = nil, detailsURL: String? = nil, externalID: String? = nil
  ) {
    self.name = name
    self.status = status
    self.conclusion = conclusion
    self.title = title
    self.summary = summary
    self.detailsURL = detailsURL
    self.externalID = externalID
  }
}
